import type { OrganizationModel } from "../model";
import { allowedRegions } from "../../evaluator/policyPurpose";
import { isRegionsPolicy } from "../policies/regionsPolicy";
import type { Report } from "../problemReport";
import { listSome } from "../../limits";
import { treeOf } from "../modelTree";

/**
 * Checks that `regions` only narrows what is allowed above: a service control policy cannot allow what another denies. A region that any
 * region-deny from the root down to the node denies is reported, because nobody could work in it.
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
                        `${node.name} allows work in ${listSome(denied)}, which ${by} not allow: regions can only be narrowed below, never widened. ` +
                        `Allowed there: ${listSome(allowed)}. Remove ${denied.length === 1 ? "it" : "them"} here, or add ${denied.length === 1 ? "it" : "them"} there`,
                );
            }
        }
    }
}
