import { lintPolicies, placeIn } from "../../definition";
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
    const day = options.now().toISOString().slice(0, 10);
    const before = {
        ...stateForFeatures(existing, options.now()),
        placeOf: (path: Path) => placeIn(model, path, location),
    };
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
    const effect = await effectInWords(applied, existing, region, () =>
        organization.features.effect(applied, before, false),
    );
    const definition = newWarnings(standing, existing.appliedWarnings);
    const documents = documentWarnings(await lintPolicies(model, features.documents(before)), model, existing);
    return {
        ...reviewed,
        effect,
        notes: [
            ...notes,
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
