import { QUARANTINE, STOP_SPENDING, type Guardrail } from "../../guardrails";
import { didYouMean, list, quoted } from "../../limits";
import type { PolicyModel } from "../model";
import { explain, ofKind } from "../schema/checkForm";
import type { Path } from "../problemReport";
import type { PolicyContext } from "./policyContext";

/** The guardrails that spare the break-glass role. Others that spare a role spare the access role. */
const SPARING_BREAK_GLASS = new Set([QUARANTINE, STOP_SPENDING]);

/**
 * A guardrail of the library that is attached by its name, with its default parameters.
 *
 * @param usedAt the path at which it is named.
 * @returns undefined if one of its parameters has no default; that is reported.
 */
export function libraryPolicy(guardrail: Guardrail, usedAt: Path, context: PolicyContext): PolicyModel | undefined {
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

/**
 * The document of a guardrail as minified JSON. It spares the break-glass role or the access role, unless the parameters name another.
 *
 * @param at the path of the parameters, or the path at which the guardrail is named.
 * @returns undefined if the parameters are wrong; that is reported.
 */
export function guardrailContent(
    guardrail: Guardrail,
    parameters: Record<string, unknown>,
    at: Path,
    { report, roleName: accessRole, breakGlassRole }: PolicyContext,
): string | undefined {
    const roleName = SPARING_BREAK_GLASS.has(guardrail.name) ? breakGlassRole : accessRole;
    const defaults = Object.hasOwn(guardrail.parameters.shape, "roleName") ? { roleName } : {};
    const parsed = guardrail.parameters.safeParse({ ...defaults, ...parameters }, { reportInput: true });
    if (parsed.success) return JSON.stringify(guardrail.document(parsed.data));
    for (const issue of parsed.error.issues.flatMap(ofKind)) reportParameter(issue, guardrail, at, report);
    return undefined;
}

function reportParameter(
    issue: Parameters<typeof explain>[0],
    guardrail: Guardrail,
    at: Path,
    report: PolicyContext["report"],
): void {
    const names = Object.keys(guardrail.parameters.shape);
    const where = issue.path.filter((key) => typeof key !== "symbol");
    if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) {
            report.add(
                [...at, ...where, key],
                where.length > 0
                    ? `${quoted(key)} is not a key of this parameter (guardrail ${guardrail.name}, docs/guardrails.md)`
                    : `guardrail ${guardrail.name} has no parameter ${quoted(key)}.${didYouMean(key, names)} It has ${list(names)}.`,
            );
        }
    } else if (at.at(-1) === "parameters") {
        const place = [...at, ...where];
        if (report.hasMistakeAt(place)) return;
        report.add(place, `${explain(issue, report.writtenAt(place))} (guardrail ${guardrail.name})`);
    } else {
        report.add(
            at,
            `guardrail ${guardrail.name} needs ${where.join(".")}: give it under policies, as \`${guardrail.name}: { parameters: { ${where.join(".")}: ... } }\``,
        );
    }
}
