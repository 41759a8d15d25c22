import { commas, type PolicyType, policyTypeLimits } from "../../limits";
import type { OrganizationModel, PolicyModel } from "../model";
import type { Report } from "../problemReport";
import { budgetTable, mergeAdvice } from "./policyBudget";
import { treeOf } from "../modelTree";

/** Checks how many policies of a type are attached to a root, unit or account. Policies attached above it do not count. */
export function checkAttachments(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    const tree = treeOf(model);
    for (const node of tree.nodes) {
        const byType = new Map<PolicyType, PolicyModel[]>();
        for (const key of node.guardrails) {
            const policy = policies.get(key);
            const sameType = policy && byType.get(policy.type);
            if (sameType) sameType.push(policy);
            else if (policy) byType.set(policy.type, [policy]);
        }
        for (const [type, attached] of byType) {
            // An allow list is attached before FullAWSAccess is detached, so FullAWSAccess counts there too.
            const { maxAttached, attachedByAws } = policyTypeLimits(type);
            if (attached.length + attachedByAws <= maxAttached) continue;
            const own = attachedByAws > 0 ? `, and ${attachedByAws} of AWS's own` : "";
            report.add(node.path, () =>
                [
                    `${node.name} has ${attached.length} policies of type ${type} attached (${commas(attached.map(({ key }) => key))})${own}: AWS allows ${maxAttached}. ` +
                        (node.kind === "root" ? "Merge some" : "Merge some, or attach some to the unit above"),
                    ...mergeAdvice(attached, type),
                    "",
                    ...budgetTable(node, tree, policies, type),
                ].join("\n"),
            );
        }
    }
}
