import { accountNode } from "../../tree";
import type { AccountModel, OrganizationModel, PolicyModel } from "../model";
import { formatPlace } from "../problems";
import { allowedRegions } from "../../evaluator/policyPurpose";
import { isRegionsPolicy } from "../policies/regionsPolicy";
import type { Report } from "../report";
import { list, listSome } from "../../limits";
import { treeOf, type ModelTree } from "../modelTree";

/**
 * `regions` can only narrow what is above: a service control policy allows nothing that another denies. A list that is not within
 * what every region-deny on the way from the root allows is told, for nothing could be done in the regions that are in one list only.
 */
export function checkRegionsWithin(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, { policy, allowed: allowedRegions(policy) }]));
    const tree = treeOf(model);
    for (const node of tree.nodes) {
        const own = node.guardrails
            .map((key) => policies.get(key))
            .find((one) => one?.allowed && isRegionsPolicy(one.policy));
        if (!own?.allowed) continue;
        const wanted = own.allowed;
        for (const level of tree.nodesDownTo(node)) {
            for (const key of level.guardrails) {
                const found = policies.get(key);
                if (!found?.allowed || found === own) continue;
                const { policy, allowed } = found;
                const denied = wanted.filter((region) => !allowed.includes(region));
                if (denied.length === 0) continue;
                const by = isRegionsPolicy(policy)
                    ? `the regions of ${level.name} do`
                    : `policy ${key} at ${level.name} does`;
                report.add(
                    own.policy.path,
                    () =>
                        `${node.name} is to work in ${listSome(denied)}, which ${by} not allow: what is below can narrow, and never widen. ` +
                        `Allowed there: ${listSome(allowed)}. Take ${denied.length === 1 ? "it" : "them"} out here, or add ${denied.length === 1 ? "it" : "them"} there`,
                );
            }
        }
    }
}

/** How many accounts a message names. */
const NAMED = 5;

/**
 * Opt-in regions that are switched on in accounts where a policy lets nobody work in them: they cost nothing by that, and are of no
 * use. An organisation that is taken over may have them, so it is no mistake.
 */
export function regionsOfNoUse(model: OrganizationModel): string[] {
    const allowed = new Map(model.policies.map((policy) => [policy.key, { policy, regions: allowedRegions(policy) }]));
    const tree = treeOf(model);
    const found = new Map<
        string,
        { readonly by: string; readonly region: string; readonly accounts: AccountModel[] }
    >();
    for (const account of model.accounts) {
        for (const region of account.enabledRegions) {
            const by = denying(region, account, tree, allowed);
            if (by === undefined) continue;
            const id = JSON.stringify([by, region]);
            const entry = found.get(id) ?? { by, region, accounts: [] };
            entry.accounts.push(account);
            found.set(id, entry);
        }
    }
    return [...found.values()].map(({ by, region, accounts }) => {
        const more = accounts.length - NAMED;
        const keys = accounts.map(({ key }) => key);
        const named = more > 1 ? [...keys.slice(0, NAMED), `${more} more`] : keys;
        const [first] = accounts;
        return (
            `${first ? `${formatPlace(first.place)}: ` : ""}${accounts.length === 1 ? "account" : "accounts"} ${list(named)}: enabledRegions switches ${region} on, where ${by} lets nobody work. ` +
            "Take it out of enabledRegions, or allow the region"
        );
    });
}

/** The first policy from the root down that denies work in a region, as a message names it. */
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
