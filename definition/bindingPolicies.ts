import { deniesEverything } from "../guardrails";
import type { AccountModel, OrganizationModel, PolicyModel } from "./model";
import { treeOf } from "./modelTree";

/** An account, which need not be in the definition yet. */
type BoundAccount = Pick<AccountModel, "unit" | "guardrails">;

/** The keys of all policies that bind an account: the root's, those of its unit and the units above, and its own. Sorted. */
export function effectiveGuardrails(account: BoundAccount, model: OrganizationModel): string[] {
    const units = treeOf(model).unitsDownTo(account.unit);
    const keys = [...model.guardrails, ...units.flatMap(({ guardrails }) => guardrails), ...account.guardrails];
    return [...new Set(keys)].sort();
}

/** The policy under which nobody but the roles that it spares can do anything in an account, such as `quarantine`. */
export function denialOver(account: BoundAccount, model: OrganizationModel): PolicyModel | undefined {
    const keys = effectiveGuardrails(account, model);
    return model.policies.find((policy) => keys.includes(policy.key) && deniesEverything(policy));
}

/** The policy under which nobody in an account can give the account's access role its rights, such as `protect-access-role`. */
export function accessRoleProtection(
    account: BoundAccount & Pick<AccountModel, "roleName">,
    model: OrganizationModel,
): PolicyModel | undefined {
    const keys = effectiveGuardrails(account, model);
    return model.policies.find(
        ({ key, content }) =>
            keys.includes(key) &&
            content.includes('"iam:AttachRolePolicy"') &&
            content.includes(`role/${account.roleName}"`),
    );
}
