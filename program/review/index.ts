import { DefinitionError, type OrganizationModel, type Problem } from "../../definition";
import { doubles, ownership } from "../identity";
import { servicesInUse } from "../organization/enabledPolicyTypes";
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
import { regionsLeftOn } from "./enabledRegionsReview";

export { ACCOUNT_MANAGEMENT } from "../../limits";
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
 * @returns what is allowed and should be seen all the same, one text each.
 * @throws DefinitionError with all refusals at once.
 */
export function review(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    region?: string,
    found: readonly Problem[] = [],
): readonly string[] {
    // While a key stands for something else than the state says, what is compared by keys would be mistaken too.
    const identities = [...ownership(model, existing, location), ...doubles(model, existing, location)];
    if (identities.length > 0) throw new DefinitionError([...found, ...identities]);
    const { problems, warnings } = together(
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
                regionsLeftOn(account, before, existing),
            );
        }),
        leavingNow(model, existing),
        newInSandbox(model, existing),
        refused(consolidation(model, existing, location)),
        refused(stagedAlready(model, existing)),
        refused(servicesInUse(model, existing, location)),
        refused(roomForBoth(model, existing, location)),
        refused(lockedOut(model, existing, region)),
    );
    if (problems.length > 0) throw new DefinitionError(problems);
    return warnings;
}

function refused(problems: readonly Problem[]): Findings {
    return { ...nothing, problems };
}
