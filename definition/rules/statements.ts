import { isControlPolicy, mistakesOf, rcpActionMistake } from "../../guardrails/evaluator";
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
    acknowledge,
}: Pick<PolicyModel, "type" | "content" | "acknowledge">): string[] {
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
    ];
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
