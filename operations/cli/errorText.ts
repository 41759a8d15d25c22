import { explainAws } from "../../aws/explainAws";
import { DefinitionError } from "../../definition";
import { fileRefusalText } from "../../limits";
import { ReportFileError } from "../../pages/files";
import { CommandError } from "./commandError";

/**
 * The text that reports an error to the user: what is wrong and what to do if that is known, otherwise AWS's own message.
 *
 * @param endpoint the endpoint of AWS Organizations in the stack's settings, if there is one.
 */
export function errorText(error: unknown, endpoint?: string): string {
    if (error instanceof CommandError || error instanceof DefinitionError) return error.message;
    if (!(error instanceof Error)) return String(error);
    if (error instanceof ReportFileError) return error.message;
    return explainAws(error, endpoint) ?? fileRefusalText(error) ?? namedMessage(error);
}

/** The name `Error` says nothing. */
function namedMessage({ name, message }: Error): string {
    return name === "Error" ? message : `${name}: ${message}`;
}
