import type { OrganizationModel, PolicyModel, Problem } from "../../definition";
import type { PolicyType } from "../../limits";
import { accountNode, describeNode, ROOT_NODE, unitNode, type OrganizationNode } from "../../tree";
import type { ExistingResources } from "../state";
import { roomProblem, type PolicyOnNode } from "./attachmentRoom";

/** The import ids of the attachments to one node, by the key of the policy. */
export type AttachmentIds = ReadonlyMap<string, string>;

/** The attachments that AWS has and the stack has not. */
export interface FoundAttachments {
    readonly root: AttachmentIds;
    readonly units: ReadonlyMap<string, AttachmentIds>;
    readonly accounts: ReadonlyMap<string, AttachmentIds>;
}

export const NO_ATTACHMENTS: FoundAttachments = { root: new Map(), units: new Map(), accounts: new Map() };

/** What is asked of AWS. */
export interface AttachmentReader {
    rootId(): Promise<string | undefined>;
    /**
     * The policies of a type that are attached to a root, unit or account itself, whoever attached them; none if AWS no longer has the
     * node.
     */
    attachedTo(nodeId: string, type: PolicyType): Promise<readonly PolicyOnNode[]>;
}

/** A node of the organisation with what this run attaches to it. */
interface AttachingNode extends Pick<Problem, "place" | "path"> {
    readonly node: OrganizationNode;
    /** Absent for a node that is new, or that AWS no longer has: nothing is attached to it. */
    readonly id?: string;
    /** The policies that are attached to it by the definition and not by the stack. */
    readonly added: readonly AddedPolicy[];
}

interface AddedPolicy {
    readonly key: string;
    readonly type: PolicyType;
    /** Absent for a policy that this run makes. */
    readonly id?: string;
}

/**
 * Asks AWS what is attached to the nodes to which this run attaches something. A run without changes asks nothing.
 *
 * - Attachments that AWS has and the state has not are taken over, because AWS refuses to attach a policy twice. They come with an
 *   organisation that is taken over, from an interrupted run, or from the console.
 * - Policies that others have attached count as well. Without room for both, AWS would refuse an attachment half way through the run.
 *
 * @param location the definition's place.
 */
export async function findAttachments(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: AttachmentReader,
): Promise<{ readonly found: FoundAttachments; readonly problems: readonly Problem[] }> {
    const keys = keysByPolicyId(model, existing);
    const nodes = await attachingNodes(model, existing, location, aws);
    const results = await Promise.all(
        nodes.map(async ({ node, ...attaching }) => ({ node, ...(await findAt({ node, ...attaching }, keys, aws)) })),
    );
    const ofKind = (wanted: "unit" | "account"): Map<string, AttachmentIds> =>
        new Map(results.flatMap(({ node, ids }) => (node.kind === wanted ? [[node.key, ids] as const] : [])));
    return {
        found: {
            root: results.find(({ node }) => node.kind === "root")?.ids ?? new Map(),
            units: ofKind("unit"),
            accounts: ofKind("account"),
        },
        problems: results.flatMap(({ problems }) => problems),
    };
}

async function attachingNodes(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: AttachmentReader,
): Promise<AttachingNode[]> {
    const policies = new Map(model.policies.map((policy) => [policy.key, addedPolicy(policy, existing)]));
    const added = (guardrails: readonly string[], before: readonly string[] = []): AddedPolicy[] =>
        guardrails.flatMap((key) => (before.includes(key) ? [] : (policies.get(key) ?? [])));
    const { attachments } = existing;
    const atRoot = added(model.guardrails, attachments.root);
    const hasOrganization = existing.organizationId !== undefined || model.id !== undefined;
    const rootId = atRoot.length > 0 && hasOrganization ? await aws.rootId() : undefined;
    return [
        {
            node: ROOT_NODE,
            ...(rootId !== undefined && { id: rootId }),
            added: atRoot,
            place: { file: location },
            path: ["guardrails"],
        },
        ...model.units.map(({ key, id, guardrails, place, path }) => ({
            node: unitNode(key),
            ...idOf(existing.units.get(key)?.id ?? id),
            added: added(guardrails, attachments.units.get(key)),
            place,
            path,
        })),
        ...model.accounts.map(({ key, id, guardrails, place, path }) => ({
            node: accountNode(key),
            ...idOf(existing.accounts.get(key)?.id ?? id),
            added: added(guardrails, attachments.accounts.get(key)),
            place,
            path,
        })),
    ];
}

function addedPolicy({ key, type, id }: PolicyModel, existing: ExistingResources): AddedPolicy {
    return { key, type, ...idOf(existing.policies.get(key)?.id ?? id) };
}

function idOf(id: string | undefined): { readonly id?: string } {
    return id === undefined ? {} : { id };
}

/** The keys of the stack's policies, also of those that the definition no longer has. */
function keysByPolicyId({ policies }: OrganizationModel, existing: ExistingResources): ReadonlyMap<string, string> {
    return new Map([
        ...policies.flatMap(({ key, id }) => (id === undefined ? [] : [[id, key] as const])),
        ...[...existing.policies].map(([key, { id }]) => [id, key] as const),
    ]);
}

/** Which of this run's attachments to one node AWS has already, and the refusal if there is no room for the others. */
async function findAt(
    { node, id: nodeId, added, place, path }: AttachingNode,
    keys: ReadonlyMap<string, string>,
    aws: AttachmentReader,
): Promise<{ readonly ids: AttachmentIds; readonly problems: readonly Problem[] }> {
    if (nodeId === undefined || added.length === 0) return { ids: new Map(), problems: [] };
    const types = [...new Set(added.map(({ type }) => type))];
    const results = await Promise.all(
        types.map(async (type) => {
            const attached = await aws.attachedTo(nodeId, type);
            const isAttached = ({ id }: AddedPolicy): boolean => attached.some((one) => one.id === id);
            const ofType = added.filter((policy) => policy.type === type);
            const more = ofType.filter((policy) => !isAttached(policy)).map(({ key }) => key);
            const problem = roomProblem({ what: describeNode(node), place, path }, type, more, attached, keys);
            const ids = ofType.flatMap((policy) =>
                policy.id !== undefined && isAttached(policy) ? [[policy.key, `${nodeId}:${policy.id}`] as const] : [],
            );
            return { ids, problems: problem ? [problem] : [] };
        }),
    );
    return {
        ids: new Map(results.flatMap(({ ids }) => ids)),
        problems: results.flatMap(({ problems }) => problems),
    };
}
