import type { OrganizationModel, Problem } from "../../definition";
import { duplicateResources, idProblems } from "../identity";
import { servicesInUse } from "../organization";
import type { ExistingResources } from "../state";
import { lockedOut } from "./lockOutRefusals";
import { closings, consolidation, leavingNow, missing } from "./leftOutAccounts";
import { movement } from "./lostGuardrails";
import { nothing, together, type Findings } from "./reviewFindings";
import { renaming, replacement } from "./accountReplacement";
import { stagedAlready } from "./stagedPolicies";
import { newInSandbox } from "./newSandboxAccounts";
import { endings, quarantines } from "./accountEndings";
import { roomForBoth } from "./attachmentsMidway";

export { documentWarnings } from "./changedDocuments";
export { expiredAccounts } from "./expiredAccounts";
export { isReplaceable, isReplaced } from "./accountReplacement";

/**
 * Compares a definition with what the stack holds, and refuses what would lose an account: leaving it out, replacing it,
 * moving it out of guardrails, letting it go unguarded. Each refusal says what to write where it is meant.
 *
 * Pulumi's own protection of the accounts stands behind this, for what this does not see.
 *
 * @param location the definition's place, for what is no longer in it.
 * @param region the stack's region.
 * @param found what was found already, and is told with the rest.
 * @param reviewFeatures has the features compare what they made of their parts.
 * @returns all refusals, and what is allowed and should be seen all the same.
 */
export function review(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    region?: string,
    found: readonly Problem[] = [],
    reviewFeatures: () => Findings = () => nothing,
): Findings {
    // While a key stands for something else than the state says, what is compared by keys would be mistaken too.
    const identities = [...idProblems(model, existing, location), ...duplicateResources(model, existing, location)];
    if (identities.length > 0) return refused([...found, ...identities]);
    return together(
        refused(found),
        refused(missing(model, existing, location)),
        refused(closings(model, existing, location)),
        ...model.accounts.map((account): Findings => {
            const before = existing.accounts.get(account.key);
            const states = endings(account, before, model, existing);
            if (!before) return states;
            return together(
                refused(replacement(account, before)),
                states,
                refused(renaming(account, before, model)),
                quarantines(account, before, model, existing),
                movement(account, before, model, existing),
            );
        }),
        leavingNow(model, existing),
        newInSandbox(model, existing),
        refused(consolidation(model, existing, location)),
        refused(stagedAlready(model, existing)),
        refused(servicesInUse(model, existing, location)),
        refused(roomForBoth(model, existing, location)),
        refused(lockedOut(model, existing, region)),
        reviewFeatures(),
    );
}

function refused(problems: readonly Problem[]): Findings {
    return { ...nothing, problems };
}
