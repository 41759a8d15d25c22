import type * as organizationsSdk from "@aws-sdk/client-organizations";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as organizations from "@pulumi/aws/organizations";
import type { AwsClients } from "../../aws/clients";
import { creationsInProgress } from "../../aws/creations";
import { isInvitation, isOpen, listHandshakes } from "../../aws/handshakes";
import type { AwsSettings } from "../../aws/settings";
import { ACCOUNT_QUOTA } from "../../limits";
import { patiently } from "../../providers/patiently";
import type { AccountInAws, FoundOrganization } from "../adoption";
import type { AttachedPolicy, AttachmentsInAws } from "../attachments";
import type { CreationsInAws, QuotaAnswer } from "../creation";
import type { DeletionsInAws } from "../deletions";
import type { FoundPolicy, PoliciesInAws, UnitsInAws } from "../identity";
import { NO_ORGANIZATION, type InvitationFacts } from "../invitations";
import type { Administrator, FeatureFacts, OrganizationInAws } from "../organization";
import type { PlanningAws } from "../plan";
import { RunEnd } from "../runEnd";

/** What planning asks of the stack's AWS. Nothing is asked before a reader is called. */
export function stackAws(clients: AwsClients, settings: AwsSettings): PlanningAws {
    const units = unitsInAws(clients);
    return {
        findOrganization,
        organization: organizationInAws(() => clients.organizations()),
        units,
        parentOf: (accountId) => units.parentOf(accountId),
        policies: policiesInAws(clients),
        attachments: attachmentsInAws(clients),
        deletions: deletionsInAws(clients, units),
        creations: creationsInAws(clients, settings),
        invitationFacts: () => factsInAws(clients),
    };
}

/** AWS's exception, or what the provider makes of it. */
const NO_ORGANIZATION_YET = /AWSOrganizationsNotInUseException|couldn't find resource/;

async function findOrganization(): Promise<FoundOrganization | undefined> {
    try {
        const found = await organizations.getOrganization();
        const [root] = found.roots;
        return {
            id: found.id,
            managementAccount: { id: found.masterAccountId, email: found.masterAccountEmail },
            featureSet: found.featureSet,
            serviceAccess: found.awsServiceAccessPrincipals,
            rootId: root?.id ?? "",
            policyTypes: (root?.policyTypes ?? []).flatMap(({ type, status }) => (status === "ENABLED" ? [type] : [])),
            members: found.nonMasterAccounts,
        };
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (NO_ORGANIZATION_YET.test(message)) return undefined;
        throw new RunEnd(
            `AWS does not say whether there is an organisation and what is in it, which has to be known before anything is created or taken over. Check the credentials and the region.\n${message}`,
        );
    }
}

function creationsInAws(clients: AwsClients, { endpoints }: AwsSettings): CreationsInAws {
    return {
        inProgress: () => creationsInProgress(clients),
        async quota(): Promise<QuotaAnswer> {
            // Never ask the real AWS about the accounts of another one.
            if (endpoints.organizations !== undefined && endpoints.servicequotas === undefined) {
                return { unknown: "aws:endpoints has organizations and not servicequotas" };
            }
            return { quota: await accountQuota(clients), region: clients.homeRegion };
        },
        openInvitations: () => openInvitations(clients),
    };
}

