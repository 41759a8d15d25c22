import { LIBRARY, QUARANTINE, STOP_SPENDING } from "../../guardrails";
import { FRAMEWORKS } from "../../guardrails/frameworks";
import { ROOT_NODE } from "../../tree";
import type { PreparedPolicy } from "../feature/featureNeeds";
import { definedPolicy } from "../policies/definedPolicy";
import type { PolicyContext } from "../policies/policyContext";
import { PolicyCollection } from "../policies/policyCollection";
import { policiesOfAccount, policiesOfRootOrUnit, preparePolicy } from "../policies/policiesOfNode";
import { isStagedLibrary } from "../policies/stagedPolicy";
import type { Report } from "../problemReport";
import type { DefinitionInput } from "../schema";
import { checkPolicyKey } from "../values/nodeKey";
import type { Inheritance, Inherited } from "./inherit";
import type { Layout } from "./layOut";
import type { NodePolicies } from "./nodePolicies";

/** Where policies come from beside the definition. */
export interface PolicySources {
    /** The folder that the files of policy documents are relative to. */
    readonly folder: string;
    /** The guardrails that features need. Nothing attaches them. */
    readonly prepared: readonly PreparedPolicy[];
}

/** The policies of a definition, and the nodes that they are attached to. */
export interface Attachment {
    readonly policies: PolicyCollection;
    /** A staged policy is still attached where the definition names it. */
    readonly attached: NodePolicies;
}

/**
 * The third pass: makes the policies of the definition, and attaches to each node those of its kind and its frameworks, those that it
 * names, its regions and its quarantine.
 *
 * It needs the layout, and from the inheritance the root's tags and access role. It reports mistakes in policies, names of policies that do
 * not exist, and policies in an organisation that can have none.
 *
 */
export function attachPolicies(
    layout: Layout,
    { root }: Inheritance,
    { folder, prepared }: PolicySources,
    report: Report,
): Attachment {
    const { said, tree, nodes } = layout;
    const policies = new PolicyCollection(contextOf(said, root, folder, report));
    addDefinedPolicies(policies);
    const ofRoot = policiesOfRootOrUnit(ROOT_NODE, said, [], () => [], policies);
    const units = new Map<string, readonly string[]>();
    const accounts = new Map<string, readonly string[]>();
    for (const node of nodes) {
        if (node.kind === "account") {
            accounts.set(node.key, policiesOfAccount(node.key, node.said, node.path, policies));
        } else {
            const above = (): readonly string[] => [
                ...ofRoot,
                ...tree.unitsDownTo(node.parent).flatMap(({ key }) => units.get(key) ?? []),
            ];
            units.set(node.key, policiesOfRootOrUnit(node, node.said, node.path, above, policies));
        }
    }
    // A definition that names the break-glass role has its quarantine policy created in advance.
    if (said.organization?.breakGlassRole !== undefined) {
        preparePolicy(QUARANTINE, ["organization", "breakGlassRole"], policies);
    }
    for (const { guardrail, usedAt } of prepared) preparePolicy(guardrail, usedAt, policies);
    checkLibraryEntries(layout, policies);
    return { policies, attached: { root: ofRoot, units, accounts } };
}

function contextOf(said: DefinitionInput, root: Inherited, folder: string, report: Report): PolicyContext {
    return {
        report,
        folder,
        tags: root.tags,
        roleName: root.roleName,
        breakGlassRole: said.organization?.breakGlassRole ?? root.roleName,
        policies: said.policies ?? {},
        arePoliciesUnread: said.policies === undefined && report.hasMistakeIn([]),
        canHavePolicies: said.organization?.featureSet !== "CONSOLIDATED_BILLING",
        merged: { characters: 0 },
    };
}

function addDefinedPolicies(policies: PolicyCollection): void {
    const { report, policies: defined } = policies.context;
    // A policy with a mistake of form exists all the same, so naming it is no mistake.
    for (const key of new Set([...report.keysAt(["policies"]), ...Object.keys(defined)])) {
        const input = Object.hasOwn(defined, key) ? defined[key] : undefined;
        if (!input) {
            policies.add(key, undefined);
            continue;
        }
        checkPolicyKey(key, ["policies", key], report);
        if (isStagedLibrary(key, input, report)) {
            policies.addFromLibrary(key, ["policies", key]);
        } else if (LIBRARY.has(key) && key !== STOP_SPENDING) {
            policies.noteLibraryEntry(key, definedPolicy(key, input, policies.context));
            if (input.staged === true) policies.addFromLibrary(key, ["policies", key]);
        } else {
            policies.add(key, definedPolicy(key, input, policies.context));
        }
    }
}

/** Reports entries of `policies` about guardrails of the library that nothing uses: what they say would be in force nowhere. */
function checkLibraryEntries({ said, nodes }: Layout, policies: PolicyCollection): void {
    const unused = policies.unusedLibraryEntries();
    if (unused.length === 0) return;
    const frameworks = new Set([
        ...(said.compliance ?? []),
        ...nodes.flatMap((node) => (node.kind === "unit" ? (node.said.compliance ?? []) : [])),
    ]);
    const used = new Set([
        ...[...frameworks].flatMap((name) => FRAMEWORKS[name].guardrails),
        ...Object.values(said.policies ?? {}).flatMap(({ merge = [] }) => merge),
    ]);
    for (const key of unused.filter((name) => !used.has(name))) {
        policies.context.report.add(
            ["policies", key],
            `says how the guardrail ${key} is, and nothing uses the guardrail: name it in \`guardrails\` of the root, a unit or an account, or leave the entry out`,
        );
    }
}
