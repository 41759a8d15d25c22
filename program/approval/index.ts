/** Whether people have approved what a run does. */
import * as fs from "node:fs";
import { formatPlace, placeIn, type Problem } from "../../definition";
import type { ResourceChange } from "../../definition/feature";
import {
    acknowledgementCode,
    lostAccountProblems,
    mayLoosen,
    nearlyAcknowledged,
    reviewOf,
    suspendedAccountCodes,
    unusedLineWords,
    type ChangeReview,
    type UnusedLine,
} from "../changes";
import { findLoosened } from "../effect";
import { ForecastEngine, type ForecastState, type RecordedStack } from "../forecast";
import type { Note, RunPlan } from "../plan";
import { countOf, firstLines, list, quoted, visible } from "../../limits";
import { APPROVAL_VARIABLES, type ApprovalSettings } from "./approvalSettings";
import { loadForecast } from "./loadForecast";
import { reviewedDifference } from "./reviewedDifference";
import { fromExport } from "../state";
import { isSameStack } from "./sameStack";
import { strayCodes, UNKNOWN_CHANGES } from "./strayCodes";

export { CODE_FORM, strayCodes } from "./strayCodes";
export { loadForecast } from "./loadForecast";
export { APPROVAL_VARIABLES, approvalSettings, type ApprovalSettings } from "./approvalSettings";

/** The run that is to be approved. */
export interface RunForApproval extends RecordedStack {
    /** The folder of this program. */
    readonly checkout: string;
    /** The definition's place. */
    readonly location: string;
    readonly isPreview: boolean;
    readonly region: string;
    /** The resources of the exported state. Absent if Pulumi could not be asked. */
    readonly state?: readonly ForecastState[];
    /** The state is that of a refresh with which this run has begun: the plan knows an older one. */
    readonly isRefreshed?: true;
    readonly settings: ApprovalSettings;
    readonly now: Date;
}

/** What a preview hands to `org review --preview`. */
export interface HandedReview {
    readonly review: ChangeReview;
    /** The changes of resources that it was made from: those of Pulumi's preview must be the same. */
    readonly resources: readonly Pick<ResourceChange, "operation" | "urn">[];
}

/**
 * Refuses `up` what nobody has acknowledged or reviewed. A preview only warns, because people have to see all of it. It writes its review
 * where the settings say so, also if the plan is refused.
 */
export async function approved(planned: RunPlan, run: RunForApproval): Promise<RunPlan> {
    const { settings, isPreview } = run;
    if (settings.isTargeted || (planned.refusals.length > 0 && settings.file === undefined)) return planned;
    let reviewed: HandedReview;
    try {
        // A refresh takes out of the state what somebody has removed by hand.
        if (run.state === undefined || !(run.isRefreshed || isSameStack(run.state, planned.existing))) {
            return notKnown(planned, run, "`pulumi stack export` failed, or gave the state of another stack");
        }
        reviewed = await reviewRun(planned, run, run.state);
    } catch (error) {
        return notKnown(planned, run, `this program made a mistake, which should be reported: ${String(error)}`);
    }
    const { review, resources } = reviewed;
    if (settings.file !== undefined) fs.writeFileSync(settings.file, JSON.stringify({ review, resources }));
    if (planned.refusals.length > 0) return planned;
    const lost = lostAccountProblems(planned, resources, run.location, settings.codes);
    const missing = unacknowledgedProblems(review, planned, run);
    const different = differenceProblems(review, planned, run);
    const others = suspendedAccountCodes(planned.lost);
    const stray = strayCodes(
        review,
        settings.codes.filter((code) => !others.has(code)),
    ).map(reviewWarning);
    const problems = [...lost, ...missing, ...different];
    if (!isPreview) {
        return refusedRun({ ...planned, notes: [...stray, ...planned.notes] }, problems, [
            ...(lost.length > 0 ? [`${countOf(lost.length, "account")} can no longer be changed`] : []),
            ...(missing.length > 0 ? [notAcknowledgedCount(missing.length)] : []),
            ...(different.length > 0 ? ["this run is not what was reviewed"] : []),
        ]);
    }
    const notes = [
        ...problems.map(({ message }) => `\`up\` will be refused: ${message}`),
        ...unusedAcknowledgements(review),
    ].map(reviewWarning);
    return { ...planned, notes: [...notes, ...stray, ...planned.notes] };
}

function reviewWarning(message: string): Note {
    return { severity: "warning", topic: "review", message };
}

