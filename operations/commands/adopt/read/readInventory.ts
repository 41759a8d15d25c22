import type { AdoptedOrganization, InventoryReading } from "./inventoryReading";
import type { GovernedNode, Inventory, InventoryAccount, InventoryPolicy, InventoryUnit } from "../inventory";
import { isActive } from "../inventory";
import { findRoot, servicesWithAccess, tagsOfMany, unlessNamed } from "../../../../aws/organization";
import type { Tags } from "../../../../definition";
import { during } from "../../../cli/progressBar";
import { listedTags } from "../../../cli/listedTags";
import { documentOf, policiesOf, targetsOf, type ListedPolicy } from "./listedPolicies";
import { listTree } from "./listedTree";
import { FULL_AWS_ACCESS, countOf } from "../../../../limits";

/**
 * The organisation of the credentials. Undefined if their account has none. The answer is not kept in the journal, because it
 * decides whose answers the journal holds.
 */
export async function findAdoptedOrganization({
    clients,
    caller,
}: Pick<InventoryReading, "clients" | "caller">): Promise<AdoptedOrganization | undefined> {
    const found = await unlessNamed("AWSOrganizationsNotInUseException", () =>
        caller.call("organizations.DescribeOrganization", () => clients.organization()),
    );
    if (!found) return undefined;
    const { id, managementAccountId, featureSet } = found;
    return { id, managementAccountId, featureSet };
}

/**
 * Reads a whole organisation and changes nothing. A listing of children shows their parent, and each policy lists what it is
 * attached to. So it takes one call for each 20 children and two for each policy. Tags come from the tagging API's list, a hundred in a
 * call, where that agrees with a sample; otherwise they take one call for each thing.
 */
export async function readInventory(described: AdoptedOrganization, reading: InventoryReading): Promise<Inventory> {
    const root = await readRoot(reading);
    const tree = await during("Reading units and accounts", undefined, async (bar) => {
        const found = await listTree(root.id, reading, bar);
        return { found, text: `${countOf(found.units.length, "unit")}, ${countOf(found.accounts.length, "account")}` };
    });
    const members = tree.accounts.filter(({ id }) => id !== described.managementAccountId);
    const active = members.filter((account) => isActive({ ...account, ...NOTHING }));
    const { policies, documents, attachments, fullAccess } = await readPolicies(root.policyTypes, reading);
    const tags = await readAllTags([root, ...tree.units, ...active, ...policies], reading);
    const governed = (id: string): GovernedNode => ({
        id,
        tags: tags.get(id) ?? {},
        policies: attachments.get(id) ?? [],
        fullAccess: fullAccess === undefined || fullAccess.has(id),
    });
    return {
        organization: {
            ...described,
            rootId: root.id,
            policyTypes: root.policyTypes,
            serviceAccess: await serviceAccess(described, reading),
        },
        root: governed(root.id),
        units: tree.units.map((unit): InventoryUnit => ({ ...unit, ...governed(unit.id) })),
        accounts: members.map((account): InventoryAccount => ({ ...account, ...governed(account.id) })),
        policies: policies.map((policy, index): InventoryPolicy => ({
            ...policy,
            content: documents[index] ?? "",
            tags: tags.get(policy.id) ?? {},
        })),
    };
}

interface ReadPolicies {
    /** Sorted by type and id. */
    readonly policies: readonly ListedPolicy[];
    /** The policies' documents, in the same order. */
    readonly documents: readonly string[];
    /** The ids of the attached policies by the id of their target. */
    readonly attachments: ReadonlyMap<string, readonly string[]>;
    /** Ids of the nodes to which FullAWSAccess is attached. Absent if service control policies are not enabled. */
    readonly fullAccess?: ReadonlySet<string>;
}

async function readPolicies(types: readonly string[], reading: InventoryReading): Promise<ReadPolicies> {
    const policies = (await Promise.all(types.map((type) => policiesOf(type, reading)))).flat();
    const hasControl = types.includes("SERVICE_CONTROL_POLICY");
    const asked = [...policies.map(({ id }) => id), ...(hasControl ? [FULL_AWS_ACCESS] : [])];
    return during("Reading policies", policies.length + asked.length, async (bar) => {
        const contents = Promise.all(
            policies.map((policy) => documentOf(policy, reading).finally(() => bar.advance())),
        );
        const listed = Promise.all(
            asked.map(async (id) => [id, await targetsOf(id, reading).finally(() => bar.advance())] as const),
        );
        const [documents, targets] = [await contents, new Map(await listed)];
        return {
            found: {
                policies,
                documents,
                attachments: byTarget(policies, targets),
                ...(hasControl && { fullAccess: new Set(targets.get(FULL_AWS_ACCESS)) }),
            },
            text: countOf(policies.length, "policy", "policies"),
        };
    });
}

/** Tags by id: by the tagging API's list, if it agrees with a sample. */
async function readAllTags(
    things: readonly { readonly id: string }[],
    { calls, caller, clients, endpoints, journal }: InventoryReading,
): Promise<ReadonlyMap<string, Tags>> {
    return during("Reading tags", things.length, async (bar) => {
        const { tags } = await tagsOfMany(
            things.map(({ id }) => id),
            calls,
            {
                list: () => listedTags(clients, endpoints, caller),
                onEach: () => () => bar.advance(),
                answerOf: (id, ask) => journal.answer(`tags ${id}`, ask),
            },
        );
        return { found: tags, text: `the tags of ${things.length}` };
    });
}

const NOTHING = { tags: {}, policies: [], fullAccess: true } as const;

async function readRoot({ calls, journal }: InventoryReading): Promise<{ id: string; policyTypes: string[] }> {
    return journal.answer("root", async () => {
        const { id = "", policyTypes = [] } = (await findRoot(calls)) ?? {};
        return { id, policyTypes: [...policyTypes].sort() };
    });
}

async function serviceAccess(
    { featureSet }: AdoptedOrganization,
    { calls, journal }: InventoryReading,
): Promise<string[]> {
    // Consolidated billing has no trusted services, and AWS refuses the question.
    if (featureSet !== "ALL") return [];
    return journal.answer("service access", async () => (await servicesWithAccess(calls)).sort());
}

/** The sorted ids of the policies attached to each target. */
function byTarget(
    policies: readonly ListedPolicy[],
    targets: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
    const attached = new Map<string, string[]>();
    for (const id of policies.map((policy) => policy.id).sort()) {
        for (const target of targets.get(id) ?? []) attached.set(target, [...(attached.get(target) ?? []), id]);
    }
    return attached;
}
