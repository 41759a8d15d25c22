import { readAction, type ActionName } from "../matching/actionPatterns";
import type { Catalogue } from "../catalogue/actionCatalogue";
import type { Hierarchy } from "../controlPolicy/hierarchy";
import { RequestContext, type ContextValues } from "../request/requestContext";
import {
    readPrincipal,
    RequestError,
    type RequestPrincipal,
    type ResolvedPrincipal,
} from "../request/requestPrincipal";
import { endpointRegion, partitionOf } from "../request/endpointRegions";
import type { RequestedResource } from "../matching/resourcePatterns";
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

/** A request as the statements of policies are compared with it. */
export interface AskedRequest {
    readonly action: ActionName;
    readonly principal: ResolvedPrincipal;
    readonly target: RequestedResource;
    readonly principalIn: Hierarchy | "outside";
    readonly resourceIn: Hierarchy | "outside" | "unknown";
    readonly context: RequestContext;
    /** Assumptions that a reader may not expect. Whoever evaluates may add to them. */
    readonly notes: string[];
}

/** @throws RequestError if the request contradicts itself or the hierarchy; RangeError if `action` is not a single action */
export function readRequest(
    parties: Hierarchy | RequestParties,
    request: AccessRequest,
    options: EvaluateOptions,
): AskedRequest {
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

    return { action, principal, target, principalIn, resourceIn, context, notes };
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
