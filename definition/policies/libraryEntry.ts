import { LIBRARY, QUARANTINE, type Guardrail } from "../../guardrails";
import { list } from "../../limits";
import { Report, type Path } from "../problemReport";
import type { PolicyInput } from "../schema";
import { guardrailContent } from "./libraryPolicy";
import type { PolicyContext } from "./policyContext";

/** The keys that make a policy another one than the guardrail of the library whose name it has. */
const OTHER_SOURCES = ["document", "file", "merge", "guardrail"] as const;

/**
 * An entry of `policies` whose key is a guardrail of the library says how the guardrail is, wherever it is used by its name: named in
 * `guardrails`, brought by a kind or a framework, merged. AWS knows it as the same policy, so a change updates it in place.
 *
 * @returns the entry with the guardrail that it is made from. Other entries are returned as they are.
 */
export function withLibraryGuardrail(key: string, input: PolicyInput): PolicyInput {
    const isOwn = !LIBRARY.has(key) || OTHER_SOURCES.some((source) => input[source] !== undefined);
    return isOwn ? input : { ...input, guardrail: key };
}

/** Whether an entry with the name of a guardrail may be written. If not, that is reported. */
export function isLibraryEntryAllowed(key: string, input: PolicyInput, at: Path, report: Report): boolean {
    if (!LIBRARY.has(key)) return true;
    const others = OTHER_SOURCES.filter((source) => input[source] !== undefined && input[source] !== key);
    if (others.length > 0) {
        report.add(
            at,
            `${JSON.stringify(key)} is the name of a guardrail of the library, and ${list(others)} ${others.length === 1 ? "makes" : "make"} another policy of it: ` +
                "choose another key for your own policy. Its `parameters` can be written here",
        );
        return false;
    }
    if (key !== QUARANTINE) return true;
    report.add(
        at,
        "`./org quarantine` attaches this policy also if the definition cannot be read, so nothing can be written about it: leave the entry out. organization.breakGlassRole names the role that it spares",
    );
    return false;
}

/**
 * The document of a guardrail of the library that becomes a part of another policy, with the parameters of its entry.
 *
 * @param usedAt the path at which it is named. Mistakes of an entry are reported at the entry only.
 * @returns undefined if its parameters have a mistake.
 */
export function libraryContent(guardrail: Guardrail, usedAt: Path, context: PolicyContext): string | undefined {
    const entry = Object.hasOwn(context.policies, guardrail.name) ? context.policies[guardrail.name] : undefined;
    if (!entry) return guardrailContent(guardrail, {}, usedAt, context);
    const silent = new Report(context.report.written, [], context.folder);
    return guardrailContent(guardrail, entry.parameters ?? {}, usedAt, { ...context, report: silent });
}
