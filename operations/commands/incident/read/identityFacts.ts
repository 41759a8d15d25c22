import type { GroupDetail, IAMClient, ManagedPolicyDetail, RoleDetail, UserDetail } from "@aws-sdk/client-iam";
import { fewAtATime } from "../../../../aws/fewAtATime";
import { HeldPolicyReader, type HeldPolicies } from "./heldPolicies";
import { trustedBy, type TrustedParties } from "./trustedParties";

/** Users whose keys are asked for. Each takes a call, and another one for each key. */
const MOST_USERS = 200;
const AT_A_TIME = 5;

/** What IAM of an account has now. */
export interface IdentityFacts {
    readonly root: { readonly hasAccessKeys: boolean; readonly hasMfa: boolean };
    readonly users: readonly UserFact[];
    readonly roles: readonly RoleFact[];
    /** Users whose keys were not asked for, because there are too many. */
    readonly withoutKeys: number;
}

export interface UserFact {
    readonly name: string;
    readonly created: string;
    readonly hasPassword: boolean;
    readonly keys: readonly KeyFact[];
    readonly policies: HeldPolicies;
}

export interface KeyFact {
    readonly id: string;
    readonly isActive: boolean;
    readonly created: string;
    /** Absent if it was never used. */
    readonly used?: string;
    /** Where: `s3, eu-central-1`. */
    readonly usedFor?: string;
}

export interface RoleFact {
    readonly name: string;
    readonly path: string;
    readonly arn: string;
    readonly created: string;
    readonly used?: string;
    readonly trusts: TrustedParties;
    readonly policies: HeldPolicies;
}

/** The roles of the account, by name. */
export async function readRoles(iam: IAMClient): Promise<readonly RoleFact[]> {
    return (await readDetails(iam)).roles;
}

/** Asks IAM of the account what it has. */
export async function readIdentities(iam: IAMClient): Promise<IdentityFacts> {
    const { GetAccountSummaryCommand } = await import("@aws-sdk/client-iam");
    const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
    const { roles, users } = await readDetails(iam);
    const asked = users.slice(0, MOST_USERS);
    return {
        root: {
            hasAccessKeys: (SummaryMap.AccountAccessKeysPresent ?? 0) > 0,
            hasMfa: (SummaryMap.AccountMFAEnabled ?? 0) > 0,
        },
        users: await fewAtATime(asked, AT_A_TIME, async (user) => ({
            ...user,
            hasPassword: await hasPassword(iam, user.name),
            keys: await keysOf(iam, user.name),
        })),
        roles,
        withoutKeys: users.length - asked.length,
    };
}

/** Users and roles with their policies. The newest users come first, because an intruder's are new. */
async function readDetails(iam: IAMClient): Promise<{
    readonly roles: readonly RoleFact[];
    readonly users: readonly Omit<UserFact, "keys" | "hasPassword">[];
}> {
    const { paginateGetAccountAuthorizationDetails } = await import("@aws-sdk/client-iam");
    const found = {
        roles: [] as RoleDetail[],
        users: [] as UserDetail[],
        groups: [] as GroupDetail[],
        policies: [] as ManagedPolicyDetail[],
    };
    for await (const page of paginateGetAccountAuthorizationDetails(
        { client: iam },
        { Filter: ["Role", "User", "Group", "LocalManagedPolicy"], MaxItems: 1000 },
    )) {
        found.roles.push(...(page.RoleDetailList ?? []));
        found.users.push(...(page.UserDetailList ?? []));
        found.groups.push(...(page.GroupDetailList ?? []));
        found.policies.push(...(page.Policies ?? []));
    }
    const reader = new HeldPolicyReader(found.groups, found.policies);
    return {
        roles: found.roles.map((role) => roleFact(role, reader)).sort((one, two) => one.name.localeCompare(two.name)),
        users: found.users
            .map((user) => ({
                name: user.UserName ?? "",
                created: timeOf(user.CreateDate),
                policies: reader.of(user),
            }))
            .sort((one, two) => two.created.localeCompare(one.created) || one.name.localeCompare(two.name)),
    };
}

async function keysOf(iam: IAMClient, UserName: string): Promise<KeyFact[]> {
    const { GetAccessKeyLastUsedCommand, ListAccessKeysCommand } = await import("@aws-sdk/client-iam");
    // A user has two keys at most: there is no second page.
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
    const keys: KeyFact[] = [];
    for (const { AccessKeyId = "", Status, CreateDate } of AccessKeyMetadata) {
        const { AccessKeyLastUsed: used } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
        keys.push({
            id: AccessKeyId,
            isActive: Status === "Active",
            created: timeOf(CreateDate),
            ...(used?.LastUsedDate && {
                used: timeOf(used.LastUsedDate),
                usedFor: [used.ServiceName, used.Region].filter((one) => one !== undefined && one !== "N/A").join(", "),
            }),
        });
    }
    return keys;
}

async function hasPassword(iam: IAMClient, UserName: string): Promise<boolean> {
    const { GetLoginProfileCommand, NoSuchEntityException } = await import("@aws-sdk/client-iam");
    try {
        await iam.send(new GetLoginProfileCommand({ UserName }));
        return true;
    } catch (error) {
        if (error instanceof NoSuchEntityException) return false;
        throw error;
    }
}

function roleFact({ RoleName = "", Path = "/", Arn = "", ...role }: RoleDetail, reader: HeldPolicyReader): RoleFact {
    return {
        name: RoleName,
        path: Path,
        arn: Arn,
        created: timeOf(role.CreateDate),
        ...(role.RoleLastUsed?.LastUsedDate && { used: timeOf(role.RoleLastUsed.LastUsedDate) }),
        trusts: trustedBy(role.AssumeRolePolicyDocument ?? ""),
        policies: reader.of(role),
    };
}

function timeOf(date: Date | undefined): string {
    return date?.toISOString() ?? "";
}
