import { explainCredentials } from "../../aws/explainCredentials";
import { UnansweredError } from "../../aws/organization";
import { RunEnd } from "../runEndError";

/**
 * Asks AWS what this run has to know. If AWS does not answer, the run ends and names the question and the permission that it needs,
 * or what is wrong with the credentials.
 *
 * @param purpose completes "which has to be known": `before a policy is attached`.
 * @throws RunEnd
 */
export async function needed<T>(purpose: string, ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        if (!(error instanceof UnansweredError)) throw error;
        const credentials = explainCredentials(error.cause);
        throw new RunEnd(credentials === undefined ? error.describe(purpose) : `${credentials}\nNothing was done.`);
    }
}
