import { formatCount } from "../limits/countText";
import { firstOf } from "../limits/messageText";
import { isControlPolicy, parsePolicy, type ControlPolicy } from "../evaluator/evaluation";
import { catalogueFor, lint } from "../evaluator/lint";
import type { OrganizationModel, PolicyModel } from "./model";
import { reportOf } from "./modelPlaces";
import { formatPath, formatPlace, type Place } from "./problems";
import type { Path, Report } from "./problemReport";
import { plainValue, valueAt } from "./reading/writtenValue";

/** A part of a policy's document that AWS accepts and that does not do what its writer meant. */
export interface PolicyWarning {
    readonly place: Place;
    readonly path: Path;
    /** The policy's key. */
    readonly policy: string;
    /** What is wrong and what to write instead. */
    readonly message: string;
}

/** The most warnings for one policy. */
const MOST = 20;

/** A document to check, and where its parts are written. */
interface Source {
    readonly key: string;
    readonly document: ControlPolicy;
    readonly locate: (path: Path) => { readonly place: Place; readonly path: Path };
}

/**
 * Checks documents for what AWS accepts silently (evaluator/lint): those of the definition's own policies, and those made from the library
 * with parameters. Warnings are in the order of the definition's policies, each with its place.
 */
export async function lintPolicies(model: OrganizationModel): Promise<PolicyWarning[]> {
    const report = reportOf(model);
    const reported = new Set<string>();
    const sources = model.policies.flatMap((policy): Source[] => {
        const source = sourceOf(policy, report);
        // The policies that a large one was split into share one document.
        const id = JSON.stringify([source?.key, source?.document.statements.map(({ raw }) => raw)]);
        if (!source || reported.has(id)) return [];
        reported.add(id);
        return [source];
    });
    if (sources.length === 0) return [];
    const catalogue = await catalogueFor(sources.map(({ document }) => document));
    return sources.flatMap(({ key, document, locate }) => {
        const found = lint(document, catalogue).map(({ path, message }) => ({
            ...locate(path),
            policy: key,
            message: `policy ${key}: ${message}`,
        }));
        const { shown, more } = firstOf(found, MOST);
        const message = `policy ${key}: there are ${formatCount(more)} more such warnings`;
        return more > 0 ? [...shown, { ...locate([]), policy: key, message }] : shown;
    });
}

/** A warning as text: its place, and the message on the next line. */
export function formatPolicyWarning({ place, path, message }: PolicyWarning): string {
    return `${formatPlace(place)} ${formatPath(path)}\n      ${message}`;
}

function sourceOf(policy: PolicyModel, report: Report | undefined): Source | undefined {
    const { key, type, content, place, path, documentPath, part } = policy;
    if (!isControlPolicy(type)) return undefined;
    if (documentPath === undefined && !(report && hasParameters(policy, report))) return undefined;
    const whole = report && documentPath && valueAt(report.written, documentPath);
    const isWhole = whole?.kind === "map";
    // A policy that was split is checked as it is written, as a whole.
    const document = isWhole ? (plainValue(whole) as object) : content;
    const isWritten = report && documentPath && (isWhole || part === undefined);
    return {
        key: part?.of ?? key,
        document: parsePolicy(document, type),
        locate: (at) => {
            if (!isWritten || at.length === 0) return { place, path };
            const full = [...documentPath, ...at];
            return { place: report.placeOf(full), path: full };
        },
    };
}

/** Whether a policy is made from the library with parameters, which may contain misspelt names. */
function hasParameters({ path }: PolicyModel, { written }: Report): boolean {
    const at = valueAt(written, path);
    if (at?.kind !== "map") return false;
    return at.entries.has(path[0] === "policies" ? "parameters" : "alsoAllowed");
}
