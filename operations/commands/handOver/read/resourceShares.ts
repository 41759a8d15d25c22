import type { RAMClient, ResourceShare as AwsShare } from "@aws-sdk/client-ram";
import type { CommandClients } from "../../../cli/commandClients";
import type { ResourceShare } from "./leavingAccount";
import { everyRegion, type RegionalAnswers } from "./everyRegion";

/** The account, and the other members of the organisation. */
export interface SharingAccount {
    /** The account that leaves. */
    readonly id: string;
    readonly regions: readonly string[];
    /** Ids of all accounts in the organisation. */
    readonly members: ReadonlySet<string>;
}

/**
 * The resource shares between the account and the rest of the organisation. Takes two calls for a region without any.
 *
 * @param inside with credentials of the account: RAM shows what it receives to nobody else.
 */
export async function readShares(
    inside: CommandClients,
    sharing: SharingAccount,
): Promise<RegionalAnswers<ResourceShare>> {
    return everyRegion(sharing.regions, async (region) => {
        const client = await inside.ram(region);
        return [...(await received(client, region, sharing)), ...(await given(client, region, sharing))];
    });
}

/** A share from outside the organisation was accepted by invitation, so it stays. */
async function received(client: RAMClient, region: string, { members }: SharingAccount): Promise<ResourceShare[]> {
    const shares = (await sharesOf(client, "OTHER-ACCOUNTS")).filter(({ owningAccountId = "" }) =>
        members.has(owningAccountId),
    );
    if (shares.length === 0) return [];
    const types = await typesOf(client, "OTHER-ACCOUNTS");
    return shares.map((share) => ({ ...described(share, region, types), received: true, to: [] }));
}

async function given(client: RAMClient, region: string, sharing: SharingAccount): Promise<ResourceShare[]> {
    const shares = await sharesOf(client, "SELF");
    if (shares.length === 0) return [];
    const principals = await principalsOf(client);
    const within = shares.flatMap((share) => {
        const to = (principals.get(share.resourceShareArn ?? "") ?? []).filter((one) => isWithin(one, sharing));
        return to.length > 0 ? [{ share, to }] : [];
    });
    if (within.length === 0) return [];
    const types = await typesOf(client, "SELF");
    return within.map(({ share, to }) => ({ ...described(share, region, types), received: false, to: to.sort() }));
}

function described(
    { name = "", resourceShareArn: arn = "", owningAccountId: owner = "", resourceShareConfiguration }: AwsShare,
    region: string,
    types: ReadonlyMap<string, ReadonlySet<string>>,
): Omit<ResourceShare, "received" | "to"> {
    return {
        name,
        arn,
        region,
        owner,
        types: [...(types.get(arn) ?? [])].sort(),
        retained: resourceShareConfiguration?.retainSharingOnAccountLeaveOrganization ?? false,
    };
}

/**
 * Whether a principal belongs to the organisation: the organisation itself, a unit, or another of its accounts with its roles and
 * users. Services and other accounts do not.
 */
function isWithin(principal: string, { id, members }: SharingAccount): boolean {
    if (/^arn:[\w-]+:organizations::\d{12}:(organization|ou)\//.test(principal)) return true;
    const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::|$)/.exec(principal)?.[1];
    return account !== undefined && account !== id && members.has(account);
}

async function sharesOf(client: RAMClient, resourceOwner: "SELF" | "OTHER-ACCOUNTS"): Promise<AwsShare[]> {
    const { paginateGetResourceShares } = await import("@aws-sdk/client-ram");
    const found: AwsShare[] = [];
    for await (const { resourceShares = [] } of paginateGetResourceShares({ client }, { resourceOwner })) {
        // RAM lists deleted shares for two more hours.
        found.push(...resourceShares.filter(({ status }) => status !== "DELETED" && status !== "DELETING"));
    }
    return found;
}

/** The principals by the share's ARN. */
async function principalsOf(client: RAMClient): Promise<Map<string, string[]>> {
    const { paginateGetResourceShareAssociations } = await import("@aws-sdk/client-ram");
    const found = new Map<string, string[]>();
    for await (const { resourceShareAssociations = [] } of paginateGetResourceShareAssociations(
        { client },
        { associationType: "PRINCIPAL", associationStatus: "ASSOCIATED" },
    )) {
        for (const { resourceShareArn = "", associatedEntity = "" } of resourceShareAssociations) {
            found.set(resourceShareArn, [...(found.get(resourceShareArn) ?? []), associatedEntity]);
        }
    }
    return found;
}

/** The types of the resources in each share, by its ARN, such as `ec2:Subnet`. */
async function typesOf(client: RAMClient, resourceOwner: "SELF" | "OTHER-ACCOUNTS"): Promise<Map<string, Set<string>>> {
    const { paginateListResources } = await import("@aws-sdk/client-ram");
    const found = new Map<string, Set<string>>();
    for await (const { resources = [] } of paginateListResources({ client }, { resourceOwner })) {
        for (const { resourceShareArn = "", type = "" } of resources) {
            found.set(resourceShareArn, (found.get(resourceShareArn) ?? new Set()).add(type));
        }
    }
    return found;
}
