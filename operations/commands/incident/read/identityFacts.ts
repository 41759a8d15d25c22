import type { IAMClient, RoleDetail } from "@aws-sdk/client-iam";
import { fewAtATime } from "../../../../aws/fewAtATime";
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
}

/** The roles of the account, by name. */
export async function readRoles(iam: IAMClient): Promise<readonly RoleFact[]> {
    const { paginateGetAccountAuthorizationDetails } = await import("@aws-sdk/client-iam");
    const roles: RoleFact[] = [];
    for await (const { RoleDetailList = [] } of paginateGetAccountAuthorizationDetails(
        { client: iam },
        { Filter: ["Role"], MaxItems: 1000 },
    )) {
        roles.push(...RoleDetailList.map(roleFact));
    }
    return roles.sort((one, two) => one.name.localeCompare(two.name));
}

/** Asks IAM of the account what it has. */
export async function readIdentities(iam: IAMClient): Promise<IdentityFacts> {
    const { GetAccountSummaryCommand, paginateListUsers } = await import("@aws-sdk/client-iam");
    const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
    const users: { name: string; created: string }[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: iam }, { MaxItems: 1000 })) {
        users.push(...Users.map(({ UserName = "", CreateDate }) => ({ name: UserName, created: timeOf(CreateDate) })));
    }
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
        roles: await readRoles(iam),
        withoutKeys: users.length - asked.length,
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

function roleFact({ RoleName = "", Path = "/", Arn = "", ...role }: RoleDetail): RoleFact {
    return {
        name: RoleName,
        path: Path,
        arn: Arn,
        created: timeOf(role.CreateDate),
        ...(role.RoleLastUsed?.LastUsedDate && { used: timeOf(role.RoleLastUsed.LastUsedDate) }),
        trusts: trustedBy(role.AssumeRolePolicyDocument ?? ""),
    };
}

function timeOf(date: Date | undefined): string {
    return date?.toISOString() ?? "";
}
