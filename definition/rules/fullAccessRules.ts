import { asList } from "../../evaluator/fit";
import type { OrganizationModel, PolicyModel } from "../model";
import type { Report } from "../report";
import { treeOf } from "../modelTree";

/**
 * Where FullAWSAccess is detached there is an allow list instead: AWS wants at least one service control policy, and one that allows
 * nothing would leave nothing to do.
 */
export function checkFullAccess(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    for (const { name, kind, path, fullAccess, guardrails } of treeOf(model).nodes) {
        if (fullAccess || guardrails.some((key) => allows(policies.get(key)))) continue;
        report.add(
            kind === "root" ? ["fullAccess"] : [...path, "fullAccess"],
            `is false, and no policy attached to ${name} allows anything: all would be denied in every account there. ` +
                "Attach a SERVICE_CONTROL_POLICY with Allow statements, or leave fullAccess out",
        );
    }
}

/** Whether a policy is an allow list, or has one in it. */
export function allows(policy: PolicyModel | undefined): boolean {
    if (policy?.type !== "SERVICE_CONTROL_POLICY") return false;
    const { Statement } = JSON.parse(policy.content) as { Statement?: unknown };
    return asList(Statement).some(
        (statement) =>
            typeof statement === "object" &&
            statement !== null &&
            "Effect" in statement &&
            statement.Effect === "Allow",
    );
}
