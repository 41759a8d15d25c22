import { formatCount } from "../limits/countText";
import { firstOf } from "../limits/messageText";
import {
    isControlPolicy,
    mistakesOf,
    parsePolicy,
    type ControlPolicy,
    type DocumentMistake,
} from "../evaluator/evaluation";
import { catalogueFor, lint } from "../evaluator/lint";
import type { FeatureDocument } from "./feature";
import type { OrganizationModel, PolicyModel } from "./model";
import { reportOf } from "./modelPlaces";
import { formatPath, formatPlace, type Place } from "./problems";
import type { Path, Report } from "./problemReport";
import { plainValue, valueAt } from "./reading/writtenValue";

/** A part of a policy's document that AWS accepts and that does not do what its writer meant. */
export interface PolicyWarning {
    readonly place: Place;
    readonly path: Path;
    /** The policy's key; for a document of a feature its name, such as `permission set Support`. */
    readonly policy: string;
    /** Whether an earlier run has applied the document of a feature as it is. Absent for policies. */
    readonly isApplied?: boolean;
    /** What is wrong and what to write instead. */
    readonly message: string;
}

/** The most warnings for one policy. */
const MOST = 20;

/** A document to check, and where its parts are written. */
interface Source {
    readonly key: string;
    /** As messages name it. */
    readonly name: string;
    readonly isApplied?: boolean;
    readonly document: ControlPolicy;
    /** Why the document of a feature cannot be parsed. Those of policies are refused before. */
    readonly mistakes?: readonly DocumentMistake[];
    readonly locate: (path: Path) => { readonly place: Place; readonly path: Path };
}

/**
 * Checks documents for what AWS accepts silently (evaluator/lint): those of the definition's own policies, those made from the library
 * with parameters, and those of features. Warnings are in the order of the definition's policies, each with its place.
 */
export async function lintPolicies(
    model: OrganizationModel,
    documents: readonly FeatureDocument[],
): Promise<PolicyWarning[]> {
    const report = reportOf(model);
    const sources = [
        ...policySources(model, report),
        ...(report ? documents.map((one) => sourceOfDocument(one, report)) : []),
    ];
    if (sources.length === 0) return [];
    const catalogue = await catalogueFor(sources.map(({ document }) => document));
    return sources.flatMap(({ key, name, isApplied, document, mistakes = [], locate }) => {
        const warning = (path: Path, message: string): PolicyWarning => ({
            ...locate(path),
            policy: key,
            ...(isApplied !== undefined && { isApplied }),
            message: `${name}: ${message}`,
        });
        const { shown, more } = firstOf([...mistakes.filter(isInStatement), ...lint(document, catalogue)], MOST);
        return [
            ...shown.map(({ path, message }) => warning(path, message)),
            ...(more > 0 ? [warning([], `there are ${formatCount(more)} more such warnings`)] : []),
        ];
    });
}

function policySources(model: OrganizationModel, report: Report | undefined): Source[] {
    const reported = new Set<string>();
    return model.policies.flatMap((policy): Source[] => {
        const source = sourceOf(policy, report);
        // The policies that a large one was split into share one document.
        const id = JSON.stringify([source?.key, source?.document.statements.map(({ raw }) => raw)]);
        if (!source || reported.has(id)) return [];
        reported.add(id);
        return [source];
    });
}

/** Identity policies may have an Id and an old Version. */
function isInStatement({ path }: DocumentMistake): boolean {
    return path[0] === "Statement";
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
        name: `policy ${part?.of ?? key}`,
        document: parsePolicy(document, type),
        locate: (at) => {
            if (!isWritten || at.length === 0) return { place, path };
            const full = [...documentPath, ...at];
            return { place: report.placeOf(full), path: full };
        },
    };
}

/** The language of identity policies is that of service control policies, which have no Principal either. */
function sourceOfDocument(document: FeatureDocument, report: Report): Source {
    const { name, content, isApplied } = document;
    const type = "SERVICE_CONTROL_POLICY";
    const mistakes = mistakesOf(content, type);
    return {
        key: name,
        name,
        isApplied,
        mistakes,
        document: mistakes.length > 0 ? { type, statements: [] } : parsePolicy(content, type),
        locate: (at) => {
            const path = writtenPath(document, at, report);
            return { place: report.placeOf(path), path };
        },
    };
}

/** The path of the definition at which a part of a document is written. */
function writtenPath({ path, statementPaths }: FeatureDocument, at: Path, report: Report): Path {
    const statement = at[0] === "Statement" ? statementPaths?.[Number(at[1])] : undefined;
    if (statement === undefined) return statementPaths === undefined ? [...path, ...at] : path;
    // A statement may be written as its action alone.
    const isAction = valueAt(report.written, statement)?.kind === "scalar";
    return isAction ? statement : [...statement, ...at.slice(2)];
}

/** Whether a policy is made from the library with parameters, which may contain misspelt names. */
function hasParameters({ path }: PolicyModel, { written }: Report): boolean {
    const at = valueAt(written, path);
    if (at?.kind !== "map") return false;
    return at.entries.has(path[0] === "policies" ? "parameters" : "alsoAllowed");
}
