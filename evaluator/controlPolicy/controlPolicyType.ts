/** The types of policy that decide on requests. All other types are settings (evaluator/managementPolicies). */
export type ControlPolicyType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

export function isControlPolicy(type: string): type is ControlPolicyType {
    return type === "SERVICE_CONTROL_POLICY" || type === "RESOURCE_CONTROL_POLICY";
}
