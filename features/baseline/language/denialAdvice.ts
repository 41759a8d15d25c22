import { sparedRolesAdvice } from "../../../guardrails";

/**
 * How a policy lets a role of the baseline work, as the beginning of a sentence. A guardrail of the library that is attached by its name has no
 * roles of its own to spare.
 *
 * @param role a pattern of ARNs.
 * @param isOfRegions the policy is what `regions` of a place makes.
 */
export function denialAdvice(policy: string, role: string, isOfRegions: boolean): string {
    // Below the place that brings a block, its `regions` cannot differ.
    if (isOfRegions) return "Leave `regions` out where the block is written, so that it has those of each place";
    return sparedRolesAdvice(policy, [role]) ?? `Spare the roles ${role} in the policy`;
}
