import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";

/** An account that administers services for the organisation. */
export interface FoundAdministrator {
    readonly id: string;
    readonly name: string;
}

/** The principals of the services that have access to the organisation: `sso.amazonaws.com`. AWS refuses this with consolidated billing. */
export async function servicesWithAccess(calls: OrganizationCalls): Promise<string[]> {
    const services = await calls.list(
        {
            operation: "ListAWSServiceAccessForOrganization",
            question: "which services have access to the organisation",
        },
        (sdk, client, NextToken) => client.send(new sdk.ListAWSServiceAccessForOrganizationCommand({ NextToken })),
        ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
    );
    return services.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
}

/**
 * The delegated administrators. AWS refuses this with consolidated billing.
 *
 * @param service only those of this service; absent, those of all.
 */
export async function delegatedAdministrators(
    calls: OrganizationCalls,
    service?: string,
): Promise<FoundAdministrator[]> {
    const list = (): Promise<FoundAdministrator[]> =>
        calls.list(
            {
                operation: "ListDelegatedAdministrators",
                question: `which accounts administer ${service ?? "services for the organisation"}`,
            },
            (sdk, client, NextToken) =>
                client.send(new sdk.ListDelegatedAdministratorsCommand({ ServicePrincipal: service, NextToken })),
            ({ DelegatedAdministrators }) =>
                DelegatedAdministrators?.map(({ Id = "", Name = "" }) => ({ id: Id, name: Name })),
        );
    // AWS answers so about a service that has no delegated administrators.
    return service === undefined ? list() : ((await unlessNamed("InvalidInputException", list)) ?? []);
}

/** The principals of the services that an account administers for the organisation; none for any other account. */
export async function servicesAdministeredBy(calls: OrganizationCalls, accountId: string): Promise<string[]> {
    const services = await unlessNamed("AccountNotRegisteredException", () =>
        calls.list(
            {
                operation: "ListDelegatedServicesForAccount",
                question: `which services account ${accountId} administers`,
            },
            (sdk, client, NextToken) =>
                client.send(new sdk.ListDelegatedServicesForAccountCommand({ AccountId: accountId, NextToken })),
            ({ DelegatedServices }) => DelegatedServices,
        ),
    );
    return (services ?? []).flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
}
