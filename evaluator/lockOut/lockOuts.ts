import { accountNode, unitNode, type OrganizationNode } from "../../tree";
import { deniesEverything } from "../policyPurpose/deniesEverything";
import { elsewhere, namedRegions } from "../effect/comparedPrincipals";
import { PolicyForms } from "../effect/policyForm";
import { numbersOf } from "../effect/policyChange";
import { evaluate } from "../evaluation/evaluate";
import type { Hierarchy } from "../controlPolicy/hierarchy";
import { partitionOf } from "../request/endpointRegions";
import type { Evaluation } from "../evaluation/evaluationResult";
import { attachmentsOnPathTo, Hierarchies, type Situation } from "../situation";
import { neededRole, neededService, type NeededParty } from "./neededAccess";

/** A needed role or service is denied an action that it needs. */
export interface LockOut {
    readonly needed: Omit<NeededParty, "probes">;
    /** The policy that denies; absent if nothing allows it at `level`. */
    readonly policy?: string;
    readonly node?: OrganizationNode;
    /** Sorted. */
    readonly actions: readonly string[];
    /** The accounts where it is denied, and units without accounts. */
    readonly nodes: readonly OrganizationNode[];
}

export interface LockOutOptions {
    /** The access role of each account, by its key. */
    readonly accessRoles: ReadonlyMap<string, string>;
    readonly breakGlassRole: string;
    readonly serviceAccess: readonly string[];
    /** The stack's region. */
    readonly region: string;
}

/**
 * Finds the roles and services that the policies of a situation would lock out: the role with which the deploying credentials enter
 * accounts, the break-glass role, and the organisation's own services. Only certain denials count, not those that depend on a condition
 * that a request can meet. It asks a fixed list of questions and needs no catalogue.
 *
 * Where a policy denies everything and spares some role, that is intended, so only the break-glass role is checked there. That such a
 * policy spares the break-glass role is a rule of the definition.
 */
export function lockOuts(situation: Situation, options: LockOutOptions): LockOut[] {
    const hierarchies = new Hierarchies(situation);
    const forms = new PolicyForms();
    const found = new Map<string, { lockOut: LockOut; actions: Set<string>; nodes: OrganizationNode[] }>();
    const judged = new Map<string, readonly Denied[]>();
    for (const { node, accessRole } of nodesToJudge(situation, options)) {
        const hierarchy = hierarchies.of(node);
        const form = forms.of(hierarchy);
        const { account = "" } = hierarchy;
        const alone = account !== "" && numbersOf(form).some((number) => forms.names(number, account)) ? account : "";
        const path = attachmentsOnPathTo(situation, node);
        const attached = path.flatMap(({ guardrails }) => guardrails);
        const id = JSON.stringify([form.id, alone, accessRole, attached]);
        const denied = judged.get(id) ?? judge(hierarchy, attached, accessRole, situation, options);
        judged.set(id, denied);
        for (const { needed, action, by } of denied) {
            for (const culprit of by) {
                const entryId = JSON.stringify([needed.name, needed.remedy, culprit]);
                const entry = found.get(entryId) ?? {
                    lockOut: { needed, ...culprit, actions: [], nodes: [] },
                    actions: new Set(),
                    nodes: [],
                };
                entry.actions.add(action);
                if (entry.nodes.at(-1)?.key !== node.key) entry.nodes.push(node);
                found.set(entryId, entry);
            }
        }
    }
    return [...found.values()].map(({ lockOut, actions, nodes }) => ({
        ...lockOut,
        actions: [...actions].sort(),
        nodes,
    }));
}

