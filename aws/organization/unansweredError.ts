/** AWS did not answer a question about the organisation: access denied, no credentials, no network. The cause is the error itself. */
export class UnansweredError extends Error {
    readonly #question: string;
    readonly #action: string;

    /**
     * @param question completes "AWS does not say".
     * @param action the IAM action that the question takes: `organizations:ListParents`.
     * @param cause the error of the SDK.
     */
    constructor(question: string, action: string, cause: unknown) {
        super(`AWS does not say ${question} (${action}).\n${String(cause)}`, { cause });
        this.name = "UnansweredError";
        this.#question = question;
        this.#action = action;
    }

    /** @param purpose what the answer is needed for: `before a policy is attached`. */
    describe(purpose: string): string {
        return `AWS does not say ${this.#question} (${this.#action}), which has to be known ${purpose}.\n${String(this.cause)}`;
    }
}

/** The error of the SDK behind an UnansweredError; any other error itself. */
export function causeOf(error: unknown): unknown {
    return error instanceof UnansweredError ? error.cause : error;
}

/** The name of AWS's exception, also behind an UnansweredError and behind what `inWords` says: `ChildNotFoundException`. */
export function exceptionName(error: unknown): string | undefined {
    const cause = causeOf(error);
    if (!(cause instanceof Error)) return undefined;
    const explained = cause.cause;
    // Every error that AWS returns has this member.
    return explained instanceof Error && "$fault" in explained ? explained.name : cause.name;
}

/** What AWS answers; undefined where it refuses with the exception of that name. */
export async function unlessNamed<T>(name: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
        return await ask();
    } catch (error) {
        if (exceptionName(error) === name) return undefined;
        throw error;
    }
}
