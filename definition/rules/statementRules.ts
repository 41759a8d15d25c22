import {
    isControlPolicy,
    isEveryone,
    mistakesOf,
    rcpActionMistake,
    type DocumentPath,
} from "../../evaluator/evaluation";
import { asList, placedStatements, documentOf } from "../../evaluator/policyDocument";
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
export function checkStatements({
    type,
    content,
    id,
    acknowledge,
}: Pick<PolicyModel, "type" | "content" | "id" | "acknowledge">): Mistake[] {
    if (!isControlPolicy(type)) return [];
    const document = documentOf(content) as { Version?: string };
    // The evaluator reads older ones too; without a Version AWS takes the older.
    const old = document.Version === undefined || document.Version === "2008-10-17";
    return [
        ...(old ? [oldVersion(document.Version)] : []),
        ...mistakesOf(document, type),
        ...(type === "RESOURCE_CONTROL_POLICY" ? unreached(content, acknowledge?.rcpServices ?? []) : []),
        // Of one that is taken over AWS has stored it so: policyWarnings tells it.
        ...(id === undefined ? everyoneAsMap({ type, content }) : []),
    ];
}

function oldVersion(version: string | undefined): Mistake {
    return version === undefined
        ? { path: [], message: 'the document has no Version: use "2012-10-17"' }
        : { path: ["Version"], message: `the document's Version is ${quoted(version)}: use "2012-10-17"` };
}

/**
 * Statements that name everyone as `{"AWS": "*"}`. IAM takes that for `"*"`; AWS's page on resource control policies has `"*"` alone,
 * and whether Organizations takes the other form is not known.
 */
export function everyoneAsMap({ type, content }: Pick<PolicyModel, "type" | "content">): Mistake[] {
    if (type !== "RESOURCE_CONTROL_POLICY") return [];
    return placedStatements(content).flatMap(({ statement, index, path }) => {
        const principal = statement.Principal;
        if (principal === "*" || !isEveryone(principal)) return [];
        const message = `statement ${index + 1} has "Principal": ${quoted(principal)}, which AWS does not document for resource control policies: write "Principal": "*", which means the same`;
        return [{ path: [...path, "Principal"], message }];
    });
}

/** The evaluator reads such actions all the same. */
function unreached(content: string, more: readonly string[]): Mistake[] {
    return placedStatements(content).flatMap(({ statement, index, path: above }) => {
        const given = statement.Action ?? [];
        return asList(given).flatMap((action, at): Mistake[] => {
            const mistake = typeof action === "string" ? rcpActionMistake(action, more) : undefined;
            if (!mistake) return [];
            const { message, unsupported } = mistake;
            const hint =
                unsupported === undefined
                    ? ""
                    : `. If AWS has added it since, write\nacknowledge: { rcpServices: [${[...more, unsupported].join(", ")}] }`;
            const path = [...above, "Action", ...(Array.isArray(given) ? [at] : [])];
            return [{ path, message: `statement ${index + 1} ${message}${hint}` }];
        });
    });
}
