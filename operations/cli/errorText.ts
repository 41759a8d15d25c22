import { explainAws } from "../../aws/explainAws";
import { DefinitionError } from "../../definition";
import { CommandError } from "./commandError";

/**
 * What a person is told of an error: what is wrong and what to do, where that is known; else AWS's own words.
 *
 * @param endpoint where the stack's settings say that AWS Organizations answers, if they do.
 */
export function errorText(error: unknown, endpoint?: string): string {
    if (error instanceof CommandError || error instanceof DefinitionError) return error.message;
    if (!(error instanceof Error)) return String(error);
    return explainAws(error, endpoint) ?? `${error.name}: ${error.message}`;
}
