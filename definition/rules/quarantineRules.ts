import { deniesEverything } from "../../evaluator/policyPurpose";
import { QUARANTINE } from "../../guardrails";
import { matches, toPattern } from "../../evaluator/matching/wildcards";
import { commas, POLICY_TYPES, ROLE_NAME, textError } from "../../limits";
import type { OrganizationModel, PolicyModel } from "../model";
import type { Report } from "../problemReport";
import type { DefinitionInput } from "../schema";

/**
 * Checks that one more policy, the quarantine, fits on every account: in an emergency there is no time to choose one to detach. A number
 * above AWS's own limit is reported by checkAttachments.
 */
export function checkQuarantinePlace(model: OrganizationModel, report: Report): void {
    const types = new Map(model.policies.map(({ key, type }) => [key, type]));
    const { maxAttached, attachedByAws } = POLICY_TYPES.SERVICE_CONTROL_POLICY;
    for (const { key, guardrails, path } of model.accounts) {
        const attached = guardrails.filter((guardrail) => types.get(guardrail) === "SERVICE_CONTROL_POLICY");
        if (attached.includes(QUARANTINE) || attached.length + attachedByAws !== maxAttached) continue;
        report.add(
            path,
            `account ${key} has ${attached.length} policies of type SERVICE_CONTROL_POLICY attached (${commas(attached)}), and ${attachedByAws} of AWS's own: ` +
                `AWS allows ${maxAttached}, and the last one is reserved for the quarantine. Merge some, or attach some to the unit above`,
        );
    }
}

/**
 * Checks the break-glass role that the definition names. A policy that denies everything and spares some principals must spare it too:
 * otherwise the role can do nothing in an emergency.
 */
export function checkNamedBreakGlassRole(
    { breakGlassRole, featureSet }: NonNullable<DefinitionInput["organization"]>,
    policies: readonly PolicyModel[],
    report: Report,
): void {
    if (breakGlassRole === undefined) return;
    const path = ["organization", "breakGlassRole"];
    const error = textError(ROLE_NAME, breakGlassRole);
    if (error) {
        report.add(path, error);
    } else if (breakGlassRole.startsWith("AWSReservedSSO_")) {
        report.add(
            path,
            `${breakGlassRole} is a role that IAM Identity Center makes of a permission set. Guardrails spare arn:*:iam::*:role/NAME, and these roles have a path and another name in each account, so that nobody would be spared. Name a role of your own that every account has`,
        );
    } else if (featureSet === "CONSOLIDATED_BILLING") {
        report.add(
            path,
            "an organisation with CONSOLIDATED_BILLING has no policies, and so no quarantine that spares a role: use featureSet: ALL, or leave it out",
        );
    } else {
        checkPoliciesSpare(breakGlassRole, policies, report);
    }
}

function checkPoliciesSpare(roleName: string, policies: readonly PolicyModel[], report: Report): void {
    for (const policy of policies) {
        if (isSparedWhereAllIsDenied(roleName, policy)) continue;
        report.add(
            policy.path,
            `policy ${policy.key} denies everything, and spares ${commas(deniesEverything(policy)?.spares ?? [])} but not the organisation's break-glass role ${roleName}. ` +
                `Add arn:*:iam::*:role/${roleName} to the roles that it spares`,
        );
    }
}

/** Whether a policy that denies everything and spares some principals spares the role too. Any other policy has nothing to spare. */
export function isSparedWhereAllIsDenied(
    roleName: string,
    { type, content }: { readonly type: string; readonly content: string },
): boolean {
    const spares = (type === "SERVICE_CONTROL_POLICY" && deniesEverything({ type, content })?.spares) || [];
    return spares.length === 0 || spares.some((pattern) => covers(pattern, roleName));
}

/** Whether a pattern of ARNs covers the role. `*` and `?` have IAM's meaning. */
function covers(pattern: string, roleName: string): boolean {
    return matches(toPattern(pattern.slice(pattern.lastIndexOf("/") + 1)), roleName);
}
