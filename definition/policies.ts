import { statementsOf } from "../evaluator/policyDocument";
import { LIBRARY, type Guardrail } from "../guardrails";
import { FRAMEWORKS } from "../guardrails/frameworks";
import { quoted } from "../limits";
import type { Bundle } from "./brought";
import { derived, type Target } from "./derived";
import { readDocument } from "./documents";
import type { PolicyModel, Tags } from "./model";
import { explain, ofKind } from "./parse";
import { mergePolicies, type Part } from "./merged";
import { Report, type Path } from "./report";
import type { PolicyInput } from "./schema";
import { checkTagTexts } from "./rules/names";
import { didYouMean, list } from "../limits/messageText";

interface Context {
    readonly report: Report;
    /** The folder that `file` is relative to. */
    readonly folder: string;
    /** The tags that every policy has. */
    readonly tags: Tags;
    /** The access role, which some guardrails spare. */
    readonly roleName: string;
    /** All of the definition's own, by key. */
    readonly policies: Readonly<Record<string, PolicyInput>>;
    /** What has been merged so far. */
    readonly merged: { characters: number };
}

/**
 * A policy of the definition: a document of its own, in place or in a file, or a guardrail with parameters.
 *
 * @param at where it is written.
 */
export function resolvePolicy(
    key: string,
    input: PolicyInput,
    context: Context,
    at: Path = ["policies", key],
): PolicyModel | undefined {
    const { report } = context;
    if (LIBRARY.has(key)) {
        report.add(
            at,
            `${JSON.stringify(key)} is the name of a guardrail of the library: choose another key for your own policy. Of the guardrail itself only \`staged: true\` is said here`,
        );
        return undefined;
    }
    const sources = (["document", "file", "guardrail", "merge"] as const).filter(
        (source) => input[source] !== undefined,
    );
    if (sources.length !== 1) {
        report.add(
            at,
            sources.length === 0
                ? "has nothing to say: give its document, the file that holds it, the guardrail of the library that it is made from, or those that it merges"
                : `gives ${list(sources)}: keep one of them`,
        );
        return undefined;
    }
    checkTagTexts(input.tags ?? {}, [...at, "tags"], report);
    const base = {
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
    };
    const id = input.id === undefined ? {} : { id: input.id };

    if (input.guardrail !== undefined) {
        const guardrail = LIBRARY.get(input.guardrail);
        if (!guardrail) {
            const names = [...LIBRARY.keys()];
            report.add(
                [...at, "guardrail"],
                `there is no guardrail ${quoted(input.guardrail)} in the library.${didYouMean(input.guardrail, names)} docs/guardrails.md lists those that there are.`,
            );
            return undefined;
        }
        if (input.type !== undefined && input.type !== guardrail.type) {
            report.add([...at, "type"], `guardrail ${guardrail.name} is a ${guardrail.type}: leave the type out`);
        }
        const content = guardrailContent(guardrail, input.parameters ?? {}, [...at, "parameters"], context);
        if (content === undefined) return undefined;
        return {
            ...base,
            ...id,
            type: guardrail.type,
            description: input.description ?? guardrail.description,
            content,
        };
    }
    if (input.parameters !== undefined) {
        report.add(
            [...at, "parameters"],
            "are for a guardrail of the library: leave them out where the document is your own",
        );
    }
    if (input.merge !== undefined) {
        const merged = mergePolicies(
            input.merge,
            (name, where) => mergedPart(name, where, context),
            () => Object.keys(context.policies),
            [...at, "merge"],
            report,
            context.merged,
        );
        if (merged && input.type !== undefined && input.type !== merged.type) {
            report.add([...at, "type"], `what is merged is a ${merged.type}: leave the type out`);
        }
        return merged && { ...base, ...id, description: input.description ?? `${list(input.merge)}.`, ...merged };
    }
    if (input.type === undefined) {
        report.add(at, "has no type: give AWS's name of it, such as type: SERVICE_CONTROL_POLICY");
        return undefined;
    }
    const document = input.document ?? readDocument(input.file ?? "", [...at, "file"], context);
    if (document === undefined) return undefined;
    return {
        ...base,
        ...id,
        documentPath: [...at, input.document === undefined ? "file" : "document"],
        type: input.type,
        description: input.description ?? "",
        content: JSON.stringify(document),
    };
}

