import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { AdoptionReading } from "../../../operations/commands/adopt/feature";
import type { ExistingPermissionSet } from "./existingPeople";

/** The most that AWS answers at once. API reference, ListPermissionSets, read on 2026-11-27. */
const MaxResults = 100;

/** All permission sets of an instance: a call for each hundred of them, and seven or more for each one. */
export async function readPermissionSets(
    { arn: InstanceArn, region }: IdentityCenterInstance,
    reading: AdoptionReading,
): Promise<ExistingPermissionSet[]> {
    const { clients, caller, journal } = reading;
    const { ListPermissionSetsCommand } = await import("@aws-sdk/client-sso-admin");
    const client = await clients.ssoAdmin(region);
    const arns = await journal.answer("permission sets of people", () =>
        caller.pages(
            "sso.ListPermissionSets",
            (NextToken) => client.send(new ListPermissionSetsCommand({ InstanceArn, NextToken, MaxResults })),
            ({ PermissionSets = [] }) => PermissionSets,
        ),
    );
    return Promise.all(
        arns.map((arn) =>
            journal.answer(`permission set ${arn}`, () => readOne({ InstanceArn, arn }, client, reading)),
        ),
    );
}

async function readOne(
    { InstanceArn, arn }: { readonly InstanceArn: string; readonly arn: string },
    client: SSOAdminClient,
    { caller }: AdoptionReading,
): Promise<ExistingPermissionSet> {
    const { DescribePermissionSetCommand, GetInlinePolicyForPermissionSetCommand } =
        await import("@aws-sdk/client-sso-admin");
    const of = { InstanceArn, PermissionSetArn: arn };
    const [{ PermissionSet = {} }, { InlinePolicy = "" }, boundary, lists] = await Promise.all([
        caller.call("sso.DescribePermissionSet", () => client.send(new DescribePermissionSetCommand(of))),
        caller.call("sso.GetInlinePolicyForPermissionSet", () =>
            client.send(new GetInlinePolicyForPermissionSetCommand(of)),
        ),
        readBoundary(of, client, caller),
        readLists(of, client, caller),
    ]);
    return {
        arn,
        name: PermissionSet.Name ?? "",
        description: PermissionSet.Description ?? "",
        sessionDuration: PermissionSet.SessionDuration ?? "",
        relayState: PermissionSet.RelayState ?? "",
        inlinePolicy: InlinePolicy,
        ...(boundary && { boundary }),
        ...lists,
    };
}

interface OfPermissionSet {
    readonly InstanceArn: string;
    readonly PermissionSetArn: string;
}

/** AWS answers with an error where there is none. */
async function readBoundary(
    of: OfPermissionSet,
    client: SSOAdminClient,
    caller: AdoptionReading["caller"],
): Promise<ExistingPermissionSet["boundary"]> {
    const { GetPermissionsBoundaryForPermissionSetCommand, ResourceNotFoundException } =
        await import("@aws-sdk/client-sso-admin");
    try {
        const { PermissionsBoundary = {} } = await caller.call("sso.GetPermissionsBoundaryForPermissionSet", () =>
            client.send(new GetPermissionsBoundaryForPermissionSetCommand(of)),
        );
        const { ManagedPolicyArn, CustomerManagedPolicyReference: reference } = PermissionsBoundary;
        return {
            ...(ManagedPolicyArn !== undefined && { managedPolicy: ManagedPolicyArn }),
            ...(reference && {
                customerManagedPolicy: { name: reference.Name ?? "", path: reference.Path ?? "/" },
            }),
        };
    } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
    }
}

async function readLists(
    of: OfPermissionSet,
    client: SSOAdminClient,
    caller: AdoptionReading["caller"],
): Promise<Pick<ExistingPermissionSet, "managedPolicies" | "customerManagedPolicies" | "tags" | "accounts">> {
    const {
        ListAccountsForProvisionedPermissionSetCommand,
        ListCustomerManagedPolicyReferencesInPermissionSetCommand,
        ListManagedPoliciesInPermissionSetCommand,
        ListTagsForResourceCommand,
    } = await import("@aws-sdk/client-sso-admin");
    const [managed, customer, tags, accounts] = await Promise.all([
        caller.pages(
            "sso.ListManagedPoliciesInPermissionSet",
            (NextToken) => client.send(new ListManagedPoliciesInPermissionSetCommand({ ...of, NextToken, MaxResults })),
            ({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies.map(({ Arn = "" }) => Arn),
        ),
        caller.pages(
            "sso.ListCustomerManagedPolicyReferencesInPermissionSet",
            (NextToken) =>
                client.send(
                    new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...of, NextToken, MaxResults }),
                ),
            ({ CustomerManagedPolicyReferences = [] }) =>
                CustomerManagedPolicyReferences.map(({ Name = "", Path = "/" }) => ({ name: Name, path: Path })),
        ),
        caller.pages(
            "sso.ListTagsForResource",
            (NextToken) =>
                client.send(
                    new ListTagsForResourceCommand({
                        InstanceArn: of.InstanceArn,
                        ResourceArn: of.PermissionSetArn,
                        NextToken,
                    }),
                ),
            ({ Tags = [] }) => Tags.map(({ Key = "", Value = "" }) => [Key, Value] as const),
        ),
        caller.pages(
            "sso.ListAccountsForProvisionedPermissionSet",
            (NextToken) =>
                client.send(new ListAccountsForProvisionedPermissionSetCommand({ ...of, NextToken, MaxResults })),
            ({ AccountIds = [] }) => AccountIds,
        ),
    ]);
    return {
        managedPolicies: managed.sort(),
        customerManagedPolicies: customer.sort((one, two) => (one.path + one.name < two.path + two.name ? -1 : 1)),
        tags: Object.fromEntries(tags.filter(([key]) => !key.startsWith("aws:"))),
        accounts: accounts.sort(),
    };
}
