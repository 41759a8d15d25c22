import { createHash } from "node:crypto";
import { placeIn, type Place } from "../../definition";
import { byRisk, REVIEW_SUBJECTS, type ResourceChange, type ReviewedChange } from "../../definition/feature";
import type { LoosenedGuardrails } from "../effect";
import type { Forecast } from "../forecast";
import type { RunPlan } from "../plan";
import { stateForFeatures } from "../state";
import { accountChanges } from "./accountChanges";
import { acknowledgementCode, acknowledgements } from "./acknowledgements";
import { changeContext } from "./changeContext";
import type { Acknowledgements, ChangeReview, PlacedChange } from "./changeReview";
import { guardrailChanges } from "./guardrailChanges";
import { leftoverChanges } from "./leftoverChanges";
import { organizationChanges } from "./organizationChanges";
import { lostAccountProblems } from "./lostAccountProblems";
import { NO_DIGEST, refusalOf } from "./refusedReview";
import { reviewNotes } from "./reviewNotes";
import { unitChanges } from "./unitChanges";
import { unusedLines } from "./unusedLines";
import { workOf } from "./workOfRun";

/** What a review is made from. */
export interface ReviewedRun {
    readonly stack: string;
    /** The definition's place. */
    readonly location: string;
    readonly planned: RunPlan;
    /** Absent if the plan is refused. */
    readonly forecast?: Forecast;
    /** Absent: as the plan says, which knows it of previews only. */
    readonly loosened?: LoosenedGuardrails;
    /** Codes of labels and of the command line. */
    readonly codes: readonly string[];
    /** What only AWS can tell. */
    readonly unknown: readonly string[];
    readonly now: Date;
}

const NOTHING: Forecast = { changes: [], same: 0 };

/** The value that people approve: everything that a run does, in words, most dangerous first. */
export function reviewOf(run: ReviewedRun): ChangeReview {
    const { stack, location, planned, unknown } = run;
    const { notes, refusals } = planned;
    const { changes, same } = run.forecast ?? NOTHING;
    const reviewed = reviewedChanges(run).map((change) => boundTo(change, changes));
    const explained = new Set(reviewed.flatMap(({ resources }) => resources));
    return {
        version: 1,
        stack,
        isConfirmed: false,
        // What is lost is refused by `up` alone: a preview shows all of it.
        refusals: [...refusals, ...lostAccountProblems(planned, changes, location, run.codes)].map(refusalOf),
        changes: [...reviewed].sort(byDanger).map((change) => placedChange(change, planned, location)),
        others: changes
            .filter(({ urn }) => !explained.has(urn))
            .map(({ operation, urn, type, name, properties }) => ({ operation, urn, type, name, properties })),
        counts: counted(changes, same),
        notes: reviewNotes(notes, reviewed),
        claims: planned.features.claims(),
        policyPack: [],
        work: workOf(changes),
        unknown: unknown.map((text) => `AWS was not asked: ${text}.`),
        acknowledgements: acknowledgementsOf(reviewed, run),
        // What is refused before anything is computed has a digest that no run has.
        digest: refusals.length > 0 ? NO_DIGEST : digestOf(changes),
    };
}

function acknowledgementsOf(
    changes: readonly ReviewedChange[],
    { planned: { model }, location, codes }: ReviewedRun,
): Acknowledgements {
    const written = model.acknowledge?.changes ?? [];
    const found = acknowledgements(changes, written, codes);
    const place = (index: number): Place => placeIn(model, ["organization", "acknowledge", "changes", index], location);
    return { ...found, unusedLines: unusedLines(written, found, place) };
}

/**
 * An acknowledgement names just this change, so that it does not allow another one of the same thing: `loosen policy regions (6a1abc)` with
 * six digits of the digest of what changes, and of what else decides how much it means.
 */
function boundTo(change: ReviewedChange, all: readonly ResourceChange[]): ReviewedChange {
    if (change.risk !== "danger" || change.acknowledge === undefined) return change;
    const own = digestOf(all.filter(({ urn }) => change.resources.includes(urn)));
    const { boundTo: others = [] } = change;
    const digest = others.length === 0 ? own : hashOf([own, ...others]);
    const bound = `${change.acknowledge} (${digest.slice(0, 6)})`;
    return { ...change, acknowledge: bound };
}

function reviewedChanges({ planned, forecast = NOTHING, now, loosened }: ReviewedRun): readonly ReviewedChange[] {
    const { model, features, existing, effect } = planned;
    const context = changeContext(model, existing, loosened ?? effect?.loosened);
    const changes = forecast.changes.filter(({ leftoverId }) => leftoverId === undefined);
    return [
        ...leftoverChanges(forecast.changes),
        ...organizationChanges(changes, context),
        ...accountChanges(changes, context),
        ...unitChanges(changes, context),
        ...guardrailChanges(changes, context),
        ...features.reviewedChanges(changes, stateForFeatures(existing, now), model),
    ];
}

/**
 * Names the changes of a run: their resources, operations and new values. A resource that is made has all of its values, because none of
 * them was reviewed before. What only AWS knows before it is made counts by its name alone.
 *
 * @returns 12 hexadecimal digits.
 */
export function digestOf(changes: readonly ResourceChange[]): string {
    const lines = changes.map((change) => JSON.stringify([change.operation, change.urn, newValues(change)]));
    return hashOf(lines.sort()).slice(0, 12);
}

function hashOf(lines: readonly string[]): string {
    return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** What is made has all its values of this run, and what is changed those that differ. Keys in order: what AWS is sent is the same. */
function newValues({ operation, properties, after = {} }: ResourceChange): unknown {
    const isMade = operation === "create" || operation === "import" || operation === "replace";
    const names = isMade ? Object.keys(after).filter((name) => name !== "__provider") : properties;
    return [...names].sort().map((name) => [name, sorted(after[name])]);
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1));
    return entries.map(([key, inner]) => [key, sorted(inner)]);
}

/** The most dangerous first, of these what cannot be undone, and the rest by subject. */
function byDanger(one: ReviewedChange, two: ReviewedChange): number {
    const rank = ({ subject, isIrreversible }: ReviewedChange): number =>
        (isIrreversible ? 0 : REVIEW_SUBJECTS.length) + REVIEW_SUBJECTS.indexOf(subject);
    return byRisk(one, two) || rank(one) - rank(two);
}

function placedChange({ boundTo: _, ...change }: ReviewedChange, { model }: RunPlan, location: string): PlacedChange {
    return {
        ...change,
        ...(change.path && { place: placeIn(model, change.path, location) }),
        ...(change.acknowledge !== undefined && { code: acknowledgementCode(change.acknowledge) }),
    };
}

function counted(changes: readonly ResourceChange[], same: number): ChangeReview["counts"] {
    const of = (operation: ResourceChange["operation"]): number =>
        changes.filter((change) => change.operation === operation).length;
    return {
        create: of("create"),
        import: of("import"),
        update: of("update"),
        replace: of("replace"),
        delete: of("delete"),
        forget: of("forget"),
        same,
    };
}
