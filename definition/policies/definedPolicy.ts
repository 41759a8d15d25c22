import { LIBRARY, STOP_SPENDING } from "../../guardrails";
import { didYouMean, list, quoted } from "../../limits";
import type { PolicyModel } from "../model";
import { Report, type Path } from "../problemReport";
import { checkTagTexts } from "../values/tagTexts";
import type { PolicyInput } from "../schema";
import { readDocument } from "./documentFile";
import { isLibraryEntryAllowed, libraryContent, withLibraryGuardrail } from "./libraryEntry";
import { guardrailContent } from "./libraryPolicy";
import { mergePolicies, type MergeablePolicy } from "./mergedPolicy";
import type { PolicyContext } from "./policyContext";

/** The fields of a policy that depend on where its document comes from. */
type Said = Pick<PolicyModel, "type" | "description" | "content" | "documentPath">;

/**
 * A policy of the definition. Its document is written in place or in a file, or comes from a guardrail with parameters, or from several
 * policies that are merged.
 *
 * @param at the path of the policy.
 * @returns undefined if a mistake leaves it without a document; the mistake is reported.
 */
export function definedPolicy(
    key: string,
    said: PolicyInput,
    context: PolicyContext,
    at: Path = ["policies", key],
): PolicyModel | undefined {
    const { report } = context;
    if (!isLibraryEntryAllowed(key, said, at, report)) return undefined;
    const input = withLibraryGuardrail(key, said);
    if (key === STOP_SPENDING && input.staged !== undefined && input.staged !== false) {
        report.add(
            [...at, "staged"],
            `a budget attaches ${key} when it is used up, so it cannot be staged: leave it out`,
        );
    }
    if (!hasOneSource(input, at, report)) return undefined;
    checkTagTexts(input.tags ?? {}, [...at, "tags"], report);
    if (input.guardrail === undefined && input.parameters !== undefined) {
        report.add(
            [...at, "parameters"],
            "are only for a guardrail of the library, and this policy is not made from one: leave them out",
        );
    }
    const source = saidBy(input, at, context);
    if (!source) return undefined;
    return {
        key,
        name: input.name ?? key,
        tags: { ...context.tags, ...input.tags },
        place: report.placeOf(at),
        path: at,
        ...(input.acknowledge && {
            acknowledge: {
                lockOut: input.acknowledge.lockOut ?? [],
                rcpServices: input.acknowledge.rcpServices ?? [],
            },
        }),
        ...(input.id !== undefined && { id: input.id }),
        ...source,
    };
}

function hasOneSource(input: PolicyInput, at: Path, report: Report): boolean {
    const sources = (["document", "file", "guardrail", "merge"] as const).filter(
        (source) => input[source] !== undefined,
    );
    if (sources.length === 1) return true;
    report.add(
        at,
        sources.length === 0
            ? "has no document: give one of document, file, guardrail (one of the library) and merge (policies to merge)"
            : `gives ${list(sources)}: keep one of them`,
    );
    return false;
}

function saidBy(input: PolicyInput, at: Path, context: PolicyContext): Said | undefined {
    if (input.guardrail !== undefined) return saidByGuardrail(input.guardrail, input, at, context);
    if (input.merge !== undefined) return saidByMerged(input.merge, input, at, context);
    return saidByDocument(input, at, context);
}

function saidByGuardrail(name: string, input: PolicyInput, at: Path, context: PolicyContext): Said | undefined {
    const { report } = context;
    const guardrail = LIBRARY.get(name);
    if (!guardrail) {
        report.add(
            [...at, "guardrail"],
            `there is no guardrail ${quoted(name)} in the library.${didYouMean(name, [...LIBRARY.keys()])} docs/guardrails.md lists them.`,
        );
        return undefined;
    }
    if (input.type !== undefined && input.type !== guardrail.type) {
        report.add([...at, "type"], `guardrail ${guardrail.name} is a ${guardrail.type}: leave the type out`);
    }
    const content = guardrailContent(guardrail, input.parameters ?? {}, [...at, "parameters"], context);
    if (content === undefined) return undefined;
    return { type: guardrail.type, description: input.description ?? guardrail.description, content };
}

function saidByMerged(
    names: readonly string[],
    input: PolicyInput,
    at: Path,
    context: PolicyContext,
): Said | undefined {
    const merged = mergePolicies(
        names,
        (name, where) => mergeablePolicy(name, where, context),
        [...at, "merge"],
        context,
    );
    if (!merged) return undefined;
    if (input.type !== undefined && input.type !== merged.type) {
        context.report.add([...at, "type"], `the merged policies are of type ${merged.type}: leave the type out`);
    }
    return { description: input.description ?? `${list(names)}.`, ...merged };
}

/** The policy that a name in `merge` refers to. Mistakes in that policy are reported where it is written. */
function mergeablePolicy(name: string, at: Path, context: PolicyContext): MergeablePolicy | "unknown" | undefined {
    const guardrail = LIBRARY.get(name);
    if (guardrail) {
        const content = libraryContent(guardrail, at, context);
        return content === undefined ? undefined : { type: guardrail.type, content };
    }
    const input = Object.hasOwn(context.policies, name) ? context.policies[name] : undefined;
    if (!input) return "unknown";
    if (input.merge !== undefined) {
        context.report.add(at, `${name} is itself made by \`merge\`: name the policies that it merges`);
        return undefined;
    }
    const silent = new Report(context.report.written, [], context.folder);
    return definedPolicy(name, input, { ...context, report: silent });
}

function saidByDocument(input: PolicyInput, at: Path, context: PolicyContext): Said | undefined {
    if (input.type === undefined) {
        context.report.add(at, "has no type: give the type in AWS, such as type: SERVICE_CONTROL_POLICY");
        return undefined;
    }
    const document = input.document ?? readDocument(input.file ?? "", [...at, "file"], context);
    if (document === undefined) return undefined;
    return {
        documentPath: [...at, input.document === undefined ? "file" : "document"],
        type: input.type,
        description: input.description ?? "",
        content: JSON.stringify(document),
    };
}
