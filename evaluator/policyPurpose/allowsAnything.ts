import { statementsOf } from "../policyDocument";

/** Whether a policy is or contains an allow list: a service control policy with an Allow statement. */
export function allowsAnything(policy: { readonly type: string; readonly content: string } | undefined): boolean {
    return (
        policy?.type === "SERVICE_CONTROL_POLICY" &&
        statementsOf(policy.content).some(({ Effect }) => Effect === "Allow")
    );
}
