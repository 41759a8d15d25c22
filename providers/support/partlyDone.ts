/**
 * An error after which Pulumi keeps what was done: the resource stays in the state with these properties and is looked at again by the next
 * run (ErrorResourceInitFailed in Pulumi's provider protocol).
 */
export class PartlyDoneError<State extends object> extends Error {
    readonly id: string;
    readonly properties: State;
    readonly reasons: readonly string[];

    /**
     * @param properties what was done.
     * @param given the inputs as Pulumi has passed them. They name where the provider's code is: Pulumi adds that to a result, but not to an
     * error, and without it the resource could neither be refreshed nor deleted.
     */
    constructor(id: string, properties: State, reasons: readonly string[], given: object) {
        super(reasons.join("\n"));
        this.name = "PartlyDoneError";
        this.id = id;
        this.properties = { ...properties, ...providerIn(given) };
        this.reasons = reasons;
    }
}

function providerIn(given: { readonly __provider?: unknown }): object {
    return given.__provider === undefined ? {} : { __provider: given.__provider };
}

/**
 * An error that Pulumi shows once and as it is. When a deletion, a comparison or a refresh fails, Pulumi's process for providers prints
 * `${error}: ${error.stack}` too, which would be the message again and lines of this code. So these two only point at the message.
 */
export function plainError(message: string, cause?: unknown): Error {
    const error = new Error(message, { cause });
    error.toString = () => "A change failed";
    error.stack = "the error of the resource says why";
    return error;
}
