import { commas, type PolicyType, policyTypeLimits } from "../../limits";
import type { OrganizationModel, PolicyModel } from "../model";
import type { Report } from "../report";
import { budgetTable, mergeAdvice } from "./policyBudget";
import { targetsOf } from "./targets";

/** How many policies of a type are attached to one root, unit or account. What is attached above it does not count. */
export function checkAttachments(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    const targets = targetsOf(model);
    for (const target of targets) {
        const byType = new Map<PolicyType, PolicyModel[]>();
        for (const key of target.guardrails) {
            const policy = policies.get(key);
            const sameType = policy && byType.get(policy.type);
            if (sameType) sameType.push(policy);
            else if (policy) byType.set(policy.type, [policy]);
        }
        for (const [type, attached] of byType) {
            // An allow list is attached before FullAWSAccess is detached, so that this counts there too.
            const { maxAttached, attachedByAws } = policyTypeLimits(type);
            if (attached.length + attachedByAws <= maxAttached) continue;
            const own = attachedByAws > 0 ? `, and ${attachedByAws} of AWS's own` : "";
            report.add(target.path, () =>
                [
                    `${target.what} has ${attached.length} policies of type ${type} attached (${commas(attached.map(({ key }) => key))})${own}: AWS allows ${maxAttached}. ` +
                        (target.kind === "root" ? "Merge some" : "Merge some, or attach some to the unit above"),
                    ...mergeAdvice(attached, type),
                    "",
                    ...budgetTable(target, targets, policies, type),
                ].join("\n"),
            );
        }
    }
}