async function reviewRun(
    planned: RunPlan,
    run: RunForApproval,
    state: readonly ForecastState[],
): Promise<HandedReview> {
    const engine = new ForecastEngine(state);
    const isRefused = planned.refusals.length > 0;
    if (!isRefused) {
        loadForecast(run.checkout).recordPlan(planned, { ...run, register: (resource) => engine.register(resource) });
    }
    const forecast = isRefused ? undefined : engine.finish();
    const { stack, location, settings, now } = run;
    const existing = run.isRefreshed ? fromExport(state) : planned.existing;
    // The plan of an `up` does not know it, and a review and its `up` must ask for the same acknowledgements.
    const isUnknown =
        (planned.effect === undefined || run.isRefreshed === true) &&
        mayLoosen(forecast?.changes ?? [], planned.model.policies);
    const review = reviewOf({
        ...{ stack, location, now, planned: { ...planned, existing } },
        ...(isUnknown && { loosened: await findLoosened(planned.model, existing, run.region) }),
        ...(forecast && { forecast }),
        codes: settings.codes,
        unknown: [],
    });
    return { review, resources: (forecast?.changes ?? []).map(({ operation, urn }) => ({ operation, urn })) };
}

const MOST_UNUSED = 5;

/** @param reasons what is refused; none of them is a mistake of the definition, so the heading says them. */
function refusedRun(planned: RunPlan, refusals: readonly Problem[], reasons: readonly string[]): RunPlan {
    if (refusals.length === 0) return planned;
    return { ...planned, refusals, refusedBecause: `\`up\` is refused: ${list(reasons)}` };
}

function notAcknowledgedCount(count: number): string {
    return `${countOf(count, "dangerous change")} ${count === 1 ? "is" : "are"} not acknowledged`;
}

/** What is not acknowledged, where the change is written. */
function unacknowledgedProblems(review: ChangeReview, planned: RunPlan, { location }: RunForApproval): Problem[] {
    const whole = wholeDefinition(planned, location);
    return review.acknowledgements.missing.map((text): Problem => {
        const change = review.changes.find(({ acknowledge }) => acknowledge === text);
        const { place = whole.place, path = whole.path } = change ?? {};
        const near = nearlyAcknowledged(text, review.acknowledgements.unusedLines);
        return { place, path, message: notAcknowledged(text, change?.text, near) };
    });
}

/** What differs from the review, at the whole definition. */
function differenceProblems(review: ChangeReview, planned: RunPlan, { location, settings }: RunForApproval): Problem[] {
    const difference = settings.reviewed === undefined ? undefined : reviewedDifference(review, settings.reviewed);
    return difference === undefined ? [] : [{ ...wholeDefinition(planned, location), message: difference }];
}

function wholeDefinition({ model }: RunPlan, location: string): Pick<Problem, "place" | "path"> {
    return { place: placeIn(model, [], location), path: [] };
}

/** @param near what a line of the definition says that is nearly right, as a sentence; or an empty text. */
function notAcknowledged(text: string, change = text, near = ""): string {
    const code = acknowledgementCode(text);
    return (
        `${change} Nobody has acknowledged that. ${near && `${near} `}If it is meant, write \`organization: { acknowledge: { changes: [${JSON.stringify(text)}] } }\` and have it reviewed; ` +
        `or label the pull request \`acknowledge ${code}\`, or set ${APPROVAL_VARIABLES.codes}=${code} for this run alone`
    );
}

/** A line that stays would allow the same change again, years later, without a question. One that is nearly right is to be corrected. */
function unusedAcknowledgements({ acknowledgements: { unusedLines } }: ChangeReview): readonly string[] {
    const unused = "organization.acknowledge.changes acknowledges what this run does not change";
    const placed = (line: UnusedLine): string => `${quoted(line.text)} (${formatPlace(line.place)})`;
    const [near, others] = [
        unusedLines.filter(({ meant }) => meant !== undefined),
        unusedLines.filter(({ meant }) => meant === undefined),
    ];
    return [
        ...firstLines(
            near.map((line) => `${unused}: ${placed(line)}. ${unusedLineWords(line)}`),
            MOST_UNUSED,
            (more) => `${unused}, in ${more} more lines that are nearly right: \`org review --json\` shows all`,
        ),
        ...(others.length === 0
            ? []
            : [
                  `${unused}: ${list(others.map(placed), MOST_UNUSED)}. Remove it: otherwise the same change is made again without a question`,
              ]),
    ];
}

/** @param why it is not known what the run changes. */
function notKnown(planned: RunPlan, { isPreview, location, settings }: RunForApproval, why: string): RunPlan {
    const message =
        `What this run changes could not be compared with what was acknowledged, because ${visible(why, 1_000)}. ` +
        `If it cannot wait, read Pulumi's preview with care, and set ${APPROVAL_VARIABLES.codes}=${UNKNOWN_CHANGES} for this run alone`;
    if (!isPreview && settings.codes.includes(UNKNOWN_CHANGES) && settings.reviewed === undefined) return planned;
    if (isPreview) return { ...planned, notes: [reviewWarning(message), ...planned.notes] };
    return refusedRun(
        planned,
        [{ ...wholeDefinition(planned, location), message }],
        ["it is not known what this run changes"],
    );
}
