import type { OrganizationNode } from "../../tree";
import { fullAccess, type AttachedControlPolicy, type Hierarchy, type HierarchyNode } from "../controlPolicy/hierarchy";
import { parsePolicy, PolicyError, type ControlPolicy } from "../controlPolicy/controlPolicy";
import { isControlPolicy, type ControlPolicyType } from "../controlPolicy/controlPolicyType";
import { attachmentsOnPathTo, type AttachedNode, type Situation } from "./situation";

/** Parsed documents by their text. Two situations share one, because most of their policies are the same. */
export class ParsedDocuments {
    readonly #byText = new Map<string, ControlPolicy | PolicyError>();

    /** @returns the error with all mistakes of a document that cannot be parsed. */
    parse(content: string, type: ControlPolicyType): ControlPolicy | PolicyError {
        const id = `${type} ${content}`;
        const parsed = this.#byText.get(id) ?? parseOrError(content, type);
        this.#byText.set(id, parsed);
        return parsed;
    }
}

function parseOrError(content: string, type: ControlPolicyType): ControlPolicy | PolicyError {
    try {
        return parsePolicy(content, type);
    } catch (error) {
        if (error instanceof PolicyError) return error;
        throw error;
    }
}

/**
 * The hierarchies of service and resource control policies that bind the accounts of a situation. Nodes are shared between
 * accounts, so that a thousand accounts cost little more than ten.
 *
 * Policies that cannot be parsed are left out of them, and listed in `unparsed`.
 */
export class Hierarchies {
    /** What is wrong with the documents of policies, by policy key. */
    readonly unparsed = new Map<string, PolicyError>();
    readonly #situation: Situation;
    readonly #policies = new Map<string, AttachedControlPolicy>();
    readonly #nodes = new Map<string, HierarchyNode>();

    constructor(situation: Situation, documents = new ParsedDocuments()) {
        this.#situation = situation;
        for (const [key, { type, content }] of situation.policies) {
            if (!isControlPolicy(type)) continue;
            const policy = documents.parse(content, type);
            if (policy instanceof PolicyError) this.unparsed.set(key, policy);
            else this.#policies.set(key, { name: key, policy });
        }
    }

    /**
     * What binds an account, or would bind a new account in a unit or directly in the root: the policies attached on the way down,
     * RCPFullAWSAccess, which AWS attaches everywhere, and FullAWSAccess unless it is detached.
     */
    of(node: OrganizationNode): Hierarchy {
        const { organizationId, tree } = this.#situation;
        const id = node.kind === "account" ? tree.account(node.key)?.id : undefined;
        return {
            ...(id !== undefined && { account: id }),
            ...(organizationId !== undefined && { organization: { id: organizationId } }),
            levels: attachmentsOnPathTo(this.#situation, node).map((one) => this.#node(one)),
        };
    }

    #node({ kind, key, guardrails, fullAccess: hasFullAccess }: AttachedNode): HierarchyNode {
        const id = `${kind} ${key}`;
        const made = this.#nodes.get(id);
        if (made) return made;
        const node: HierarchyNode = {
            kind,
            key,
            policies: [
                ...(hasFullAccess ? [fullAccess("SERVICE_CONTROL_POLICY")] : []),
                fullAccess("RESOURCE_CONTROL_POLICY"),
                ...guardrails.flatMap((policy) => this.#policies.get(policy) ?? []),
            ],
        };
        this.#nodes.set(id, node);
        return node;
    }
}
