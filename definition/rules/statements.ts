import { isControlPolicy, mistakesOf, type DocumentPath } from "../../guardrails/evaluator";
import { asList } from "../../guardrails/fit";
import { quoted } from "../../limits";
import type { PolicyModel } from "../model";

/** What is wrong with a document, and the keys that lead to it there. */
interface Mistake {
    readonly path: DocumentPath;
    readonly message: string;
}

/**
 * What AWS would refuse a service or resource control policy for, as far as it can be told without knowing every action.
 *
 * @returns what is wrong, each mistake with the number of its statement.
 */
export function checkStatements({ type, content }: Pick<PolicyModel, "type" | "content">): Mistake[] {
    if (!isControlPolicy(type)) return [];
    const document = JSON.parse(content) as { Version?: string; Statement?: unknown };
    // The evaluator reads older ones too; without a Version AWS takes the older.
    const old = document.Version === undefined || document.Version === "2008-10-17";
    return [
        ...(old ? [oldVersion(document.Version)] : []),
        ...mistakesOf(document, type),
        ...(type === "RESOURCE_CONTROL_POLICY" ? allActions(document.Statement) : []),
    ];
}

function oldVersion(version: string | undefined): Mistake {
    return version === undefined
        ? { path: [], message: 'the document has no Version: use "2012-10-17"' }
        : { path: ["Version"], message: `the document's Version is ${quoted(version)}: use "2012-10-17"` };
}

/** The evaluator knows what that means all the same. */
function allActions(statements: unknown): Mistake[] {
    return asList(statements).flatMap((statement, index): Mistake[] => {
        const action = (statement as { Action?: unknown } | null)?.Action ?? [];
        const at = asList(action).indexOf("*");
        if (at < 0) return [];
        const above = Array.isArray(statements) ? ["Statement", index] : ["Statement"];
        return [
            {
                path: [...above, "Action", ...(Array.isArray(action) ? [at] : [])],
                message: `statement ${index + 1} has the action "*", which a resource control policy cannot have: name services, such as s3:*`,
            },
        ];
    });
}
