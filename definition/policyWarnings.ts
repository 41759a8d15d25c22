import { documentOf } from "../evaluator/policyDocument";
import { allowsAnything } from "../evaluator/policyPurpose";
import { effectivePolicy, isManagementPolicy, namedRegions, type PolicyLevel } from "../evaluator/managementPolicies";
import { deniedBackupCopies } from "./deniedBackupCopies";
import { ROOT_UNIT, type OrganizationModel, type PolicyModel } from "./model";
import { everyoneAsMap } from "./rules/statementRules";
import { describeNode, type OrganizationNode } from "../tree";
import { treeOf, type ModelNode, type ModelTree } from "./modelTree";
import { IF_REGION_IS_NEW, list, unknownRegion } from "../limits";
import { formatPlace } from "./problems";

/**
 * Parts of a definition that AWS accepts without doing what they say: settings that a policy above forbids, settings that two policies at
 * one node set differently, allow lists beside FullAWSAccess, regions that do not exist. They are warnings and not mistakes, because an adopted organisation may have
 * them.
 */
export function policyWarnings(model: OrganizationModel): string[] {
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    const tree = treeOf(model);
    return [
        ...tree.nodes.flatMap((node) => inheritance(node, tree, policies)),
        ...tree.nodes.flatMap((node) => unheeded(node, policies)),
        ...model.policies.flatMap(staged),
        ...model.policies.flatMap(unknownRegions),
        ...deniedBackupCopies(model),
        ...model.policies.flatMap(takenOverAsItIs),
        ...inTheRoot(model),
    ];
}

/** A staged guardrail looks attached in the definition, but is not yet. */
function staged({ key, staged: on, part }: PolicyModel): string[] {
    if (on === undefined || (part !== undefined && part.number > 1)) return [];
    const { unit, targets, of } = on;
    if (of !== undefined) {
        return [
            `policy ${of} has a version that is staged: ${key} is attached to unit ${unit}, and ${of} stays in force as it is`,
        ];
    }
    const then =
        targets.length === 0
            ? "nothing names it yet"
            : `${list(targets.map(describeNode))} will get it when \`staged\` is removed`;
    return [`policy ${part?.of ?? key} is staged: it is attached to unit ${unit} and nowhere else; ${then}`];
}

/** Regions of management policies that AWS does not have: the policy says nothing there. The lint tells those of other policies. */
function unknownRegions({ key, type, content, part, place }: PolicyModel): string[] {
    if (!isManagementPolicy(type)) return [];
    return namedRegions(documentOf(content)).flatMap((region) => {
        const unknown = unknownRegion(region);
        const policy = part?.of ?? key;
        return unknown === undefined ? [] : [`${formatPlace(place)}: policy ${policy}: ${unknown} ${IF_REGION_IS_NEW}`];
    });
}

/** Forms that AWS has stored in an adopted policy, and that are refused in a new one. */
function takenOverAsItIs(policy: PolicyModel): string[] {
    if (policy.id === undefined) return [];
    return everyoneAsMap(policy).map(({ message }) => `policy ${policy.key}, taken over as it is: ${message}`);
}

/** What goes wrong at a node and not already above it. */
function inheritance(node: ModelNode, tree: ModelTree, policies: ReadonlyMap<string, PolicyModel>): string[] {
    const attached = node.guardrails.flatMap((key) => policies.get(key) ?? []);
    const types = [...new Set(attached.map(({ type }) => type))].filter(isManagementPolicy);
    return types.flatMap((type) => {
        const { problems } = effectivePolicy(levels(node, tree, policies, type));
        return problems
            .filter(({ source }) => source.level === node.name)
            .map(({ kind, path, source, message }) => {
                const effect = kind === "ignored" ? ", and AWS ignores that" : "";
                return `policy ${source.policy}, attached to ${source.level}: ${path.join(".")} ${message}${effect}`;
            });
    });
}

/** The policies of a type from the root down to a node, in the form that the evaluator of management policies takes. */
export function levels(
    node: OrganizationNode,
    tree: ModelTree,
    policies: ReadonlyMap<string, PolicyModel>,
    type: PolicyModel["type"],
): PolicyLevel[] {
    return tree.nodesDownTo(node).map(({ name, guardrails }) => ({
        level: name,
        policies: guardrails.flatMap((key) => {
            const policy = policies.get(key);
            if (policy?.type !== type) return [];
            return [{ name: key, document: documentOf(policy.content) }];
        }),
    }));
}

function unheeded({ name, guardrails, fullAccess }: ModelNode, policies: ReadonlyMap<string, PolicyModel>): string[] {
    if (!fullAccess) return [];
    return guardrails
        .filter((key) => allowsAnything(policies.get(key)))
        .map(
            (key) =>
                `policy ${key}, attached to ${name}: its Allow statements have no effect there, because FullAWSAccess allows everything. ` +
                "If it is an allow list, write fullAccess: false next to guardrails",
        );
}

/** The most accounts that a message names. */
const NAMED = 10;

function inTheRoot({ accounts }: OrganizationModel): string[] {
    const keys = accounts.filter(({ unit }) => unit === ROOT_UNIT).map(({ key }) => key);
    if (keys.length === 0) return [];
    if (keys.length === 1) {
        return [`account ${keys.join()}: in the root, where no unit's guardrails bind it. Give it a unit`];
    }
    return [`accounts ${list(keys, NAMED)}: in the root, where no unit's guardrails bind them. Give each a unit`];
}