/** What a name in `merge` stands for. Its own mistakes are told where it is written. */
function mergedPart(name: string, at: Path, context: Context): Part | "unknown" | undefined {
    const guardrail = LIBRARY.get(name);
    if (guardrail) return resolveLibraryPolicy(guardrail, at, context);
    const input = Object.hasOwn(context.policies, name) ? context.policies[name] : undefined;
    if (!input) return "unknown";
    if (input.merge !== undefined) {
        context.report.add(at, `${name} is merged itself: name what it is made of`);
        return undefined;
    }
    const silent = new Report(context.report.tree, []);
    return resolvePolicy(name, input, { ...context, report: silent });
}

/** A guardrail of the library that is attached by its name, with its default parameters. */
export function resolveLibraryPolicy(guardrail: Guardrail, usedAt: Path, context: Context): PolicyModel | undefined {
    const content = guardrailContent(guardrail, {}, usedAt, context);
    if (content === undefined) return undefined;
    return {
        key: guardrail.name,
        type: guardrail.type,
        name: guardrail.name,
        description: guardrail.description,
        content,
        tags: context.tags,
        place: context.report.placeOf(usedAt),
        path: usedAt,
    };
}

/** The service control policies of a framework in one policy, with their default parameters. */
export function resolveBundle(
    { framework, guardrails, whole, at }: Bundle,
    target: Target,
    context: Context,
): PolicyModel {
    const key = `compliance-${framework}`;
    const statements = guardrails.flatMap((name) => {
        const guardrail = LIBRARY.get(name);
        const content = guardrail && guardrailContent(guardrail, {}, at, context);
        return content === undefined ? [] : statementsOf(content);
    });
    return {
        ...(whole ? { key, name: key } : derived(key, target)),
        type: "SERVICE_CONTROL_POLICY",
        description: `${FRAMEWORKS[framework].title}: ${list(guardrails)}.`,
        content: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
        tags: context.tags,
        place: context.report.placeOf(at),
        path: at,
    };
}

function guardrailContent(
    guardrail: Guardrail,
    parameters: Record<string, unknown>,
    at: Path,
    { report, roleName }: Context,
): string | undefined {
    // The access role of the definition is the one to spare, unless the parameters name another.
    const defaults = Object.hasOwn(guardrail.parameters.shape, "roleName") ? { roleName } : {};
    const parsed = guardrail.parameters.safeParse({ ...defaults, ...parameters }, { reportInput: true });
    if (parsed.success) return JSON.stringify(guardrail.document(parsed.data));
    const names = Object.keys(guardrail.parameters.shape);
    for (const issue of parsed.error.issues.flatMap(ofKind)) {
        const where = issue.path.filter((key) => typeof key !== "symbol");
        if (issue.code === "unrecognized_keys") {
            for (const key of issue.keys) {
                report.add(
                    [...at, ...where, key],
                    where.length > 0
                        ? `${quoted(key)} is not known there (guardrail ${guardrail.name}, docs/guardrails.md)`
                        : `guardrail ${guardrail.name} has no parameter ${quoted(key)}.${didYouMean(key, names)} It has ${list(names)}.`,
                );
            }
        } else if (at.at(-1) === "parameters") {
            const place = [...at, ...where];
            if (report.hasMistakeAt(place)) continue;
            report.add(place, `${explain(issue, report.writtenAt(place))} (guardrail ${guardrail.name})`);
        } else {
            report.add(
                at,
                `guardrail ${guardrail.name} needs ${where.join(".")}: define it under policies, with a key of its own, ` +
                    `guardrail: ${guardrail.name} and its parameters, and name that key here`,
            );
        }
    }
    return undefined;
}
