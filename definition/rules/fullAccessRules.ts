import { allowsAnything } from "../../evaluator/policyPurpose";
import type { OrganizationModel } from "../model";
import type { Report } from "../problemReport";
import { treeOf } from "../modelTree";

/**
 * Checks that a node without FullAWSAccess has an allow list instead. AWS requires at least one service control policy, and without one
 * that allows something everything would be denied.
 */
export function checkFullAccess(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    for (const { name, kind, path, fullAccess, guardrails } of treeOf(model).nodes) {
        if (fullAccess || guardrails.some((key) => allowsAnything(policies.get(key)))) continue;
        report.add(
            kind === "root" ? ["fullAccess"] : [...path, "fullAccess"],
            `is false, and no policy attached to ${name} allows anything: everything would be denied in every account there. ` +
                "Attach a SERVICE_CONTROL_POLICY with Allow statements, or leave fullAccess out",
        );
    }
}
