import { KIND_GUARDRAILS, LIBRARY } from "../../guardrails";
import { FRAMEWORKS, type FrameworkName } from "../../guardrails/frameworks";
import type { Path, Report } from "../problemReport";
import type { Kind } from "../schema";
import { didYouMean, list, quoted } from "../../limits";

/** The settings of the root or a unit that attach guardrails: its kind and its frameworks. */
export interface GuardrailSources {
    readonly kind?: Kind | undefined;
    readonly compliance?: readonly FrameworkName[] | undefined;
    readonly without?: readonly string[] | undefined;
}

interface BroughtGuardrails {
    /** Guardrails of the library that are attached one by one, each with the path of the setting that brings it. */
    readonly guardrails: readonly { readonly name: string; readonly at: Path }[];
    readonly bundles: readonly FrameworkBundle[];
}

/** The service control policies of a framework as one policy, because AWS attaches at most ten to a node and a framework has that many. */
export interface FrameworkBundle {
    readonly framework: FrameworkName;
    readonly guardrails: readonly string[];
    /** `without` removes nothing from it, so it is the same wherever it is attached. */
    readonly whole: boolean;
    readonly at: Path;
}

/**
 * The guardrails that the root or a unit gets from its kind and its frameworks, except those that `without` switches off. Mistakes are
 * reported.
 */
export function broughtGuardrails(
    { kind, compliance = [], without = [] }: GuardrailSources,
    path: Path,
    report: Report,
): BroughtGuardrails {
    const ofKind: readonly string[] = kind === undefined ? [] : KIND_GUARDRAILS[kind];
    const frameworks = [...new Set(compliance)];
    // Before the mistakes below are reported: they leave the sources as they are.
    const canBeChecked = without.length > 0 && !areSourcesWrong(path, report);
    const seen = new Set<string>();
    for (const [index, name] of compliance.entries()) {
        if (seen.has(name)) report.add([...path, "compliance", index], `names ${name} a second time: keep one`);
        seen.add(name);
    }
    const givers = [...(kind === undefined ? [] : [`kind ${kind}`]), ...frameworks];
    const names = [...new Set([...ofKind, ...frameworks.flatMap((name) => FRAMEWORKS[name].guardrails)])];
    if (canBeChecked) checkWithout(without, names, givers, path, report);

    const places = new Map(ofKind.map((name) => [name, [...path, "kind"] as Path]));
    const bundles = frameworks.map((framework): FrameworkBundle => {
        const at = [...path, "compliance", compliance.indexOf(framework)];
        const { guardrails } = FRAMEWORKS[framework];
        const own = guardrails.filter((name) => LIBRARY.get(name)?.type === "SERVICE_CONTROL_POLICY");
        for (const name of guardrails) if (!own.includes(name) && !places.has(name)) places.set(name, at);
        const kept = own.filter((name) => !without.includes(name));
        return { framework, guardrails: kept, whole: kept.length === own.length, at };
    });
    return {
        guardrails: [...places].filter(([name]) => !without.includes(name)).map(([name, at]) => ({ name, at })),
        bundles: bundles.filter(({ guardrails }) => guardrails.length > 0),
    };
}

function checkWithout(
    without: readonly string[],
    names: readonly string[],
    givers: readonly string[],
    path: Path,
    report: Report,
): void {
    if (givers.length === 0) {
        report.add(
            [...path, "without"],
            path.length === 0
                ? "switches off guardrails of frameworks, and compliance names none here: leave it out"
                : "switches off guardrails of the unit's kind, and this unit names no kind: leave `without` out, or move it to the unit that has the kind",
        );
        return;
    }
    for (const [index, name] of without.entries()) {
        if (names.includes(name)) continue;
        const [verb, pronoun] = givers.length === 1 ? ["does", "It brings"] : ["do", "They bring"];
        report.add(
            [...path, "without", index],
            `${list(givers)} ${verb} not bring ${quoted(name)}.${didYouMean(name, names)} ${pronoun} ${list(names)}.`,
        );
    }
}

/** Whether the kind or the frameworks have a mistake, or their key is misspelt: then that is why they do not bring what is switched off. */
function areSourcesWrong(path: Path, report: Report): boolean {
    const sources = ["kind", "compliance"];
    if (report.hasMistakeIn([...path, "compliance"])) return true;
    return report
        .keysAt(path)
        .some(
            (key) => report.hasMistakeAt([...path, key]) && (sources.includes(key) || didYouMean(key, sources) !== ""),
        );
}
