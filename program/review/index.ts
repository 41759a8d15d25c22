import type { OrganizationModel, Problem } from "../../definition";
import { dissolvedUnits, duplicateResources, idProblems, renamedUnits, swappedUnits, UnitTrees } from "../identity";
import { servicesInUse } from "../organization";
import type { LostAccount } from "../lostAccounts";
import type { ExistingResources } from "../state";
import { lockOutRefusals } from "./lockOutRefusals";
import { closingProblems, consolidationProblems, departingAccounts, leftOutProblems } from "./leftOutAccounts";
import { lostGuardrails } from "./lostGuardrails";
import { combined, NO_FINDINGS, type Findings } from "./reviewFindings";
import { renamingProblems, replacementProblems } from "./replacedAccounts";
import { stagedPoliciesInForce } from "./stagedPolicies";
import { newSandboxAccounts } from "./newSandboxAccounts";
import { accountEndings, quarantineEnds } from "./closingAndLeaving";
import { attachmentProblemsMidway } from "./attachmentsMidway";

export { documentWarnings } from "./changedDocuments";
export { countedText, newWarnings, standingWarnings, warningMarks } from "./standingWarnings";
export { expiredAccounts } from "./expiredAccounts";
export { lossByMove } from "./lostGuardrails";
export { isReplaceable, isReplaced } from "./replacedAccounts";

/**
 * Compares a definition with what the stack holds, and refuses changes that would lose an account or its protection: leaving it out,
 * replacing it, or moving it away from guardrails. Each refusal says what to write if the change is intended.
 *
 * Pulumi's `protect` of the accounts is the second line of defence.
 *
 * @param location the definition's place, for what is no longer in it.
 * @param region the stack's region.
 * @param found refusals that are known already, and are reported with the others.
 * @param reviewFeatures lets the features review their own parts.
 * @param lost the accounts of the stack that AWS has closed or no longer has.
 * @returns all refusals, and warnings about what is allowed.
 */
export function review(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    region?: string,
    found: readonly Problem[] = [],
    reviewFeatures: () => Findings = () => NO_FINDINGS,
    lost: readonly LostAccount[] = [],
): Findings {
    // Everything else is compared by keys, which is meaningless while a key stands for something else than in the state.
    const trees = new UnitTrees(model, existing);
    const units = combined(renamedUnits(model, existing, trees), swappedUnits(model, existing, trees));
    const identities = [
        ...idProblems(model, existing, location),
        ...duplicateResources(model, existing, location),
        ...units.problems,
    ];
    if (identities.length > 0) return refused([...found, ...identities]);
    return combined(
        refused(found),
        units,
        { ...NO_FINDINGS, warnings: dissolvedUnits(model, existing, trees) },
        refused(leftOutProblems(model, existing, location, lost)),
        refused(closingProblems(model, existing, location)),
        ...model.accounts.map((account): Findings => {
            const before = existing.accounts.get(account.key);
            const states = accountEndings(account, before, model, existing);
            if (!before) return states;
            return combined(
                refused(replacementProblems(account, before)),
                states,
                refused(renamingProblems(account, before, model)),
                quarantineEnds(account, before, model, existing),
                lostGuardrails(account, before, model, existing),
            );
        }),
        departingAccounts(model, existing),
        newSandboxAccounts(model, existing),
        refused(consolidationProblems(model, existing, location)),
        refused(stagedPoliciesInForce(model, existing)),
        refused(servicesInUse(model, existing, location)),
        refused(attachmentProblemsMidway(model, existing, location)),
        refused(lockOutRefusals(model, existing, region)),
        reviewFeatures(),
    );
}

function refused(problems: readonly Problem[]): Findings {
    return { ...NO_FINDINGS, problems };
}