/** Every account, and every unit without accounts: an account may be moved there in an emergency. */
function nodesToJudge(
    { tree }: Situation,
    { accessRoles, breakGlassRole }: LockOutOptions,
): { node: OrganizationNode; accessRole: string }[] {
    const [role = breakGlassRole, ...more] = new Set(accessRoles.values());
    const emptyUnits = [...tree.units.keys()].filter((key) => tree.accountsBelow(key).length === 0);
    return [
        ...[...tree.accounts.keys()].map((key) => ({
            node: accountNode(key),
            accessRole: accessRoles.get(key) ?? breakGlassRole,
        })),
        // If accounts have different access roles, it is not known which one a new account will have.
        ...emptyUnits.map((key) => ({ node: unitNode(key), accessRole: more.length === 0 ? role : breakGlassRole })),
    ];
}

const ACCESS_ROLE = "the role by which the management account enters accounts";

interface Denied {
    readonly needed: NeededParty;
    readonly action: string;
    readonly by: readonly Pick<LockOut, "policy" | "node">[];
}

function judge(
    hierarchy: Hierarchy,
    attached: readonly string[],
    accessRole: string,
    { policies }: Situation,
    { breakGlassRole, serviceAccess, region }: LockOutOptions,
): Denied[] {
    const ask = (needed: NeededParty): Denied[] => deniedTo(needed, hierarchy, region);
    const isOne = breakGlassRole === accessRole;
    const breakGlass = neededRole(breakGlassRole, isOne ? ACCESS_ROLE : "the break-glass role").flatMap(ask);
    const quarantines = attached.filter((key) => isQuarantine(policies.get(key)));
    if (quarantines.length > 0) {
        return breakGlass
            .map((one) => ({ ...one, by: one.by.filter(({ policy = "" }) => !quarantines.includes(policy)) }))
            .filter(({ by }) => by.length > 0);
    }
    return [
        ...breakGlass,
        ...(isOne ? [] : neededRole(accessRole, ACCESS_ROLE).flatMap(ask)),
        ...serviceAccess.flatMap((service) => neededService(service) ?? []).flatMap(ask),
    ];
}

/** Whether a policy denies everything to everybody except some roles. */
function isQuarantine(policy: { readonly type: string; readonly content: string } | undefined): boolean {
    if (policy?.type !== "SERVICE_CONTROL_POLICY") return false;
    const denial = deniesEverything({ type: "SERVICE_CONTROL_POLICY", content: policy.content });
    return denial !== undefined && denial.spares.length > 0;
}

/** What is denied in every region. A service that works in any region is not locked out. */
function deniedTo(needed: NeededParty, hierarchy: Hierarchy, region: string): Denied[] {
    const statements = hierarchy.levels.flatMap(({ policies }) => policies.flatMap(({ policy }) => policy.statements));
    const regions = [...new Set([region, ...namedRegions(statements), elsewhere(region)])];
    const partition = partitionOf(region);
    return needed.probes.flatMap((probe): Denied[] => {
        const evaluations: Evaluation[] = [];
        for (const one of regions) {
            const request = { ...probe.request(hierarchy, partition), action: probe.action, region: one };
            const evaluation = evaluate(probe.parties(hierarchy), request);
            if (!evaluation.decision.endsWith("denied")) return [];
            evaluations.push(evaluation);
        }
        return [{ needed, action: probe.action, by: culprits(evaluations) }];
    });
}

/**
 * What denies it in every region, if anything does: a policy that denies it only in regions that nobody may use is not to blame. Otherwise all
 * that together deny it everywhere.
 */
function culprits(evaluations: readonly Evaluation[]): Pick<LockOut, "policy" | "node">[] {
    const found = evaluations.map(({ denials, by }): Map<string, Pick<LockOut, "policy" | "node">> => {
        const all = denials.length > 0 ? denials.map(({ policy }) => ({ policy })) : by ? [{ node: by.node }] : [];
        return new Map(all.map((one) => [JSON.stringify(one), one]));
    });
    const together = new Map(found.flatMap((one) => [...one]));
    const everywhere = [...together].filter(([id]) => found.every((one) => one.has(id)));
    return (everywhere.length > 0 ? everywhere : [...together]).map(([, one]) => one);
}
