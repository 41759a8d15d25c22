import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as pulumi from "@pulumi/pulumi";
import { listHandshakes } from "../../aws/handshakes";
import type { FeatureFacts } from "./allFeatures";

/** An account that administers a service for the organisation. */
export interface Administrator {
    readonly id: string;
    readonly name: string;
}

/** What is asked of AWS; a test has its own. */
export interface OrganizationInAws {
    /** The services that have access to the organisation. */
    services(): Promise<readonly string[]>;
    administrators(service: string): Promise<readonly Administrator[]>;
    /** The types of policy that are enabled. */
    policyTypes(): Promise<readonly string[]>;
    features(): Promise<FeatureFacts>;
}

export function organizationInAws(connect: () => Promise<OrganizationsClient>): OrganizationInAws {
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
        throw new pulumi.RunError(
            `AWS does not say ${what} (organizations:${operation}), which has to be known before that is changed.\n${String(error)}`,
        );
    }
}
