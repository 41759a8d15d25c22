import type { PolicyModel } from "../../../definition";
import { allowsAnything, servicePart, type ServicePart } from "../../../evaluator/policyPurpose";

/** A place to which a guardrail is attached. */
export interface GuardedPlace {
    /** FullAWSAccess is attached there too. If not, everything is denied that no policy attached there allows. */
    readonly fullAccess: boolean;
    /** All policies that are attached there, of any type. */
    readonly attached: readonly GuardingPolicy[];
}

type GuardingPolicy = Pick<PolicyModel, "type" | "content">;

/**
 * How much of a service a guardrail denies at a place: by its Deny statements, and as an allow list by what neither it nor another policy
 * attached there allows. Undefined if it denies nothing of it.
 *
 * @param policies the guardrail's documents.
 */
export function deniedPart(
    policies: readonly GuardingPolicy[],
    service: string,
    place: GuardedPlace,
): ServicePart | undefined {
    const parts = policies.map(({ content }) => servicePart(content, "Deny", service));
    if (isAllowListAt(policies, place)) parts.push(leftOut(place, service));
    return parts.includes("all") ? "all" : parts.find((part) => part !== undefined);
}

/** Whether what the guardrail does not allow is denied at a place. */
export function isAllowListAt(policies: readonly GuardingPolicy[], { fullAccess }: GuardedPlace): boolean {
    return !fullAccess && policies.some(allowsAnything);
}

/** How much of a service no policy of an allow list allows. */
function leftOut({ attached }: GuardedPlace, service: string): ServicePart | undefined {
    const allowed = attached.filter(allowsAnything).map(({ content }) => servicePart(content, "Allow", service));
    if (allowed.includes("all")) return undefined;
    return allowed.includes("part") ? "part" : "all";
}
