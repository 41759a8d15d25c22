import type { PermissionsBoundary } from "../../evaluator/policyPurpose";
import { awsPolicyName } from "./attachedPolicies";
import { PERMISSION_SET, ROLE, type Resource } from "./checkedResources";
import { known, knownText, type UNKNOWN } from "./unknownValues";

/**
 * The boundary of a role or of a permission set of this project; undefined if it has none. UNKNOWN if that of a permission set is.
 *
 * Of a role's boundaries only those are returned that are policies of AWS, because the documents of others are not known here. An ARN that
 * is unknown during preview is of a policy that the run creates, and so never AWS's.
 */
export function boundaryOf({ type, props }: Resource): PermissionsBoundary | undefined | typeof UNKNOWN {
    if (type === ROLE) {
        const arn = knownText(() => props.permissionsBoundary);
        const policy = arn?.startsWith("arn:") ? awsPolicyName(arn) : undefined;
        return policy === undefined ? undefined : { kind: "aws", policy };
    }
    if (type !== PERMISSION_SET) return undefined;
    return known(() => {
        const boundary = props.boundary as { readonly kind?: unknown; readonly policy?: unknown } | undefined;
        if (boundary?.kind === "customer") return { kind: "customer" };
        if (boundary?.kind !== "aws" || typeof boundary.policy !== "string") return undefined;
        return { kind: "aws", policy: awsPolicyName(boundary.policy) ?? boundary.policy };
    });
}
