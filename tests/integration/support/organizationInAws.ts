import assert from "node:assert/strict";
import {
    DescribePolicyCommand,
    ListAccountsForParentCommand,
    ListOrganizationalUnitsForParentCommand,
    ListPoliciesForTargetCommand,
    ListRootsCommand,
    ListTagsForResourceCommand,
    paginateListPolicies,
    type OrganizationsClient,
    type PolicyType,
} from "@aws-sdk/client-organizations";

/** A unit in AWS. */
export interface AwsUnit {
    readonly id: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly policies: readonly string[];
}

export interface AwsAccount extends AwsUnit {
    readonly email: string;
    /** The names on the path to its unit, joined with `/`. Empty for the root. */
    readonly unit: string;
    readonly state: string | undefined;
}

/** The organisation in AWS, without AWS's own policies. */
export interface AwsOrganization {
    readonly rootId: string;
    readonly rootPolicies: readonly string[];
    /** By the names on their path, joined with `/`. */
    readonly units: Readonly<Record<string, AwsUnit>>;
    /** By name, without the management account. */
    readonly accounts: Readonly<Record<string, AwsAccount>>;
    /** The documents by policy name. */
    readonly policies: Readonly<Record<string, unknown>>;
}

/** Asks AWS, and not Pulumi, what exists. */
export async function inAws(client: OrganizationsClient): Promise<AwsOrganization> {
    const [root] = (await client.send(new ListRootsCommand({}))).Roots ?? [];
    const rootId = root?.Id ?? assert.fail("AWS has no root");
    const types = (root?.PolicyTypes ?? []).flatMap(({ Type }): PolicyType[] => (Type ? [Type] : []));

    const attached = async (TargetId: string): Promise<string[]> => {
        const answers = await Promise.all(
            types.map((Filter) => client.send(new ListPoliciesForTargetCommand({ TargetId, Filter }))),
        );
        return answers
            .flatMap(({ Policies = [] }) =>
                Policies.filter(({ AwsManaged }) => !AwsManaged).map(({ Name = "" }) => Name),
            )
            .sort();
    };
    const tagsOf = async (ResourceId: string): Promise<Record<string, string>> => {
        const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceId }));
        return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    };
    const units: Record<string, AwsUnit> = {};
    const accounts: Record<string, AwsAccount> = {};
    const walk = async (ParentId: string, unit: string): Promise<void> => {
        const inside = await client.send(new ListAccountsForParentCommand({ ParentId }));
        for (const { Id = "", Name = "", Email = "", State } of inside.Accounts ?? []) {
            if (unit === "" && Id === MANAGEMENT_ACCOUNT) continue;
            assert.ok(!(Name in accounts), `AWS has two accounts with the name ${Name}`);
            accounts[Name] = {
                id: Id,
                email: Email,
                unit,
                state: State,
                tags: await tagsOf(Id),
                policies: await attached(Id),
            };
        }
        const below = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
        for (const { Id = "", Name = "" } of below.OrganizationalUnits ?? []) {
            const key = unit === "" ? Name : `${unit}/${Name}`;
            units[key] = { id: Id, tags: await tagsOf(Id), policies: await attached(Id) };
            await walk(Id, key);
        }
    };
    await walk(rootId, "");

    const policies: Record<string, unknown> = {};
    for (const Filter of types) {
        for await (const { Policies = [] } of paginateListPolicies({ client }, { Filter })) {
            for (const { Id, Name = "", AwsManaged } of Policies) {
                if (AwsManaged) continue;
                const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
                policies[Name] = JSON.parse(Policy?.Content ?? "null");
            }
        }
    }
    return { rootId, rootPolicies: await attached(rootId), units, accounts, policies };
}

/** The management account of the local AWS. */
export const MANAGEMENT_ACCOUNT = "123456789012";
