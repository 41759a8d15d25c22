import { deniesEverything } from "../guardrails";
import type { AccountModel, OrganizationModel, PolicyModel } from "./model";

/** The keys of all policies that bind an account: the root's, those of its unit and the units above, and its own. Sorted. */
export function effectiveGuardrails(
    account: Pick<AccountModel, "unit" | "guardrails">,
    { guardrails, units }: OrganizationModel,
): string[] {
    const byKey = new Map(units.map((unit) => [unit.key, unit]));
    const found = [...account.guardrails, ...guardrails];
    for (let at = byKey.get(account.unit); at; at = at.parent === undefined ? undefined : byKey.get(at.parent)) {
        found.push(...at.guardrails);
    }
    return [...new Set(found)].sort();
}

/** The policy that leaves nothing to do in an account but for the roles it spares, such as `quarantine`; nothing where none does. */
export function denialOver(
    account: Pick<AccountModel, "unit" | "guardrails">,
    model: OrganizationModel,
): PolicyModel | undefined {
    const keys = effectiveGuardrails(account, model);
    return model.policies.find((policy) => keys.includes(policy.key) && deniesEverything(policy));
}

/** The policy under which nobody in an account can give its access role its rights, such as `protect-access-role`; nothing where none binds it. */
export function accessRoleProtection(
    account: Pick<AccountModel, "unit" | "guardrails" | "roleName">,
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
