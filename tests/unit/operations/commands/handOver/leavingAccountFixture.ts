import type { LeavingAccount } from "../../../../../operations/commands/handOver/read/leavingAccount";

export const DENY_LEAVING = {
    Version: "2012-10-17",
    Statement: [{ Sid: "No", Effect: "Deny", Action: ["organizations:LeaveOrganization"], Resource: ["*"] }],
};

/** An account that may leave, apart from what AWS does not say. */
export const FACTS: LeavingAccount = {
    at: "2026-11-24T10:00:00.000Z",
    organization: { id: "o-abc", managementAccountId: "111111111111", serviceAccess: ["cloudtrail.amazonaws.com"] },
    account: {
        id: "222222222222",
        arn: "arn:aws:organizations::111111111111:account/o-abc/222222222222",
        name: "Shop",
        email: "aws+shop@example.com",
        state: "ACTIVE",
        joinedMethod: "CREATED",
        joined: "2026-11-20T10:00:00.000Z",
    },
    tags: { Team: "shop", Environment: "prod" },
    levels: [
        {
            id: "r-1",
            name: "Root",
            kind: "root",
            policies: [
                policy("FullAWSAccess", "SERVICE_CONTROL_POLICY", {}, true),
                policy("deny-leaving-organization", "SERVICE_CONTROL_POLICY", DENY_LEAVING),
            ],
        },
        { id: "ou-1", name: "Workloads", kind: "unit", policies: [policy("spelling", "TAG_POLICY", { tags: {} })] },
        { id: "222222222222", name: "Shop", kind: "account", policies: [] },
    ],
    delegations: [],
    contact: {
        value: {
            AddressLine1: "Example Street 1",
            City: "Berlin",
            CountryCode: "DE",
            FullName: "Ada Example",
            PhoneNumber: "+49301234567",
            PostalCode: "10115",
        },
    },
    alternateContacts: { value: { security: { EmailAddress: "security@example.com" } } },
    regions: { value: ["eu-central-1", "us-east-1"] },
    assignments: { value: [{ permissionSet: "Admin", principalType: "GROUP", principalId: "g-1" }] },
};

export function policy(
    name: string,
    type: string,
    document: unknown,
    awsManaged = false,
): LeavingAccount["levels"][number]["policies"][number] {
    return { id: `p-${name}`, name, type, awsManaged, document };
}
