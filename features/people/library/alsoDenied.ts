import type { StatementDocument } from "../../../evaluator/policyDocument";

/** A document that denies actions on everything. */
export function denyingDocument(actions: readonly string[]): StatementDocument {
    return {
        Version: "2012-10-17",
        Statement: [{ Sid: "AlsoDenied", Effect: "Deny", Action: [...actions], Resource: "*" }],
    };
}

/** The inline policy of a permission set of the library with more denials. It allows nothing more. */
export function withDenied(inlinePolicy: StatementDocument | undefined, actions: readonly string[]): StatementDocument {
    const { Statement, ...more } = denyingDocument(actions);
    return { ...more, Statement: [...(inlinePolicy?.Statement ?? []), ...Statement] };
}
