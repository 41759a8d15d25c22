import { mergeDocuments } from "../../evaluator/fit";
import { statementDocument, type StatementDocument, documentOf } from "../../evaluator/policyDocument";
import { LIBRARY } from "../../guardrails";
import { didYouMean, policyTypeLimits, quoted, visible, type PolicyType, formatCount } from "../../limits";
import type { PolicyModel } from "../model";
import type { Path } from "../problemReport";
import type { PolicyContext } from "./policyContext";

/** The most characters of documents that are merged in one definition: a hundred of the largest that AWS accepts. */
const MAX_MERGED = 1_000_000;

/** The fields of a policy that merging needs. */
export type MergeablePolicy = Pick<PolicyModel, "type" | "content">;

/** Returns the policy that a name in `merge` refers to; undefined if that policy has a mistake, which is reported. */
type Find = (name: string, at: Path) => MergeablePolicy | "unknown" | undefined;

interface Part {
    readonly name: string;
    readonly type: PolicyType;
    readonly document: StatementDocument;
}

/**
 * One policy with the statements of several, tidied. It is for a root, unit or account with more policies than AWS allows: attached in
 * place of the several, it has the same effect.
 *
 * @param names guardrails of the library, and policies of the definition.
 * @param at the path of the list.
 * @returns undefined if one of them cannot be merged; that is reported.
 */
export function mergePolicies(
    names: readonly string[],
    find: Find,
    at: Path,
    context: PolicyContext,
): MergeablePolicy | undefined {
    const { report, merged } = context;
    const parts: Part[] = [];
    const seen = new Set<string>();
    for (const [index, name] of names.entries()) {
        if (seen.has(name)) {
            report.add([...at, index], `names ${visible(name)} a second time: keep one`);
            continue;
        }
        seen.add(name);
        if (merged.characters > MAX_MERGED) {
            report.add(
                [...at, index],
                `${visible(name)} makes the merged policies too large: together they may have ${formatCount(MAX_MERGED)} characters`,
            );
            return undefined;
        }
        const part = partOf(name, find, [...at, index], context);
        if (part) parts.push(part);
    }
    const areOfOneType = checkTypes(parts, at, context);
    const [first] = parts;
    if (!first || parts.length < names.length || !areOfOneType) return undefined;
    return { type: first.type, content: JSON.stringify(mergeDocuments(parts.map(({ document }) => document))) };
}

function partOf(name: string, find: Find, at: Path, { report, policies, merged }: PolicyContext): Part | undefined {
    const found = find(name, at);
    if (found === "unknown") {
        report.add(
            at,
            () =>
                `there is no policy ${quoted(name)}.${didYouMean(name, [...Object.keys(policies), ...LIBRARY.keys()])} Name one of \`policies\`, or one of the library (docs/guardrails.md)`,
        );
        return undefined;
    }
    if (!found) return undefined;
    if (policyTypeLimits(found.type).kind !== "authorization") {
        report.add(
            at,
            `${name} is a ${found.type}, and AWS merges those itself: merge service control policies, or resource control policies`,
        );
        return undefined;
    }
    // The rules report a document without statements where it is written.
    const document = statementDocument(documentOf(found.content));
    if (!document) return undefined;
    merged.characters += found.content.length;
    return { name, type: found.type, document };
}

function checkTypes(parts: readonly Part[], at: Path, { report }: PolicyContext): boolean {
    const firstOfType = new Map<PolicyType, string>();
    for (const { name, type } of parts) if (!firstOfType.has(type)) firstOfType.set(type, name);
    if (firstOfType.size <= 1) return true;
    const each = [...firstOfType].map(([type, name]) => `${name} is a ${type}`);
    report.add(at, `merges policies of two types, but a policy has one type: ${each.join(", ")}`);
    return false;
}
