import { STACK_SETS_SERVICE } from "../../../../limits";
import {
    describeAccount,
    findRoot,
    pathToAccount,
    policiesAttachedTo,
    policyContent,
    servicesAdministeredBy,
    servicesWithAccess,
    tagsOf,
    unlessNamed,
    type FoundAccount,
    type FoundNode,
    type OrganizationCalls,
} from "../../../../aws/organization";
import { AccountManagement } from "../../../../aws/accountManagement";
import type { AwsSettings } from "../../../../aws/awsSettings";
import { clientsWith, credentialsFor } from "../../../cli/memberCredentials";
import type { CommandClients } from "../../../cli/commandClients";
import type { Membership } from "../../../cli/organizationMembers";
import { answerOf, answerFrom } from "../../../cli/awsAnswer";
import {
    knownAnswer,
    RESOURCE_SHARES,
    type LeavingAccount,
    type Assignment,
    type RecordedPolicy,
    type GuardedLevel,
    type ResourceShare,
    type StackInstance,
} from "./leavingAccount";
import type { RegionalAnswers } from "./everyRegion";
import { readShares } from "./resourceShares";
import { readStackInstances } from "./stackSetInstances";

/** What is needed to read an account. */
export interface AccountReader {
    readonly clients: CommandClients;
    readonly settings: AwsSettings;
    readonly membership: Membership;
    /** The account's access role. AWS shows what is shared with an account only to the account itself. */
    readonly roleName: string;
}

/**
 * Asks AWS everything about an account that will leave. The calls run one after the other, because AWS's rates are low.
 *
 * @returns undefined if the organisation has no such account.
 */
export async function readLeavingAccount(reader: AccountReader, id: string): Promise<LeavingAccount | undefined> {
    const { clients } = reader;
    const calls = clients.organizationCalls;
    const account = await describeAccount(calls, id);
    if (!account) return undefined;
    const at = clients.now();
    const organization = await clients.organization();
    const tags = await tagsOf(calls, id);
    const { name, joined } = account;
    // Consolidated billing has no trusted services, and AWS refuses both questions.
    const hasServices = organization.featureSet === "ALL";
    const access = hasServices ? (await servicesWithAccess(calls)).sort() : [];
    const { endpoints } = reader.settings;
    const enabled = await answerOf(() => regions(clients, id));
    return {
        at: at.toISOString(),
        organization: {
            id: organization.id,
            managementAccountId: organization.managementAccountId,
            serviceAccess: access,
        },
        account: {
            id,
            arn: account.arn,
            name,
            email: account.email,
            state: account.state,
            joinedMethod: account.joinedMethod,
            joined: (joined ?? new Date(0)).toISOString(),
        },
        tags,
        levels: await guardedLevels(calls, await pathToAccount(calls, id, name)),
        delegations: hasServices ? (await servicesAdministeredBy(calls, id)).sort() : [],
        contact: await answerOf(() => contact(clients, id)),
        alternateContacts: await answerOf(() => alternateContacts(clients, id)),
        regions: enabled,
        assignments: await answerOf(() => assignments(clients, id)),
        ...(access.includes(RESOURCE_SHARES) && {
            shares: await answerFrom(endpoints, ["sts", "account", "ram"], () =>
                shares(reader, { id, arn: account.arn }, knownAnswer(enabled)),
            ),
        }),
        ...(access.includes(STACK_SETS_SERVICE) && {
            stackInstances: await answerFrom(endpoints, ["account", "cloudformation"], () =>
                stackInstances(clients, id),
            ),
        }),
    };
}

async function guardedLevels(calls: OrganizationCalls, path: readonly FoundNode[]): Promise<GuardedLevel[]> {
    const { policyTypes = [] } = (await findRoot(calls)) ?? {};
    const documents = new Map<string, unknown>();
    const guarded: GuardedLevel[] = [];
    for (const node of path) {
        const policies: RecordedPolicy[] = [];
        for (const type of policyTypes) {
            for (const { id, name, awsManaged } of (await policiesAttachedTo(calls, node.id, type)) ?? []) {
                if (!documents.has(id)) documents.set(id, JSON.parse((await policyContent(calls, id)) || "null"));
                policies.push({ id, name, type, awsManaged, document: documents.get(id) });
            }
        }
        guarded.push({ ...node, policies });
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
    accountId: string,
): Promise<Record<string, Record<string, string>>> {
    const management = new AccountManagement(clients, clients.pacedCaller());
    const found: Record<string, Record<string, string>> = {};
    for (const type of ["BILLING", "OPERATIONS", "SECURITY"] as const) {
        const one = await management.alternateContact(accountId, type);
        if (one) found[type.toLowerCase()] = texts(one);
    }
    return found;
}

/** @param accountId undefined for the account of the credentials. AWS then needs no access for account management. */
function regions(clients: CommandClients, accountId?: string): Promise<string[]> {
    return new AccountManagement(clients, clients.pacedCaller()).regions(accountId, ["ENABLED", "ENABLED_BY_DEFAULT"]);
}

async function shares(
    { clients, settings, membership, roleName }: AccountReader,
    account: Pick<FoundAccount, "id" | "arn">,
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

function texts(value: object): Record<string, string> {
    return Object.fromEntries(
        Object.entries(value).flatMap(([key, one]: [string, unknown]) => (typeof one === "string" ? [[key, one]] : [])),
    );
}
