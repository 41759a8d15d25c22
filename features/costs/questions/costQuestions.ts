import { exceptionName } from "../../../aws/organization";

/**
 * Asks AWS about costs. What AWS does not answer never ends a run: it is remembered, and the review says what could not be looked at.
 */
export class CostQuestions {
    readonly #unread: string[] = [];

    /** What was not answered, and why. */
    get unread(): readonly string[] {
        return this.#unread;
    }

    /**
     * @param what completes "could not be read": `the budgets`.
     * @returns undefined if AWS did not answer.
     */
    async ask<T>(what: string, question: () => Promise<T>): Promise<T | undefined> {
        try {
            return await question();
        } catch (error) {
            this.#unread.push(
                `${what} (${exceptionName(error) ?? (error instanceof Error ? error.message : "no answer")})`,
            );
            return undefined;
        }
    }
}
