import * as pulumi from "@pulumi/pulumi";
import { UnansweredError } from "../aws/organization";

/**
 * Asks AWS what this run has to know. Where AWS does not answer, the run ends with what was asked and the permission that it takes.
 *
 * @param purpose completes "which has to be known": `before a policy is attached`.
 * @throws RunError
 */
export async function needed<T>(purpose: string, ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        throw error instanceof UnansweredError ? new pulumi.RunError(error.describe(purpose)) : error;
    }
}
