import {
    denialOver,
    formatPlace,
    type AccountModel,
    type DefinitionModel,
    type OrganizationModel,
    type Place,
    type PolicyModel,
} from "../../../definition";
import type { Fact, FactSection } from "../../../definition/feature";
import type { Origins } from "../../../definition/valueOrigins";
import { treeOf, type ModelNode, type ModelTree } from "../../../definition/modelTree";
import { accountNode, describeNode, type OrganizationNode } from "../../../tree";
import { policyTypeLimits, type PolicyType } from "../../../limits";
import {
    attachedTo,
    attachmentPlace,
    policyFacts,
    settledPolicies,
    typesOn,
    type PolicyFacts,
    type SettledPolicy,
} from "./policyFacts";

/** A policy that binds the account. */
export interface BoundPolicy extends PolicyFacts {
    readonly level: string;
    /** What attaches the policy there. */
    readonly from?: string;
}

/**
 * How many policies of a type the definition attaches at a level, including FullAWSAccess, and how many are allowed. Null stands
 * for no limit, because JSON has no infinity. Attachments by others are not counted; preview asks AWS about those before it
 * attaches more.
 */
export interface AttachmentBudget {
    readonly type: PolicyType;
    readonly level: string;
    readonly attached: number;
    readonly max: number | null;
}

/** Everything that applies to an account. */
export interface AccountFacts {
    readonly account: string;
    readonly unit: string;
    readonly state: string;
    /** The policy that denies everything there, such as the quarantine. */
    readonly denial?: string;
    readonly settings: readonly Fact[];
    readonly tags: readonly Fact[];
    /** What the features say about the account. */
    readonly sections: readonly FactSection[];
    readonly policies: readonly BoundPolicy[];
    /** The nodes where FullAWSAccess is detached and an allow list replaces it. */
    readonly allowLists: readonly string[];
    readonly settled: readonly SettledPolicy[];
    readonly staged: readonly { readonly policy: string; readonly unit: string; readonly of?: string }[];
    readonly budgets: readonly AttachmentBudget[];
}

/** The account's path through the organisation, with the attached policies. */
interface AccountPath {
    readonly tree: ModelTree;
    readonly node: OrganizationNode;
    /** The root, the units from the top down, and the account. */
    readonly nodes: readonly ModelNode[];
    readonly policies: ReadonlyMap<string, PolicyModel>;
    /** The types of the policies attached on the path, sorted. */
    readonly types: readonly PolicyType[];
}

/** The facts for programs, with each feature's section under its own key. */
export function factsJson(facts: AccountFacts): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(facts).flatMap(([key, value]) =>
            key === "sections" ? facts.sections.map((section) => [section.key, section.facts]) : [[key, value]],
        ),
    );
}

/** @param origins finds the lines on which values are written. */
export function accountFacts(account: AccountModel, model: DefinitionModel, origins: Origins): AccountFacts {
    const way = accountPath(account, model);
    const { tree, node, nodes, policies, types } = way;
    const denial = denialOver(account, model);
    return {
        account: account.key,
        unit: account.unit,
        state: account.state,
        ...(denial && { denial: denial.key }),
        ...accountSettings(account, origins),
        sections: model.features.facts(account, origins),
        policies: boundPolicies(way, origins),
        allowLists: nodes.filter(({ fullAccess }) => !fullAccess).map(({ name }) => name),
        settled: settledPolicies(node, tree, policies),
        staged: stagedPolicies(way, model),
        budgets: types.flatMap((type) => budgetsOf(way, type)),
    };
}

function accountPath(account: AccountModel, model: OrganizationModel): AccountPath {
    const tree = treeOf(model);
    const node = accountNode(account.key);
    const nodes = tree.nodesDownTo(node);
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    return { tree, node, nodes, policies, types: typesOn(nodes, policies) };
}

function fact(name: string, value: string, place: Place | undefined): Fact {
    return { name, value, ...(place && { from: formatPlace(place) }) };
}

/** What the definition says of the account itself, each with the line where it is written. */
export function accountSettings(account: AccountModel, origins: Origins): Pick<AccountFacts, "settings" | "tags"> {
    const { key, name, email, roleName, tags } = account;
    const given = (property: "id" | "owner" | "expires"): Fact[] => {
        const value = account[property];
        return value === undefined ? [] : [fact(property, value, origins.value(account, property))];
    };
    return {
        settings: [
            ...(name === key ? [] : [fact("name", name, origins.value(account, "name"))]),
            fact("e-mail", email, origins.value(account, "email")),
            fact("access role", roleName, origins.value(account, "roleName")),
            ...given("id"),
            ...given("owner"),
            ...given("expires"),
        ],
        tags: Object.entries(tags).map(([tag, value]) => fact(tag, value, origins.tag(account, tag))),
    };
}

function boundPolicies({ nodes, policies }: AccountPath, origins: Origins): BoundPolicy[] {
    return nodes.flatMap((node) =>
        attachedTo(node, policies).map((policy): BoundPolicy => {
            const from = attachmentPlace(node, policy, origins);
            return { level: node.name, ...policyFacts(policy), ...(from !== undefined && { from }) };
        }),
    );
}

/** The staged policies that would bind the account, or of which another version is in force there. */
function stagedPolicies({ nodes }: AccountPath, { policies }: OrganizationModel): AccountFacts["staged"] {
    return policies.flatMap(({ key, staged }) => {
        if (!staged) return [];
        const { unit, targets, of: inForce } = staged;
        const wanted = targets.map(describeNode);
        const concerned = nodes.some(
            (node) => wanted.includes(node.name) || (inForce !== undefined && node.guardrails.includes(inForce)),
        );
        return concerned ? [{ policy: key, unit, ...(inForce !== undefined && { of: inForce }) }] : [];
    });
}

function budgetsOf({ nodes, policies }: AccountPath, type: PolicyType): AttachmentBudget[] {
    const { attachedByAws, maxAttached } = policyTypeLimits(type);
    return nodes.map((node) => ({
        type,
        level: node.name,
        attached: attachedTo(node, policies).filter((policy) => policy.type === type).length + attachedByAws,
        max: Number.isFinite(maxAttached) ? maxAttached : null,
    }));
}
