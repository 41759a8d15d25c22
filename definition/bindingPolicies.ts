import { evaluate, USUAL_CONTEXT } from "../evaluator/evaluation";
import { deniesEverything } from "../evaluator/policyPurpose";
import { ANY_ROLE, hierarchyOf, PLACEHOLDER_ID } from "./access";
import type { AccountModel, OrganizationModel, PolicyModel } from "./model";
import { treeOf } from "./modelTree";

/** The keys of all policies that bind an account, sorted: those of the root, of its unit and the units above, and its own. */
export function effectiveGuardrails(
    account: Pick<AccountModel, "unit" | "guardrails">,
    model: OrganizationModel,
): string[] {
    const units = treeOf(model).unitsDownTo(account.unit);
    const attached = [...model.guardrails, ...units.flatMap(({ guardrails }) => guardrails), ...account.guardrails];
    return [...new Set(attached)].sort();
}

/** The policy that denies everything in an account except to the roles that it spares, such as `quarantine`; undefined if there is none. */
export function denialOver(
    account: Pick<AccountModel, "unit" | "guardrails">,
    model: OrganizationModel,
): PolicyModel | undefined {
    const keys = effectiveGuardrails(account, model);
    return model.policies.find((policy) => keys.includes(policy.key) && deniesEverything(policy));
}

/**
 * The policy that prevents an ordinary role of an account from granting permissions to the account's access role, such as
 * `protect-access-role`; undefined if none does.
 */
export function accessRoleProtection(account: AccountModel, model: OrganizationModel): PolicyModel | undefined {
    const { denials } = evaluate(hierarchyOf(model, account), {
        action: "iam:AttachRolePolicy",
        principal: ANY_ROLE.principal(account.id ?? PLACEHOLDER_ID),
        resource: `arn:aws:iam::${account.id ?? PLACEHOLDER_ID}:role/${account.roleName}`,
        context: USUAL_CONTEXT,
    });
    return model.policies.find(({ key }) => denials.some(({ policy }) => policy === key));
}
