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

/** What is wrong with a document, and the path in the document. */
interface Mistake {
    readonly path: DocumentPath;
    readonly message: string;
}

/**
 * What AWS would refuse in a service or resource control policy, as far as that can be checked without a list of all actions.
 *
 * @returns the mistakes, each with the number of its statement.
 */
export function checkStatements({
    type,
    content,
    id,
    acknowledge,
}: Pick<PolicyModel, "type" | "content" | "id" | "acknowledge">): Mistake[] {
    if (!isControlPolicy(type)) return [];
    const document = documentOf(content) as { Version?: string };
    // AWS treats a document without a Version as the older one. The evaluator reads both; here they are refused.
    const old = document.Version === undefined || document.Version === "2008-10-17";
    return [
        ...(old ? [oldVersion(document.Version)] : []),
        ...mistakesOf(document, type),
        ...(type === "RESOURCE_CONTROL_POLICY" ? unreached(content, acknowledge?.rcpServices ?? []) : []),
        // An adopted policy is stored in AWS in this form. policyWarnings reports it.
        ...(id === undefined ? everyoneAsMap({ type, content }) : []),
    ];
}

function oldVersion(version: string | undefined): Mistake {
    return version === undefined
        ? { path: [], message: 'the document has no Version: use "2012-10-17"' }
        : { path: ["Version"], message: `the document's Version is ${quoted(version)}: use "2012-10-17"` };
}

/**
 * Statements that name everyone as `{"AWS": "*"}`. IAM treats that like `"*"`. AWS's page on resource control policies documents only
 * `"*"`, and it is not known whether AWS Organizations accepts the other form.
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

/** Actions of services that resource control policies do not reach. The evaluator can still read them. */
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
