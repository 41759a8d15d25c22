import { formatPlace, type AccountModel, type OrganizationModel, type PolicyModel } from "../../definition";
import { treeOf, type ModelTree } from "../../definition/modelTree";
import { isRegionsPolicy } from "../../definition/policies/regionsPolicy";
import { allowedRegions } from "../../evaluator/policyPurpose";
import { list } from "../../limits";
import { accountNode } from "../../tree";
import type { AccountSettingsModel } from "./accountSettingsModel";

/** The most accounts that a message names. */
const NAMED = 5;

/** An enabled region in which a policy denies all work, with the accounts in which it is enabled. */
interface UnusableRegion {
    readonly region: string;
    /** The policy, as a message names it. */
    readonly by: string;
    readonly accounts: AccountModel[];
}

/**
 * Warns of opt-in regions that are enabled in accounts where a policy denies all work in them. They cost nothing and are of no use. It is
 * no mistake, because an adopted organisation may have them.
 */
export function unusableRegions({ accounts }: AccountSettingsModel, organization: OrganizationModel): string[] {
    const policies = new Map(
        organization.policies.map((policy) => [policy.key, { policy, regions: allowedRegions(policy) }]),
    );
    const tree = treeOf(organization);
    const found = new Map<string, UnusableRegion>();
    for (const account of organization.accounts) {
        for (const region of accounts.get(account.key)?.enabledRegions ?? []) {
            const by = denying(region, account, tree, policies);
            if (by === undefined) continue;
            const id = JSON.stringify([by, region]);
            const entry = found.get(id) ?? { by, region, accounts: [] };
            entry.accounts.push(account);
            found.set(id, entry);
        }
    }
    return [...found.values()].map(describe);
}

function describe({ by, region, accounts }: UnusableRegion): string {
    const keys = accounts.map(({ key }) => key);
    const [first] = accounts;
    return (
        `${first ? `${formatPlace(first.place)}: ` : ""}${accounts.length === 1 ? "account" : "accounts"} ${list(keys, NAMED)}: enabledRegions enables ${region}, but ${by} denies all work there. ` +
        "Remove it from enabledRegions, or allow the region"
    );
}

/** The first policy from the root down that denies all work in a region, as a message names it. */
function denying(
    region: string,
    account: AccountModel,
    tree: ModelTree,
    policies: ReadonlyMap<string, { readonly policy: PolicyModel; readonly regions?: readonly string[] | undefined }>,
): string | undefined {
    for (const { name, guardrails } of tree.nodesDownTo(accountNode(account.key))) {
        for (const key of guardrails) {
            const found = policies.get(key);
            if (!found?.regions || found.regions.includes(region)) continue;
            return isRegionsPolicy(found.policy) ? `\`regions\` of ${name}` : `policy ${key} at ${name}`;
        }
    }
    return undefined;
}
