import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { AwsSettings } from "../../../../aws/settings";
import { ancestry, type Level } from "../../../ancestry";
import { clientsWith, credentialsFor } from "../../../cli/memberCredentials";
import type { CommandClients } from "../../../cli/commandClients";
import type { Member, Membership } from "../../../members";
import { answerOf, answerFrom } from "../../../cli/awsAnswer";
import {
    awsTime,
    knownAnswer,
    RESOURCE_SHARES,
    STACK_SETS,
    type LeavingAccount,
    type Assignment,
    type AttachedPolicy,
    type GuardedLevel,
    type ResourceShare,
    type StackInstance,
} from "./leavingAccount";
import type { RegionalAnswers } from "./everyRegion";
import { readShares } from "./resourceShares";
import { readStackInstances } from "./stackSetInstances";

/** What an account is read with. */
export interface AccountReader {
    readonly clients: CommandClients;
    readonly settings: AwsSettings;
    readonly membership: Membership;
    /** The account's access role: what is shared with it, AWS tells itself alone. */
    readonly roleName: string;
}

/**
 * Asks AWS all that matters for an account that is to leave, one call after the other: AWS allows few at once.
 *
 * @returns undefined where the organisation has no such account.
 */
export async function readLeavingAccount(reader: AccountReader, id: string): Promise<LeavingAccount | undefined> {
    const { clients } = reader;
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
    // With consolidated billing no service works with the organisation, and AWS refuses both questions.
    const hasServices = organization?.FeatureSet === "ALL";
    const access = hasServices ? await serviceAccess(client) : [];
    const { endpoints } = reader.settings;
    const enabled = await answerOf(() => regions(clients, id));
    return {
        at: now().toISOString(),
        organization: {
            id: organization?.Id ?? "",
            managementAccountId: organization?.MasterAccountId ?? "",
            serviceAccess: access,
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
        delegations: hasServices ? await delegations(client, id) : [],
        contact: await answerOf(() => contact(clients, id)),
        alternateContacts: await answerOf(() => alternateContacts(clients, id)),
        regions: enabled,
        assignments: await answerOf(() => assignments(clients, id)),
        ...(access.includes(RESOURCE_SHARES) && {
            shares: await answerFrom(endpoints, ["sts", "account", "ram"], () =>
                shares(reader, { id, arn: account.Arn ?? "" }, knownAnswer(enabled)),
            ),
        }),
        ...(access.includes(STACK_SETS) && {
            stackInstances: await answerFrom(endpoints, ["account", "cloudformation"], () =>
                stackInstances(clients, id),
            ),
        }),
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

async function contact(clients: CommandClients, AccountId: string): Promise<Record<string, string> | undefined> {
    const { GetContactInformationCommand } = await import("@aws-sdk/client-account");
    const client = await clients.account();
    const found = await unlessNamed("ResourceNotFoundException", async () => {
        const { ContactInformation } = await client.send(new GetContactInformationCommand({ AccountId }));
        return ContactInformation;
    });
    return found && texts(found);
}

async function alternateContacts(
    clients: CommandClients,
    AccountId: string,
): Promise<Record<string, Record<string, string>>> {
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

/** @param AccountId undefined for the account of the credentials, for which AWS wants no access of its account management. */
async function regions(clients: CommandClients, AccountId?: string): Promise<string[]> {
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

async function shares(
    { clients, settings, membership, roleName }: AccountReader,
    account: Pick<Member, "id" | "arn">,
    enabled: readonly string[] | undefined,
): Promise<RegionalAnswers<ResourceShare>> {
    const inside = clientsWith(settings, await credentialsFor(clients, settings, account, roleName, "org-hand-over"));
    return readShares(inside, {
        id: account.id,
        regions: enabled ?? (await regions(inside)),
        members: new Set(membership.members.map((member) => member.id)),
    });
}

async function stackInstances(clients: CommandClients, id: string): Promise<RegionalAnswers<StackInstance>> {
    return readStackInstances(clients, id, await regions(clients));
}

async function assignments(clients: CommandClients, AccountId: string): Promise<Assignment[]> {
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
