import { lintPolicies, placeIn, type Place } from "../../definition";
import type { Path } from "../../definition/problemReport";
import { effectInWords } from "../effect";
import { findLostAccounts, lostAccountWarnings } from "../lostAccounts";
import { prepareOrganization } from "../organization";
import {
    countedText,
    documentWarnings,
    expiredAccounts,
    newWarnings,
    review,
    standingWarnings,
    warningMarks,
} from "../review";
import type { ProgramFeature } from "../register";
import { findForFeatures } from "./featureFindings";
import { stateForFeatures } from "../state";
import { infoNotes, warningNotes } from "./notes";
import type { PlanningAws } from "./planningAws";
import { carrying } from "./planFailure";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/**
 * Plans the change itself: prepares the organisation, and reviews what would be lost. In a preview, also finds what
 * the change does in the accounts.
 */
export async function planChange(
    planned: RunPlan,
    aws: PlanningAws,
    options: PlanOptions,
    programFeatures: readonly ProgramFeature[],
): Promise<RunPlan> {
    const { model, features, existing: inState } = planned;
    const { location, region, isPreview } = options;
    const asking = findLostAccounts(model, inState, aws.accounts);
    const organization = await prepareOrganization(model, features, inState, location, aws.organization);
    const { applied, existing, change } = organization;
    const known = [...planned.notes, ...(isPreview ? warningNotes("review", organization.warnings) : [])];
    const found = await carrying(known, () =>
        findForFeatures(programFeatures, organization.features, applied, existing, aws.clients, options),
    );
    const lost = await asking;
    // Also in an `up`, which may run without a preview.
    const notes = [...warningNotes("found", lostAccountWarnings(lost)), ...known];
    const day = dayOf(options);
    const before = reviewedState(planned, existing, options);
    const { problems, warnings } = review(
        model,
        existing,
        location,
        region,
        organization.problems,
        () => features.review(before, found, model),
        lost.accounts,
    );
    if (problems.length > 0) return { ...planned, refusals: problems, notes: [] };
    const standing = standingWarnings(model, features, day);
    const reviewed: RunPlan = {
        ...planned,
        ...{ model: applied, features: organization.features, found, existing, change },
        ...{ notes, lost: lost.accounts },
        // `org adopt` makes the first run of a stack without showing it. So the preview after the first run tells all warnings.
        warningMarks: existing.organizationId === undefined ? [] : warningMarks(standing),
    };
    if (!isPreview) return reviewed;
    return previewed(reviewed, planned, options, standing, warnings);
}

function dayOf({ now }: PlanOptions): string {
    return now().toISOString().slice(0, 10);
}

/** What the features compare with, and where the definition says what. */
function reviewedState(
    { model }: RunPlan,
    existing: RunPlan["existing"],
    { now, location }: PlanOptions,
): ReturnType<typeof stateForFeatures> & { readonly placeOf: (path: Path) => Place } {
    return { ...stateForFeatures(existing, now()), placeOf: (path) => placeIn(model, path, location) };
}

/** A preview also says what the change does in the accounts, and what is wrong with the definition. */
async function previewed(
    reviewed: RunPlan,
    { model, features }: RunPlan,
    options: PlanOptions,
    standing: ReturnType<typeof standingWarnings>,
    warnings: ReturnType<typeof review>["warnings"],
): Promise<RunPlan> {
    const { model: applied, existing } = reviewed;
    const day = dayOf(options);
    const before = reviewedState({ ...reviewed, model }, existing, options);
    const effect = await effectInWords(applied, existing, options.region, () =>
        reviewed.features.effect(applied, before, false),
    );
    const definition = newWarnings(standing, existing.appliedWarnings);
    const documents = documentWarnings(await lintPolicies(model, features.documents(before)), model, existing);
    return {
        ...reviewed,
        effect,
        notes: [
            ...reviewed.notes,
            ...warningNotes("effect", effect.lost),
            ...warningNotes("review", [
                ...warnings,
                ...features.urgentWarnings(model, day),
                ...definition.told,
                ...documents.told,
                ...expiredAccounts(model, day),
            ]),
            // What may be lost and what becomes looser are warnings, because a reviewer has to look at them.
            ...warningNotes("effect", effect.looser),
            ...infoNotes("effect", [...effect.tighter, ...effect.other]),
            ...infoNotes("review", countedText(definition.rest + documents.rest)),
        ],
    };
}
