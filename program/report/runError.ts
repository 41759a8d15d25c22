import * as pulumi from "@pulumi/pulumi";
import { explainAws } from "../../aws/explainAws";
import { DefinitionError } from "../../definition";
import { printable } from "../../limits";
import { RunEnd } from "../runEndError";

/**
 * The error with which Pulumi shows a failure by its message alone. A stack trace helps nobody to mend a definition, or AWS.
 *
 * @param endpoint where the stack's settings say that AWS Organizations answers, if they do.
 * @returns the failure itself where nobody has a better word for it: it is a mistake of this program.
 */
export function asRunError(failure: unknown, endpoint?: string): unknown {
    if (failure instanceof DefinitionError) return new pulumi.RunError(failure.message);
    if (failure instanceof RunEnd) return new pulumi.RunError(printable(failure.message));
    const explained = explainAws(failure, endpoint);
    return explained === undefined ? failure : new pulumi.RunError(printable(explained));
}