/** Asks AWS about units, with the stack's credentials. */
function unitsInAws(clients: AwsClients): UnitsInAws {
    const unanswered = (what: string, error: unknown): RunEnd =>
        new RunEnd(
            `AWS does not say ${what}, which has to be known before units are created, taken over or deleted.\n${String(error)}`,
        );
    return {
        async childrenOf(ParentId) {
            try {
                const { paginateListOrganizationalUnitsForParent } = await import("@aws-sdk/client-organizations");
                const units: { id: string; name: string }[] = [];
                const pages = paginateListOrganizationalUnitsForParent(
                    { client: await clients.organizations() },
                    { ParentId },
                );
                for await (const { OrganizationalUnits = [] } of pages) {
                    for (const { Id, Name } of OrganizationalUnits) if (Id && Name) units.push({ id: Id, name: Name });
                }
                return units;
            } catch (error) {
                // A unit that is gone from AWS is told where it is registered.
                if (error instanceof Error && error.name === "ParentNotFoundException") return [];
                throw unanswered(
                    `which units are below ${ParentId} (organizations:ListOrganizationalUnitsForParent)`,
                    error,
                );
            }
        },
        async parentOf(ChildId) {
            try {
                const { ListParentsCommand } = await import("@aws-sdk/client-organizations");
                const { Parents } = await (await clients.organizations()).send(new ListParentsCommand({ ChildId }));
                return Parents?.[0]?.Id;
            } catch (error) {
                if (error instanceof Error && error.name === "ChildNotFoundException") return undefined;
                throw unanswered(
                    `where ${ChildId.startsWith("ou-") ? "unit" : "account"} ${ChildId} is (organizations:ListParents)`,
                    error,
                );
            }
        },
    };
}

function policiesInAws(clients: AwsClients): PoliciesInAws {
    return {
        async list(Filter) {
            const { paginateListPolicies } = await import("@aws-sdk/client-organizations");
            const found: FoundPolicy[] = [];
            try {
                for await (const { Policies = [] } of paginateListPolicies(
                    { client: await clients.organizations() },
                    { Filter },
                )) {
                    found.push(
                        ...Policies.map(({ Id = "", Name = "", Description = "", AwsManaged = false }) => ({
                            id: Id,
                            name: Name,
                            description: Description,
                            awsManaged: AwsManaged,
                        })),
                    );
                }
            } catch (error) {
                throw new RunEnd(
                    `AWS does not say which policies of type ${Filter} the organisation has (organizations:ListPolicies), which has to be known before one is made.\n${String(error)}`,
                );
            }
            return found;
        },
        async content(PolicyId) {
            const { DescribePolicyCommand } = await import("@aws-sdk/client-organizations");
            const client = await clients.organizations();
            return (await client.send(new DescribePolicyCommand({ PolicyId }))).Policy?.Content ?? "";
        },
    };
}

function organizationInAws(connect: () => Promise<OrganizationsClient>): OrganizationInAws {
    return {
        services: () =>
            asking(
                "which services have access to the organisation",
                "ListAWSServiceAccessForOrganization",
                async () => {
                    const { paginateListAWSServiceAccessForOrganization: pages } =
                        await import("@aws-sdk/client-organizations");
                    const found: string[] = [];
                    for await (const { EnabledServicePrincipals = [] } of pages({ client: await connect() }, {})) {
                        found.push(
                            ...EnabledServicePrincipals.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []),
                        );
                    }
                    return found;
                },
            ),
        administrators: (service) =>
            asking(`which accounts administer ${service}`, "ListDelegatedAdministrators", async () => {
                const { InvalidInputException, paginateListDelegatedAdministrators: pages } =
                    await import("@aws-sdk/client-organizations");
                const found: Administrator[] = [];
                try {
                    const input = { ServicePrincipal: service };
                    for await (const { DelegatedAdministrators = [] } of pages({ client: await connect() }, input)) {
                        found.push(
                            ...DelegatedAdministrators.map(({ Id = "", Name = "" }) => ({ id: Id, name: Name })),
                        );
                    }
                } catch (error) {
                    // So AWS answers for a service that nobody can administer for it.
                    if (!(error instanceof InvalidInputException)) throw error;
                }
                return found;
            }),
        features: () =>
            asking(
                "whether all features are in force",
                "DescribeOrganization, ListAccounts, ListHandshakesForOrganization",
                async () => featureFacts(await connect()),
            ),
        policyTypes: () =>
            asking("which types of policy are enabled", "ListRoots", async () => {
                const { ListRootsCommand } = await import("@aws-sdk/client-organizations");
                const { Roots: [root] = [] } = await (await connect()).send(new ListRootsCommand({}));
                return (root?.PolicyTypes ?? []).flatMap(({ Type, Status }) =>
                    Type !== undefined && Status === "ENABLED" ? [Type] : [],
                );
            }),
    };
}

