import * as pulumi from "@pulumi/pulumi";
import { explainAws } from "../../aws/explainAws";
import { DefinitionError } from "../../definition";
import { printable } from "../../limits";
import { RunEnd } from "../runEndError";

/**
 * The error that Pulumi shows by its message alone. A stack trace would not help to correct a definition or settings.
 *
 * @param endpoint the address of AWS Organizations in the stack's settings, if they have one.
 * @returns the failure itself if there is no explanation for it: it is a bug of this program.
 */
export function asRunError(failure: unknown, endpoint?: string): unknown {
    if (failure instanceof DefinitionError) return new pulumi.RunError(failure.message);
    if (failure instanceof RunEnd) return new pulumi.RunError(printable(failure.message));
    const explained = explainAws(failure, endpoint);
    return explained === undefined ? failure : new pulumi.RunError(printable(explained));
}
