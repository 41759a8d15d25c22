import { readAction, type ActionName } from "../matching/actionPatterns";
import type { Catalogue } from "../catalogue/actionCatalogue";
import { RequestContext, type ContextValues } from "../request/requestContext";
import type { Hierarchy } from "../controlPolicy/hierarchy";
import { conclude, sumUp, type PolicyTypeVerdict } from "./levelVerdicts";
import type { ControlPolicyType } from "../controlPolicy/controlPolicyType";
import {
    readPrincipal,
    RequestError,
    type RequestPrincipal,
    type ResolvedPrincipal,
} from "../request/requestPrincipal";
import { RCP_EXEMPT_ACTIONS, RCP_SERVICES } from "../controlPolicy/rcpServices";
import { endpointRegion, partitionOf } from "../request/endpointRegions";
import type { RequestedResource } from "../matching/resourcePatterns";
import type { Evaluation } from "./evaluationResult";
import { OPAQUE } from "../matching/wildcards";

/** The question of an evaluation: may a principal perform an action on a resource, in a region? */
export interface AccessRequest {
    /** One action, such as `s3:PutObject`, in any case. `Catalogue.expandActions` turns a pattern into actions. */
    readonly action: string;
    /** An ARN or a principal. Absent: an unknown principal of the account that is neither a service-linked role nor a service. */
    readonly principal?: RequestPrincipal | string;
    /**
     * The ARN of the resource, or `*` for an action on no resource. AWS evaluates an action on several resources (ec2:RunInstances)
     * for each of them, so ask once for each. Absent: an unknown resource of one of the action's types; what depends on the resource
     * is then undetermined. With a catalogue, resource types that cannot match are excluded.
     */
    readonly resource?: string;
    /** The region of the endpoint, such as `eu-central-1`. For a service with one global endpoint, that endpoint's region is used. */
    readonly region?: string;
    /** The time of the request. Absent: not known. */
    readonly time?: Date;
    /** Condition keys that are known. They override what is derived from the rest of the request. */
    readonly context?: ContextValues;
    /** The resource is a KMS key that AWS manages (aws/s3, ...). Resource control policies do not reach those. */
    readonly awsManagedKey?: boolean;
}

/** Principal and resource in two accounts, or one of them outside the organisation. */
export interface RequestParties {
    /** The principal's account: its service control policies bind. */
    readonly principal: Hierarchy | "outside";
    /** The resource's account: its resource control policies bind. */
    readonly resource: Hierarchy | "outside";
}

export interface EvaluateOptions {
    /** Condition keys that are not known are treated as keys that the request does not carry. */
    readonly assumeAbsent?: boolean;
    /** Provides the resource types of actions, for requests that name no resource. */
    readonly catalogue?: Catalogue;
}

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
    const action = readAction(request.action);
    const principal = request.principal === undefined ? {} : readPrincipal(request.principal);
    const notes: string[] = [];
    const target = targetOf(request, action, options.catalogue);
    const { principalIn, resourceIn, resourceAccount } = places(parties, principal, target);
    const region = regionOf(request, action, notes);
    const context = new RequestContext({
        assumeAbsent: options.assumeAbsent ?? false,
        principal,
        principalIn,
        resourceIn,
        ...(request.context && { values: request.context }),
        ...(resourceAccount !== undefined && { resourceAccount }),
        ...(region !== undefined && { region }),
        ...(request.time && { time: request.time }),
    });

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

function targetOf(request: AccessRequest, action: ActionName, catalogue: Catalogue | undefined): RequestedResource {
    if (request.resource !== undefined) {
        if (request.resource !== "*" && request.resource.split(":").length < 6) {
            throw new RequestError(
                `the resource ${JSON.stringify(request.resource)} is not an ARN: use one such as arn:aws:s3:::bucket, or "*"`,
            );
        }
        return request.resource;
    }
    const partition = request.region === undefined ? "aws" : partitionOf(request.region);
    return catalogue?.target(action.text, partition) ?? [{ pattern: OPAQUE, required: true }];
}

function places(
    parties: Hierarchy | RequestParties,
    principal: ResolvedPrincipal,
    target: RequestedResource,
): {
    principalIn: Hierarchy | "outside";
    resourceIn: Hierarchy | "outside" | "unknown";
    resourceAccount?: string;
} {
    const both = "levels" in parties ? { principal: parties, resource: parties } : parties;
    const home = both.principal === "outside" ? undefined : both.principal.account;
    if (principal.account !== undefined && home !== undefined && principal.account !== home) {
        throw new RequestError(
            `the principal is in account ${principal.account}, but the policies given are those of ${home}: give those of the principal's account`,
        );
    }
    const named = typeof target === "string" ? target.split(":")[4] : undefined;
    const inArn = named !== undefined && /^\d{12}$/.test(named) ? named : undefined;
    const given = both.resource === "outside" ? undefined : both.resource.account;
    // The resource's ARN names another account, whose policies were not given.
    const elsewhere = inArn !== undefined && given !== undefined && inArn !== given;
    const resourceAccount = inArn ?? given;
    return {
        principalIn: both.principal,
        resourceIn: elsewhere ? "unknown" : both.resource,
        ...(resourceAccount !== undefined && { resourceAccount }),
    };
}

function regionOf(request: AccessRequest, { service }: ActionName, notes: string[]): string | undefined {
    const { region } = request;
    if (region !== undefined && partitionOf(region) !== "aws") return region;
    const only = endpointRegion(service);
    if (only !== undefined && region !== undefined && only !== region) {
        notes.push(`${service} has one global endpoint: aws:RequestedRegion is ${only} there`);
    }
    return only ?? region;
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
