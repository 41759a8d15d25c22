import { statementsOf } from "../policyDocument";

/** Whether a policy is an allow list, or has one in it: a service control policy with a statement that allows. */
export function allowsAnything(policy: { readonly type: string; readonly content: string } | undefined): boolean {
    return (
        policy?.type === "SERVICE_CONTROL_POLICY" &&
        statementsOf(policy.content).some(({ Effect }) => Effect === "Allow")
    );
}
