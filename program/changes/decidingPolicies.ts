import type { ResourceChange } from "../../definition/feature";
import { treeOf, type ModelNode } from "../../definition/modelTree";
import type { OrganizationNode } from "../../tree";
import { CORE } from "../state";
import type { ChangeContext } from "./changeContext";

/**
 * The policies, with their documents, that decide how much a change of a policy means.
 *
 * @param node where it is attached or detached. Absent if its document changes, wherever it is attached.
 */
export type DecidingPolicies = (policy: string, node?: OrganizationNode) => readonly string[];

const NEW_CONTENT: ReadonlySet<ResourceChange["operation"]> = new Set(["create", "update", "replace"]);

/**
 * What a run writes or attaches anew above, at or below a node. A guardrail that is detached while another takes its place loses little, and
 * much once the other is emptied: the detachment is the same. So who acknowledges the one acknowledges it with the other's document.
 */
export function decidingPolicies(
    changes: readonly ResourceChange[],
    { model, policies, typeOfPolicy }: ChangeContext,
): DecidingPolicies {
    const made = changes.filter(({ operation }) => NEW_CONTENT.has(operation));
    const written = new Set(made.flatMap(({ type, name }) => (type === CORE.policy ? [name] : [])));
    const attached = new Set(made.flatMap(({ type, name }) => (type === CORE.attachment ? [name] : [])));
    if (written.size + attached.size === 0) return () => [];
    const tree = treeOf(model);
    const isNewAt = (node: ModelNode, key: string): boolean => written.has(key) || attached.has(`${key}@${node.key}`);
    return (policy, at) => {
        const type = typeOfPolicy(policy);
        const nodes = at ? [at] : tree.nodes.filter(({ guardrails }) => guardrails.includes(policy));
        const found = new Set(
            nodes
                .flatMap((node) => [...tree.nodesDownTo(node), ...tree.nodesBelow(node)])
                .flatMap((node) => node.guardrails.filter((key) => isNewAt(node, key))),
        );
        return [...found]
            .filter((key) => policies.get(key)?.type === type && (at !== undefined || key !== policy))
            .sort()
            .map((key) => JSON.stringify([key, policies.get(key)?.content]));
    };
}
