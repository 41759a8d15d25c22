import { formatPlace, type PolicyModel } from "../../../definition";
import type { ModelNode, ModelTree } from "../../../definition/modelTree";
import { levels } from "../../../definition/policyWarnings";
import type { Origins } from "../../../definition/valueOrigins";
import { effectivePolicy, isManagementPolicy, type EffectivePolicy } from "../../../evaluator/managementPolicies";
import { policyInWords } from "../../../evaluator/policyPurpose";
import type { PolicyType } from "../../../limits";
import type { OrganizationNode } from "../../../tree";

/** A policy as `org effective` and `org tree` show it, wherever it is attached. */
export interface PolicyFacts {
    readonly policy: string;
    readonly type: PolicyType;
    readonly description: string;
    /** What its statements do, in words. Empty for settings: those are shown by their effective values. */
    readonly says: readonly string[];
    readonly characters: number;
    /** The place of its definition. */
    readonly defined: string;
}

/** The effective policy of one type of management policies. */
export interface SettledPolicy extends EffectivePolicy {
    readonly type: PolicyType;
}

export function policyFacts({ key, type, description, content, place }: PolicyModel): PolicyFacts {
    return {
        policy: key,
        type,
        description,
        says: isManagementPolicy(type) ? [] : policyInWords(content),
        characters: content.length,
        defined: formatPlace(place),
    };
}

/** The policies of a definition that it attaches to a node. */
export function attachedTo(
    { guardrails }: Pick<ModelNode, "guardrails">,
    policies: ReadonlyMap<string, PolicyModel>,
): PolicyModel[] {
    return guardrails.flatMap((key) => policies.get(key) ?? []);
}

/** The line that attaches a policy to a node; undefined if nothing is written there. */
export function attachmentPlace(node: ModelNode, { key, part }: PolicyModel, origins: Origins): string | undefined {
    const place = origins.guardrail(node, part?.of ?? key);
    return place && formatPlace(place);
}

/** The types of the policies that are attached to some nodes, sorted. */
export function typesOn(nodes: readonly ModelNode[], policies: ReadonlyMap<string, PolicyModel>): PolicyType[] {
    return [...new Set(nodes.flatMap((node) => attachedTo(node, policies)).map(({ type }) => type))].sort();
}

/** The effective policy of a node for each type of management policies that is attached to it or above. */
export function settledPolicies(
    node: OrganizationNode,
    tree: ModelTree,
    policies: ReadonlyMap<string, PolicyModel>,
): SettledPolicy[] {
    return typesOn(tree.nodesDownTo(node), policies)
        .filter(isManagementPolicy)
        .map((type) => ({ type, ...effectivePolicy(levels(node, tree, policies, type)) }));
}
