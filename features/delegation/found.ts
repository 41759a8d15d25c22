import type { AwsClients } from "../../aws/awsClients";
import {
    delegatedAdministrators,
    exceptionName,
    findOrganizationFacts,
    unlessNamed,
    UnansweredError,
    type FoundAdministrator,
    type OrganizationCalls,
} from "../../aws/organization";
import type { OrganizationModel } from "../../definition";
import type { ExistingState } from "../../definition/feature";
import { administratorName, DELEGATION_TYPES, type DelegationModel } from "./delegationModel";

/** What AWS has already of what the definition names and the state lacks. */
export interface FoundDelegation {
    /** By the name of the resource, the id to import it by. */
    readonly administrators: ReadonlyMap<string, string>;
    /** By service, accounts that administer it in AWS and that the definition does not name. Only of services with a new line. */
    readonly others: ReadonlyMap<string, readonly FoundAdministrator[]>;
    /** The features of central root access that are enabled, and the organisation's id. */
    readonly rootAccess?: { readonly id: string; readonly features: readonly string[] };
    readonly resourcePolicy?: { readonly id: string; readonly content: string };
}

/** Asks AWS only about what the definition names and the state lacks: usually nothing. */
export async function findDelegation(
    model: DelegationModel,
    { accounts }: Pick<OrganizationModel, "accounts">,
    before: Pick<ExistingState, "accounts"> & { readonly featureResources?: ExistingState["resources"] },
    clients: AwsClients,
): Promise<FoundDelegation> {
    const resources: ExistingState["resources"] = before.featureResources ?? new Map();
    const ids = new Map(accounts.map(({ key, id }) => [key, before.accounts.get(key)?.id ?? id]));
    const isNew = (type: string): boolean => (resources.get(type) ?? []).length === 0;
    const [administrators, rootAccess, resourcePolicy] = await Promise.all([
        findAdministrators(model, ids, resources, clients),
        model.rootFeatures.length > 0 && isNew(DELEGATION_TYPES.rootAccess) ? enabledRootFeatures(clients) : undefined,
        model.resourcePolicy !== undefined && isNew(DELEGATION_TYPES.resourcePolicy)
            ? existingResourcePolicy(clients.organizationCalls)
            : undefined,
    ]);
    return { ...administrators, ...(rootAccess && { rootAccess }), ...(resourcePolicy && { resourcePolicy }) };
}

/** One call for each service with a new line. */
async function findAdministrators(
    { accounts }: DelegationModel,
    ids: ReadonlyMap<string, string | undefined>,
    resources: ExistingState["resources"],
    clients: AwsClients,
): Promise<Pick<FoundDelegation, "administrators" | "others">> {
    const known = new Set((resources.get(DELEGATION_TYPES.administrator) ?? []).map(({ name }) => name));
    const lines = [...accounts].flatMap(([key, { administers }]) => administers.map((service) => ({ key, service })));
    const services = new Set(
        lines.filter(({ key, service }) => !known.has(administratorName(service, key))).map(({ service }) => service),
    );
    const administrators = new Map<string, string>();
    const others = new Map<string, readonly FoundAdministrator[]>();
    for (const service of services) {
        const found = await unlessNamed("AWSOrganizationsNotInUseException", () =>
            delegatedAdministrators(clients.organizationCalls, service),
        );
        const named = new Map(lines.filter((line) => line.service === service).map(({ key }) => [ids.get(key), key]));
        for (const { id } of found ?? []) {
            const key = named.get(id);
            if (key === undefined) continue;
            const name = administratorName(service, key);
            if (!known.has(name)) administrators.set(name, `${id}/${service}`);
        }
        const managed = managedIds(resources, service);
        others.set(
            service,
            (found ?? []).filter(({ id }) => !named.has(id) && !managed.has(id)),
        );
    }
    return { administrators, others };
}

/** The accounts that administer a service by the stack's state. */
function managedIds(resources: ExistingState["resources"], service: string): ReadonlySet<unknown> {
    const all = resources.get(DELEGATION_TYPES.administrator) ?? [];
    return new Set(
        all.filter(({ outputs }) => outputs.servicePrincipal === service).map(({ outputs }) => outputs.accountId),
    );
}

/** The features of central root access that are enabled; undefined if none can be, because IAM has no access or there is no organisation. */
export async function enabledRootFeatures(clients: AwsClients): Promise<FoundDelegation["rootAccess"]> {
    const { ListOrganizationsFeaturesCommand } = await import("@aws-sdk/client-iam");
    const iam = await clients.iam();
    try {
        const { OrganizationId, EnabledFeatures } = await iam.send(new ListOrganizationsFeaturesCommand({}));
        const id = OrganizationId ?? (await findOrganizationFacts(clients.organizationCalls))?.id;
        return id === undefined ? undefined : { id, features: [...(EnabledFeatures ?? [])].sort() };
    } catch (error) {
        if (NOT_ENABLED.has(exceptionName(error) ?? "")) return undefined;
        throw new UnansweredError(
            "which features of central root access are enabled",
            "iam:ListOrganizationsFeatures",
            error,
        );
    }
}

const NOT_ENABLED: ReadonlySet<string> = new Set([
    "ServiceAccessNotEnabledException",
    "OrganizationNotFoundException",
    "OrganizationNotInAllFeaturesModeException",
]);

/** The organisation's resource policy; undefined if it has none. */
export async function existingResourcePolicy(calls: OrganizationCalls): Promise<FoundDelegation["resourcePolicy"]> {
    const ask = (): Promise<FoundDelegation["resourcePolicy"]> =>
        calls
            .call(
                { operation: "DescribeResourcePolicy", question: "which resource policy the organisation has" },
                (sdk, client) => client.send(new sdk.DescribeResourcePolicyCommand({})),
            )
            .then(({ ResourcePolicy }) => {
                const { Content, ResourcePolicySummary } = ResourcePolicy ?? {};
                const id = ResourcePolicySummary?.Id;
                return id === undefined || Content === undefined ? undefined : { id, content: Content };
            });
    return unlessNamed("AWSOrganizationsNotInUseException", () => unlessNamed("ResourcePolicyNotFoundException", ask));
}
