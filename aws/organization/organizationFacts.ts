import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";

/** The organisation of the credentials. */
export interface OrganizationFacts {
    /** `o-...` */
    readonly id: string;
    readonly managementAccountId: string;
    readonly managementAccountEmail: string;
    /** `ALL`, or `CONSOLIDATED_BILLING`. */
    readonly featureSet: string;
}

/** The root of the organisation. */
export interface FoundRoot {
    /** `r-...` */
    readonly id: string;
    /** The types of policy that are enabled: `SERVICE_CONTROL_POLICY`. */
    readonly policyTypes: readonly string[];
}

/** @throws UnansweredError also where the credentials' account is in no organisation: AWSOrganizationsNotInUseException. */
export async function describeOrganization(calls: OrganizationCalls): Promise<OrganizationFacts> {
    const { Organization } = await calls.call(
        { operation: "DescribeOrganization", question: "which organisation the credentials are for" },
        (sdk, client) => client.send(new sdk.DescribeOrganizationCommand({})),
    );
    const { Id = "", MasterAccountId = "", MasterAccountEmail = "", FeatureSet = "" } = Organization ?? {};
    return {
        id: Id,
        managementAccountId: MasterAccountId,
        managementAccountEmail: MasterAccountEmail,
        featureSet: FeatureSet,
    };
}

/** @returns undefined where the credentials' account is in no organisation. */
export async function findOrganizationFacts(calls: OrganizationCalls): Promise<OrganizationFacts | undefined> {
    return unlessNamed("AWSOrganizationsNotInUseException", () => describeOrganization(calls));
}

/** AWS has one root in each organisation. */
export async function findRoot(calls: OrganizationCalls): Promise<FoundRoot | undefined> {
    const { Roots: [root] = [] } = await calls.call(
        { operation: "ListRoots", question: "what its root is and which types of policy are enabled" },
        (sdk, client) => client.send(new sdk.ListRootsCommand({})),
    );
    if (root?.Id === undefined) return undefined;
    const enabled = (root.PolicyTypes ?? []).filter(({ Status }) => Status === "ENABLED");
    return { id: root.Id, policyTypes: enabled.flatMap(({ Type }) => Type ?? []) };
}
