import type { ActionName } from "../matching/actionPatterns";
import type { ContextValues } from "../request/requestContext";
import type { Hierarchy } from "../controlPolicy/hierarchy";
import { conclude, sumUp, type PolicyTypeVerdict } from "./levelVerdicts";
import type { ControlPolicyType } from "../controlPolicy/controlPolicyType";
import type { ResolvedPrincipal } from "../request/requestPrincipal";
import { RCP_EXEMPT_ACTIONS, RCP_SERVICES } from "../controlPolicy/rcpServices";
import { readRequest, type AccessRequest, type EvaluateOptions, type RequestParties } from "./askedRequest";
import type { Evaluation } from "./evaluationResult";

/** What most requests carry, to spread into `context`: TLS, and no AWS service as an intermediary. */
export const USUAL_CONTEXT: ContextValues = {
    "aws:SecureTransport": true,
    "aws:ViaAWSService": false,
    "aws:CalledVia": null,
    "aws:CalledViaFirst": null,
    "aws:CalledViaLast": null,
};

/**
 * Says whether the organisation's service and resource control policies allow a request, and which statement of which policy at
 * which level decides. IAM's own policies are not evaluated: what is allowed here still needs an Allow there.
 *
 * - Service control policies: an Allow at every level, and no Deny at any. They bind the roles, users and root users of member
 *   accounts. They do not bind the management account, service-linked roles, AWS services and principals from outside.
 * - Resource control policies: no Deny at any level of the resource's account. They bind everybody, including
 *   outsiders and AWS services. They do not bind service-linked roles, resources of the management account, services without
 *   support for them, kms:RetireGrant and keys that AWS manages. An action on no resource is evaluated in the principal's account.
 * - Not covered, because they are not IAM actions: what a root user may do all the same (support plans, trusted signers of
 *   CloudFront, reverse DNS). See the first source.
 *
 * A hierarchy alone means that principal and resource are both in that account.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 *
 * @throws RequestError if the request contradicts itself or the hierarchy; RangeError if `action` is not a single action
 */
export function evaluate(
    parties: Hierarchy | RequestParties,
    request: AccessRequest,
    options: EvaluateOptions = {},
): Evaluation {
    const { action, principal, target, principalIn, resourceIn, context, notes } = readRequest(
        parties,
        request,
        options,
    );
    const exemptions: Partial<Record<ControlPolicyType, string>> = {};
    const sums: PolicyTypeVerdict[] = [];
    const judge = (type: ControlPolicyType, where: Hierarchy | string): void => {
        if (typeof where === "string") exemptions[type] = where;
        else sums.push(sumUp(type, where.levels, action, target, context));
    };
    judge("SERVICE_CONTROL_POLICY", scpsBind(principalIn, principal));
    // An action on no resource is evaluated by the policies of the principal's account.
    const owner = target === "*" ? principalIn : resourceIn;
    judge("RESOURCE_CONTROL_POLICY", rcpsBind(owner, principal, request, action));
    return conclude(sums, exemptions, notes);
}

/** The hierarchy that binds, or the reason why none does. */
function scpsBind(where: Hierarchy | "outside", { type }: ResolvedPrincipal): Hierarchy | string {
    if (type === "service-linked role") return "service control policies do not bind service-linked roles";
    if (type === "AWS service") return "service control policies do not bind AWS services";
    if (type === "anonymous") return "service control policies do not bind anonymous callers";
    if (where === "outside") return "service control policies do not bind principals from outside the organisation";
    if (where.management) return "service control policies do not bind the management account";
    return where;
}

function rcpsBind(
    where: Hierarchy | "outside" | "unknown",
    { type }: ResolvedPrincipal,
    { resource, awsManagedKey }: AccessRequest,
    { text, service }: ActionName,
): Hierarchy | string {
    if (type === "service-linked role") return "resource control policies do not bind service-linked roles";
    const isReached = RCP_SERVICES.has(service) || (typeof where === "object" && namedByRcps(where).has(service));
    if (!isReached) return `resource control policies do not reach the service ${service}`;
    if (RCP_EXEMPT_ACTIONS.has(text)) return `resource control policies do not reach ${text}`;
    if (awsManagedKey || (service === "kms" && resource?.includes(":alias/aws/"))) {
        return "resource control policies do not reach keys that AWS manages";
    }
    if (where === "outside") return "the resource is outside the organisation";
    if (where === "unknown") return "the resource is in another account, whose policies were not given";
    if (where.management) return "resource control policies do not reach resources of the management account";
    if (
        !where.levels.some(({ policies }) => policies.some(({ policy }) => policy.type === "RESOURCE_CONTROL_POLICY"))
    ) {
        return "no resource control policy is attached";
    }
    return where;
}

const named = new WeakMap<Hierarchy, ReadonlySet<string>>();

/**
 * The services that resource control policies of the account name. AWS accepts such a policy only for services that it reaches, so a
 * service that is not known here has been added since.
 */
function namedByRcps(where: Hierarchy): ReadonlySet<string> {
    const known = named.get(where);
    if (known) return known;
    const statements = where.levels
        .flatMap(({ policies }) => policies)
        .filter(({ policy }) => policy.type === "RESOURCE_CONTROL_POLICY")
        .flatMap(({ policy }) => policy.statements);
    const prefixes = statements.flatMap(({ actions }) =>
        actions.patterns.map((pattern) => pattern.toLowerCase().split(":", 1)[0] ?? ""),
    );
    const found = new Set(prefixes.filter((prefix) => !/[*?]/.test(prefix)));
    named.set(where, found);
    return found;
}
