import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { ancestry, type Level } from "../ancestry";
import type { Clients } from "../clients";
import {
    awsTime,
    type AccountFacts,
    type Assignment,
    type AttachedPolicy,
    type GuardedLevel,
    type Read,
} from "./facts";

/**
 * Asks AWS all that matters for an account that is to leave, one call after the other: AWS allows few at once.
 *
 * @returns undefined where the organisation has no such account.
 */
export async function readAccount(clients: Clients, id: string): Promise<AccountFacts | undefined> {
    const { DescribeAccountCommand, DescribeOrganizationCommand, ListTagsForResourceCommand } =
        await import("@aws-sdk/client-organizations");
    const client = await clients.organizations();
    const now = awsTime(client);
    const account = await unlessNamed("AccountNotFoundException", async () => {
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: id }));
        return Account;
    });
    if (!account) return undefined;
    const { Organization: organization } = await client.send(new DescribeOrganizationCommand({}));
    const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceId: id }));
    const { Name: name = "", JoinedTimestamp: joined } = account;
    return {
        at: now().toISOString(),
        organization: {
            id: organization?.Id ?? "",
            managementAccountId: organization?.MasterAccountId ?? "",
            serviceAccess: await serviceAccess(client),
        },
        account: {
            id,
            arn: account.Arn ?? "",
            name,
            email: account.Email ?? "",
            // AWS is about to take the member Status away; State says the same and more.
            state: account.State ?? account.Status ?? "",
            joinedMethod: account.JoinedMethod ?? "",
            joined: (joined ?? new Date(0)).toISOString(),
        },
        tags: Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])),
        levels: await guardedLevels(client, await ancestry(client, id, name)),
        delegations: await delegations(client, id),
        contact: await read(() => contact(clients, id)),
        alternateContacts: await read(() => alternateContacts(clients, id)),
        regions: await read(() => regions(clients, id)),
        assignments: await read(() => assignments(clients, id)),
    };
}

async function serviceAccess(client: OrganizationsClient): Promise<string[]> {
    const { paginateListAWSServiceAccessForOrganization: paginate } = await import("@aws-sdk/client-organizations");
    const found: string[] = [];
    for await (const { EnabledServicePrincipals = [] } of paginate({ client }, {})) {
        found.push(...EnabledServicePrincipals.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []));
    }
    return found.sort();
}

async function delegations(client: OrganizationsClient, AccountId: string): Promise<string[]> {
    const { paginateListDelegatedServicesForAccount: paginate } = await import("@aws-sdk/client-organizations");
    const found: string[] = [];
    await unlessNamed("AccountNotRegisteredException", async () => {
        for await (const { DelegatedServices = [] } of paginate({ client }, { AccountId })) {
            found.push(...DelegatedServices.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []));
        }
    });
    return found.sort();
}

async function guardedLevels(client: OrganizationsClient, levels: readonly Level[]): Promise<GuardedLevel[]> {
    const { DescribePolicyCommand, ListRootsCommand, paginateListPoliciesForTarget } =
        await import("@aws-sdk/client-organizations");
    const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
    const types = (root?.PolicyTypes ?? []).flatMap(({ Type }) => Type ?? []);
    const documents = new Map<string, unknown>();
    const guarded: GuardedLevel[] = [];
    for (const level of levels) {
        const policies: AttachedPolicy[] = [];
        for (const Filter of types) {
            for await (const { Policies = [] } of paginateListPoliciesForTarget(
                { client },
                { TargetId: level.id, Filter },
            )) {
                for (const { Id = "", Name = "", AwsManaged = false } of Policies) {
                    if (!documents.has(Id)) {
                        const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
                        documents.set(Id, JSON.parse(Policy?.Content ?? "null"));
                    }
                    policies.push({
                        id: Id,
                        name: Name,
                        type: Filter,
                        awsManaged: AwsManaged,
                        document: documents.get(Id),
                    });
                }
            }
        }
        guarded.push({ ...level, policies });
    }
    return guarded;
}

async function contact(clients: Clients, AccountId: string): Promise<Record<string, string> | undefined> {
    const { GetContactInformationCommand } = await import("@aws-sdk/client-account");
    const client = await clients.account();
    const found = await unlessNamed("ResourceNotFoundException", async () => {
        const { ContactInformation } = await client.send(new GetContactInformationCommand({ AccountId }));
        return ContactInformation;
    });
    return found && texts(found);
}

async function alternateContacts(clients: Clients, AccountId: string): Promise<Record<string, Record<string, string>>> {
    const { GetAlternateContactCommand } = await import("@aws-sdk/client-account");
    const client = await clients.account();
    const found: Record<string, Record<string, string>> = {};
    for (const AlternateContactType of ["BILLING", "OPERATIONS", "SECURITY"] as const) {
        const one = await unlessNamed("ResourceNotFoundException", async () => {
            const { AlternateContact } = await client.send(
                new GetAlternateContactCommand({ AccountId, AlternateContactType }),
            );
            return AlternateContact;
        });
        if (one) found[AlternateContactType.toLowerCase()] = texts(one);
    }
    return found;
}

async function regions(clients: Clients, AccountId: string): Promise<string[]> {
    const { paginateListRegions } = await import("@aws-sdk/client-account");
    const found: string[] = [];
    for await (const { Regions = [] } of paginateListRegions(
        { client: await clients.account() },
        { AccountId, RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] },
    )) {
        found.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
    }
    return found.sort();
}

async function assignments(clients: Clients, AccountId: string): Promise<Assignment[]> {
    const {
        DescribePermissionSetCommand,
        ListInstancesCommand,
        paginateListAccountAssignments,
        paginateListPermissionSetsProvisionedToAccount,
    } = await import("@aws-sdk/client-sso-admin");
    const client = await clients.ssoAdmin();
    const { Instances = [] } = await client.send(new ListInstancesCommand({}));
    const found: Assignment[] = [];
    for (const { InstanceArn } of Instances) {
        for await (const { PermissionSets = [] } of paginateListPermissionSetsProvisionedToAccount(
            { client },
            { InstanceArn, AccountId },
        )) {
            for (const PermissionSetArn of PermissionSets) {
                const { PermissionSet } = await client.send(
                    new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }),
                );
                for await (const { AccountAssignments = [] } of paginateListAccountAssignments(
                    { client },
                    { InstanceArn, AccountId, PermissionSetArn },
                )) {
                    found.push(
                        ...AccountAssignments.map(({ PrincipalId = "", PrincipalType = "" }) => ({
                            permissionSet: PermissionSet?.Name ?? PermissionSetArn,
                            principalType: PrincipalType,
                            principalId: PrincipalId,
                        })),
                    );
                }
            }
        }
    }
    return found;
}

/** What may be refused although the account can leave: it is told then, and not guessed. */
async function read<T>(ask: () => Promise<T>): Promise<Read<T>> {
    try {
        return { value: await ask() };
    } catch (error) {
        return { unread: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
}

async function unlessNamed<T>(name: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
        return await ask();
    } catch (error) {
        if (error instanceof Error && error.name === name) return undefined;
        throw error;
    }
}

function texts(value: object): Record<string, string> {
    return Object.fromEntries(
        Object.entries(value).flatMap(([key, one]: [string, unknown]) => (typeof one === "string" ? [[key, one]] : [])),
    );
}
