import { isControlPolicy, isEveryone, mistakesOf, rcpActionMistake } from "../../guardrails/evaluator";
import { asList } from "../../guardrails/fit";
import type { PolicyModel } from "../model";

/**
 * What AWS would refuse a service or resource control policy for, as far as it can be told without knowing every action.
 *
 * @returns what is wrong, each mistake with the number of its statement.
 */
export function checkStatements({
    type,
    content,
    id,
    acknowledge,
}: Pick<PolicyModel, "type" | "content" | "id" | "acknowledge">): string[] {
    if (!isControlPolicy(type)) return [];
    const document = JSON.parse(content) as { Version?: unknown; Statement?: unknown };
    // The evaluator reads older ones too; without a Version AWS takes the older.
    const old = document.Version === undefined || document.Version === "2008-10-17";
    return [
        ...(old ? [`the document's Version is ${JSON.stringify(document.Version)}: use "2012-10-17"`] : []),
        ...mistakesOf(document, type).map(({ message }) => message),
        ...(type === "RESOURCE_CONTROL_POLICY"
            ? asList(document.Statement).flatMap((statement, index) =>
                  unreached(statement, index, acknowledge?.rcpServices ?? []),
              )
            : []),
        // Of one that is taken over AWS has stored it so: policyWarnings tells it.
        ...(id === undefined ? everyoneAsMap({ type, content }) : []),
    ];
}

/**
 * Statements that name everyone as `{"AWS": "*"}`. IAM takes that for `"*"`; AWS's page on resource control policies has `"*"` alone,
 * and whether Organizations takes the other form is not known.
 */
export function everyoneAsMap({ type, content }: Pick<PolicyModel, "type" | "content">): string[] {
    if (type !== "RESOURCE_CONTROL_POLICY") return [];
    const { Statement } = JSON.parse(content) as { Statement?: unknown };
    return asList(Statement ?? []).flatMap((statement, index) => {
        const principal = (statement as { Principal?: unknown } | null)?.Principal;
        return principal !== "*" && isEveryone(principal)
            ? [
                  `statement ${index + 1} has "Principal": ${JSON.stringify(principal)}, which AWS does not document for resource control policies: write "Principal": "*", which means the same`,
              ]
            : [];
    });
}

/** The evaluator reads such actions all the same. */
function unreached(statement: unknown, index: number, more: readonly string[]): string[] {
    const actions = asList((statement as { Action?: unknown } | null)?.Action ?? []);
    return actions.flatMap((action) => {
        const mistake = typeof action === "string" ? rcpActionMistake(action, more) : undefined;
        if (!mistake) return [];
        const { message, unsupported } = mistake;
        const hint =
            unsupported === undefined
                ? ""
                : `. If AWS has added it since, write\nacknowledge: { rcpServices: [${[...more, unsupported].join(", ")}] }`;
        return [`statement ${index + 1} ${message}${hint}`];
    });
}
