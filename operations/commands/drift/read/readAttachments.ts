import { policiesAttachedTo, targetsOfPolicy, type OrganizationCalls } from "../../../../aws/organization";
import { FULL_AWS_ACCESS } from "../../../../limits";
import type { AwsPolicy } from "./comparedOrganization";

/** Targets in a page of ListTargetsForPolicy. botocore 1.44.5, organizations 2016-11-28, MaxResults, read on 2026-11-27. */
const PAGE = 20;
const CONTROL = "SERVICE_CONTROL_POLICY";

/** What the policies of one type are attached to. */
export interface ReadAttachments {
    /** Ids of roots, units and accounts by the ids of the policies. */
    readonly targets: ReadonlyMap<string, readonly string[]>;
    /** Whether FullAWSAccess is attached, by the ids of those that were asked about. */
    readonly fullAccess: ReadonlyMap<string, boolean>;
}

/** How many nodes there are, and what the state expects. It decides how AWS is asked, and not what is found. */
export interface ExpectedAttachments {
    /** Ids of the root, the units and the accounts. Closed accounts are not among them. */
    readonly nodes: readonly string[];
    /** How many targets the stack's state has of a policy. */
    readonly targetsOf: (policyId: string) => number;
    /** Ids of the nodes from which FullAWSAccess is detached by the state. */
    readonly withoutFullAccess: readonly string[];
}

/**
 * What the policies of a type are attached to. AWS answers for one policy, 20 targets in a call, or for one node: the way with fewer calls is
 * taken.
 *
 * FullAWSAccess is attached to everything, so that its targets alone would take a call for each 20 accounts. AWS lets nobody detach the last
 * service control policy of a node. So a node from which it is detached has another one attached itself, and only those nodes are asked
 * about.
 */
export async function readAttachments(
    type: string,
    policies: readonly Pick<AwsPolicy, "id">[],
    expected: ExpectedAttachments,
    calls: OrganizationCalls,
): Promise<ReadAttachments> {
    const byPolicy = policies.reduce((sum, { id }) => sum + Math.max(1, Math.ceil(expected.targetsOf(id) / PAGE)), 0);
    if (expected.nodes.length < byPolicy) return readByNode(type, expected.nodes, calls);
    const targets = new Map(
        await Promise.all(policies.map(async ({ id }) => [id, await targetIds(id, calls)] as const)),
    );
    if (type !== CONTROL) return { targets, fullAccess: new Map() };
    const candidates = new Set([...[...targets.values()].flat(), ...expected.withoutFullAccess]);
    const asked = expected.nodes.filter((id) => candidates.has(id));
    return { targets, fullAccess: await readFullAccess(asked, expected.nodes.length, calls) };
}

async function readByNode(type: string, nodes: readonly string[], calls: OrganizationCalls): Promise<ReadAttachments> {
    const targets = new Map<string, string[]>();
    const fullAccess = new Map<string, boolean>();
    const attached = await Promise.all(nodes.map((id) => policiesAttachedTo(calls, id, type)));
    for (const [index, node] of nodes.entries()) {
        const policies = attached[index];
        if (!policies) continue;
        for (const { id } of policies) targets.set(id, [...(targets.get(id) ?? []), node]);
        if (type === CONTROL)
            fullAccess.set(
                node,
                policies.some(({ id }) => id === FULL_AWS_ACCESS),
            );
    }
    return { targets, fullAccess };
}

async function readFullAccess(
    asked: readonly string[],
    nodes: number,
    calls: OrganizationCalls,
): Promise<ReadonlyMap<string, boolean>> {
    if (asked.length > Math.ceil(nodes / PAGE)) {
        const targets = new Set(await targetIds(FULL_AWS_ACCESS, calls));
        return new Map(asked.map((id) => [id, targets.has(id)]));
    }
    return (await readByNode(CONTROL, asked, calls)).fullAccess;
}

async function targetIds(policyId: string, calls: OrganizationCalls): Promise<string[]> {
    return ((await targetsOfPolicy(calls, policyId)) ?? []).map(({ id }) => id);
}