async function featureFacts(client: OrganizationsClient): Promise<FeatureFacts> {
    const { DescribeOrganizationCommand, paginateListAccounts } = await import("@aws-sdk/client-organizations");
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    const { FeatureSet: featureSet = "", MasterAccountId } = Organization ?? {};
    if (featureSet === "ALL") return { featureSet, members: [], handshakes: [] };
    const members: FeatureFacts["members"][number][] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
        for (const { Id: id = "", Name: name = "", JoinedMethod, State, Status } of Accounts) {
            if (id === MasterAccountId || (State ?? Status) !== "ACTIVE") continue;
            members.push({ id, name, invited: JoinedMethod === "INVITED" });
        }
    }
    return { featureSet, members, handshakes: await listHandshakes(client) };
}

async function asking<T>(what: string, operation: string, ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        throw new RunEnd(
            `AWS does not say ${what} (organizations:${operation}), which has to be known before that is changed.\n${String(error)}`,
        );
    }
}

/** Calls at a time: AWS answers few a second, and a definition may attach something to each of its accounts. */
const CONCURRENT = 6;

function attachmentsInAws(clients: AwsClients): AttachmentsInAws {
    const inTurn = limited(CONCURRENT);
    return {
        async rootId() {
            const { ListRootsCommand } = await import("@aws-sdk/client-organizations");
            const client = await clients.organizations();
            const answer = await asked("what its root is", () => client.send(new ListRootsCommand({})));
            return answer?.Roots?.[0]?.Id;
        },
        attachedTo: (TargetId, Filter) =>
            inTurn(async () => {
                const { ListPoliciesForTargetCommand } = await import("@aws-sdk/client-organizations");
                const client = await clients.organizations();
                const found: AttachedPolicy[] = [];
                let NextToken: string | undefined;
                do {
                    const command = new ListPoliciesForTargetCommand({ TargetId, Filter, NextToken });
                    // A unit or account that is gone from AWS is told where it is registered.
                    const answer = await asked(
                        `which policies are attached to ${TargetId}`,
                        () => client.send(command),
                        ["TargetNotFoundException"],
                    );
                    for (const { Id = "", Name = "", AwsManaged = false } of answer?.Policies ?? []) {
                        found.push({ id: Id, name: Name, awsManaged: AwsManaged });
                    }
                    NextToken = answer?.NextToken;
                } while (NextToken !== undefined);
                return found;
            }),
    };
}

async function asked<T>(what: string, call: () => Promise<T>, nothing: readonly string[] = []): Promise<T | undefined> {
    try {
        return await patiently(call, nothing);
    } catch (error) {
        throw new RunEnd(
            `AWS does not say ${what}, which has to be known before a policy is attached.\n${String(error)}`,
        );
    }
}

/** Runs so many at a time, in the order they come. */
function limited(concurrent: number): <T>(run: () => Promise<T>) => Promise<T> {
    let running = 0;
    const waiting: (() => void)[] = [];
    return async (run) => {
        if (running >= concurrent) await new Promise<void>((resolve) => waiting.push(resolve));
        else running++;
        try {
            return await run();
        } finally {
            const next = waiting.shift();
            if (next) next();
            else running--;
        }
    };
}

