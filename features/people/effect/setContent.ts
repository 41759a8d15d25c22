import { isJsonMap } from "../../../evaluator/policyDocument";
import type { BoundaryModel, CustomerManagedPolicyModel, PermissionSetModel } from "../model";

/** What a permission set allows, and what it is called in AWS. */
export type SetContent = Pick<
    PermissionSetModel,
    | "name"
    | "managedPolicies"
    | "customerManagedPolicies"
    | "inlinePolicy"
    | "boundary"
    | "sessionMinutes"
    | "isBreakGlass"
>;

/** Reads the outputs of a permission set's resource, whose inputs are those of the model (providers/permissionSetProvider.ts). */
export function setContentOf(outputs: Readonly<Record<string, unknown>>, key: string): SetContent {
    const { name, managedPolicies, customerManagedPolicies, inlinePolicy, boundary, sessionMinutes, isBreakGlass } =
        outputs;
    const found = boundaryOf(boundary);
    return {
        name: typeof name === "string" ? name : key,
        managedPolicies: textsIn(managedPolicies).map(withoutArn),
        customerManagedPolicies: Array.isArray(customerManagedPolicies)
            ? customerManagedPolicies.flatMap((one) => customerManaged(one) ?? [])
            : [],
        ...(typeof inlinePolicy === "string" && inlinePolicy !== "" && { inlinePolicy }),
        ...(found && { boundary: found }),
        sessionMinutes: typeof sessionMinutes === "number" ? sessionMinutes : 60,
        isBreakGlass: isBreakGlass === true,
    };
}

/** `arn:aws:iam::aws:policy/job-function/Billing` is `job-function/Billing`. */
function withoutArn(policy: string): string {
    return policy.replace(/^arn:[^:]+:iam::aws:policy\//, "");
}

function customerManaged(value: unknown): CustomerManagedPolicyModel | undefined {
    if (!isJsonMap(value) || typeof value["name"] !== "string") return undefined;
    return { name: value["name"], path: typeof value["path"] === "string" ? value["path"] : "/" };
}

function boundaryOf(value: unknown): BoundaryModel | undefined {
    if (!isJsonMap(value)) return undefined;
    const { kind, policy } = value;
    if (kind === "aws" && typeof policy === "string") return { kind, policy: withoutArn(policy) };
    const customer = customerManaged(policy);
    return kind === "customer" && customer ? { kind, policy: customer } : undefined;
}

function textsIn(value: unknown): string[] {
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
