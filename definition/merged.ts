import { mergeDocuments } from "../evaluator/fit";
import { statementDocument, type StatementDocument } from "../evaluator/policyDocument";
import { LIBRARY } from "../guardrails";
import { policyTypeLimits, quoted, visible, type PolicyType } from "../limits";
import type { PolicyModel } from "./model";
import type { Path, Report } from "./report";
import { didYouMean } from "../limits/messageText";

/** The most characters of documents that are merged in one definition: a hundred of the largest that AWS takes. */
const MAX_MERGED = 1_000_000;

/** A policy as far as another takes it in. */
export type Part = Pick<PolicyModel, "type" | "content">;

/**
 * The policy that several become, where a target has more than AWS attaches: their statements, tidied. Being attached where all of
 * them would be, it says the same.
 *
 * @param names guardrails of the library, by their defaults, and policies of the definition.
 * @param find what a name stands for: "unknown", or nothing where it has a mistake that is told already.
 * @param at where the list is written.
 * @param work what has been merged so far in the definition.
 */
export function mergePolicies(
    names: readonly string[],
    find: (name: string, at: Path) => Part | "unknown" | undefined,
    own: () => readonly string[],
    at: Path,
    report: Report,
    work: { characters: number },
): Part | undefined {
    const documents: StatementDocument[] = [];
    const types = new Map<PolicyType, string>();
    let whole = true;
    const refuse = (where: Path, message: string | (() => string)): void => {
        whole = false;
        report.add(where, message);
    };
    const seen = new Set<string>();
    for (const [index, name] of names.entries()) {
        if (seen.has(name)) {
            refuse([...at, index], `names ${visible(name)} a second time: keep one`);
            continue;
        }
        seen.add(name);
        if (work.characters > MAX_MERGED) {
            refuse(
                [...at, index],
                `${visible(name)} is too much: all merged policies together may be made of ${MAX_MERGED.toLocaleString("en-US")} characters`,
            );
            return undefined;
        }
        const found = find(name, [...at, index]);
        if (found === "unknown") {
            refuse(
                [...at, index],
                () =>
                    `there is no policy ${quoted(name)}.${didYouMean(name, [...own(), ...LIBRARY.keys()])} It is one of \`policies\`, or of the library (docs/guardrails.md)`,
            );
            continue;
        }
        if (!found) {
            whole = false;
            continue;
        }
        const { kind } = policyTypeLimits(found.type);
        const document = statementDocument(JSON.parse(found.content) as Record<string, unknown>);
        if (kind !== "authorization" || !document) {
            refuse(
                [...at, index],
                `${name} is a ${found.type}, which is merged by AWS itself: merge service control policies, or resource control policies`,
            );
            continue;
        }
        work.characters += found.content.length;
        types.set(found.type, types.get(found.type) ?? name);
        documents.push(document);
    }
    if (types.size > 1) {
        const each = [...types].map(([type, name]) => `${name} is a ${type}`);
        refuse(at, `merges policies of two types, and one policy has one: ${each.join(", ")}`);
    }
    const [type] = types.keys();
    if (type === undefined || !whole) return undefined;
    return { type, content: JSON.stringify(mergeDocuments(documents)) };
}