/** What AWS says. */
function deletionsInAws(clients: AwsClients, units: UnitsInAws): DeletionsInAws {
    const pages = async <T>(
        what: string,
        gone: string,
        read: (sdk: typeof organizationsSdk) => Promise<AsyncIterable<T>>,
    ): Promise<T[]> => {
        try {
            const answer = await patiently(async () => {
                const found: T[] = [];
                for await (const page of await read(await import("@aws-sdk/client-organizations"))) found.push(page);
                return found;
            }, [gone]);
            return answer ?? [];
        } catch (error) {
            throw new RunEnd(`AWS does not say ${what}, which has to be known before it is deleted.\n${String(error)}`);
        }
    };
    return {
        async accountsIn(ParentId) {
            const found = await pages(
                `which accounts are in unit ${ParentId} (organizations:ListAccountsForParent)`,
                "ParentNotFoundException",
                async (sdk) =>
                    sdk.paginateListAccountsForParent({ client: await clients.organizations() }, { ParentId }),
            );
            return found.flatMap(({ Accounts = [] }) =>
                Accounts.map(({ Id = "", Name = "", State }) => ({
                    id: Id,
                    name: Name,
                    ...(State && { state: State }),
                })),
            );
        },
        unitsIn: (unitId) => units.childrenOf(unitId),
        async targetsOf(PolicyId) {
            const found = await pages(
                `what policy ${PolicyId} is attached to (organizations:ListTargetsForPolicy)`,
                "PolicyNotFoundException",
                async (sdk) =>
                    sdk.paginateListTargetsForPolicy({ client: await clients.organizations() }, { PolicyId }),
            );
            return found.flatMap(({ Targets = [] }) =>
                Targets.map(({ TargetId = "", Name = "", Type = "" }) => ({ id: TargetId, name: Name, type: Type })),
            );
        },
    };
}

/** How many accounts AWS allows the organisation. Until somebody asks for more, only the default is known. */
async function accountQuota(clients: AwsClients): Promise<number> {
    const { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand, NoSuchResourceException } =
        await import("@aws-sdk/client-service-quotas");
    const client = await clients.serviceQuotas();
    const asked = { ServiceCode: ACCOUNT_QUOTA.serviceCode, QuotaCode: ACCOUNT_QUOTA.quotaCode };
    const value = async (): Promise<number | undefined> => {
        try {
            return (await client.send(new GetServiceQuotaCommand(asked))).Quota?.Value;
        } catch (error) {
            if (!(error instanceof NoSuchResourceException)) throw error;
            return (await client.send(new GetAWSDefaultServiceQuotaCommand(asked))).Quota?.Value;
        }
    };
    const quota = await value();
    if (quota === undefined) throw new Error("Service Quotas gave no value");
    return quota;
}

/** How many invitations of the organisation are open. */
async function openInvitations(clients: AwsClients): Promise<number> {
    const handshakes = await listHandshakes(await clients.organizations());
    return handshakes.filter((handshake) => isInvitation(handshake) && isOpen(handshake)).length;
}

/**
 * Asks AWS: one call for the organisation, one for 20 accounts and one for 20 handshakes. All accounts, for nothing else tells to
 * whom an e-mail belongs, and an account may have joined by an invitation that the stack does not know.
 */
async function factsInAws(clients: AwsClients): Promise<InvitationFacts> {
    try {
        const { DescribeOrganizationCommand, paginateListAccounts } = await import("@aws-sdk/client-organizations");
        const client = await clients.organizations();
        const list = async (): Promise<AccountInAws[]> => {
            const accounts: AccountInAws[] = [];
            for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
                for (const { Id = "", Name = "", Email = "", State, Status } of Accounts) {
                    accounts.push({ id: Id, name: Name, email: Email, state: State ?? Status ?? "" });
                }
            }
            return accounts;
        };
        const [{ Organization }, accounts, handshakes] = await Promise.all([
            client.send(new DescribeOrganizationCommand({})),
            list(),
            listHandshakes(client),
        ]);
        const id = Organization?.MasterAccountId ?? "";
        return {
            management: { id, email: Organization?.MasterAccountEmail ?? "" },
            members: accounts.filter((account) => account.id !== id),
            handshakes,
        };
    } catch (error) {
        // Whether there should be one is told elsewhere.
        if (error instanceof Error && error.name === "AWSOrganizationsNotInUseException") return NO_ORGANIZATION;
        throw new RunEnd(
            "AWS does not say what has become of invitations, which has to be known before accounts are invited or taken in " +
                `(organizations:DescribeOrganization, ListAccounts, ListHandshakesForOrganization).\n${String(error)}`,
        );
    }
}
