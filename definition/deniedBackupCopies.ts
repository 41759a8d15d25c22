import { evaluate, PolicyError, USUAL_CONTEXT } from "../evaluator/evaluation";
import { backupCopies, type BackupCopy } from "../evaluator/managementPolicies";
import { documentOf } from "../evaluator/policyDocument";
import { allowedRegions } from "../evaluator/policyPurpose";
import { list } from "../limits";
import { accountNode, describeNode, type OrganizationNode } from "../tree";
import { hierarchyOf, PLACEHOLDER_ID } from "./access";
import type { AccountModel, OrganizationModel, PolicyModel } from "./model";
import { treeOf } from "./modelTree";
import { isRegionsPolicy } from "./policies/regionsPolicy";
import { formatPlace } from "./problems";

/** The most accounts that a message names. */
const NAMED = 5;

/** The action that a copy needs in the region that gets it. */
const COPY_ACTION = "backup:CopyIntoBackupVault";

/** Warns of copies of backups to regions in which the guardrails of the accounts let nobody work. AWS reports those only in AWS Backup. */
export function deniedBackupCopies(model: OrganizationModel): string[] {
    const copying = model.policies.flatMap((policy) => {
        const copies = policy.type === "BACKUP_POLICY" ? backupCopies(documentOf(policy.content)) : [];
        return copies.length === 0 ? [] : [{ policy, copies }];
    });
    if (copying.length === 0) return [];
    try {
        return copying.flatMap(({ policy, copies }) => deniedCopies(policy, copies, model));
    } catch (error) {
        // A document that cannot be read is a mistake, which is reported elsewhere.
        if (error instanceof PolicyError) return [];
        throw error;
    }
}

function deniedCopies(policy: PolicyModel, copies: readonly BackupCopy[], model: OrganizationModel): string[] {
    const limiting = new Map(
        model.policies.filter((one) => allowedRegions(one) !== undefined).map((one) => [one.key, one]),
    );
    const tree = treeOf(model);
    const denials = new Map<string, readonly { readonly region: string; readonly by: string }[]>();
    const found = new Map<string, { readonly region: string; readonly by: string; readonly accounts: string[] }>();
    for (const account of model.accounts) {
        const attached = tree.nodesDownTo(accountNode(account.key)).map(({ guardrails }) => guardrails);
        if (!attached.some((keys) => keys.includes(policy.key))) continue;
        const sameUnit = JSON.stringify([account.unit, account.guardrails]);
        const denied =
            denials.get(sameUnit) ?? copies.flatMap((copy) => denialOf(copy, account, model, limiting) ?? []);
        denials.set(sameUnit, denied);
        for (const { region, by } of denied) {
            const entry = found.get(`${region} ${by}`) ?? { region, by, accounts: [] };
            found.set(`${region} ${by}`, entry);
            if (!entry.accounts.includes(account.key)) entry.accounts.push(account.key);
        }
    }
    return [...found.values()].map(
        ({ region, by, accounts }) =>
            `${formatPlace(policy.place)}: policy ${policy.part?.of ?? policy.key} copies backups to ${region}, but ${by} denies that in ` +
            `${accounts.length === 1 ? "account" : "accounts"} ${list(accounts, NAMED)}: no copy is made there. Copy to another region, or allow this one`,
    );
}

/** The policy on regions that denies a copy in an account, as a message names it. Undefined if none does. */
function denialOf(
    { region, vault, role }: BackupCopy,
    account: AccountModel,
    model: OrganizationModel,
    limiting: ReadonlyMap<string, PolicyModel>,
): { region: string; by: string } | undefined {
    const id = account.id ?? PLACEHOLDER_ID;
    const { denials } = evaluate(hierarchyOf(model, account), {
        action: COPY_ACTION,
        principal: role.replace("$account", id),
        region,
        resource: vault.replace("$account", id),
        context: USUAL_CONTEXT,
    });
    const denial = denials.find((one) => limiting.has(one.policy));
    const policy = limiting.get(denial?.policy ?? "");
    if (!denial || !policy) return undefined;
    return { region, by: limitingPolicy(policy, denial.node) };
}

function limitingPolicy(policy: PolicyModel, node: OrganizationNode): string {
    const name = describeNode(node);
    return isRegionsPolicy(policy) ? `\`regions\` of ${name}` : `policy ${policy.key} at ${name}`;
}
