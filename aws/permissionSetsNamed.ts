import type { AwsClients } from "./awsClients";
import { AT_A_TIME } from "./callsAtATime";
import { fewAtATime } from "./fewAtATime";
import type { IdentityCenterInstance } from "./identityCenterInstance";
import { pagesOf } from "./pagesOf";

/** A permission set that AWS has. */
export interface NamedPermissionSet {
    readonly arn: string;
    readonly name: string;
    readonly tags: Readonly<Record<string, string>>;
}

/** Those permission sets that have one of the names: a call for each hundred, one for each permission set, and one for each that is found. */
export async function permissionSetsNamed(
    names: ReadonlySet<string>,
    { arn: InstanceArn, region }: Pick<IdentityCenterInstance, "arn" | "region">,
    clients: Pick<AwsClients, "ssoAdmin">,
): Promise<NamedPermissionSet[]> {
    const { DescribePermissionSetCommand, ListPermissionSetsCommand, ListTagsForResourceCommand } =
        await import("@aws-sdk/client-sso-admin");
    const client = await clients.ssoAdmin(region);
    const arns: string[] = [];
    const pages = pagesOf((NextToken) =>
        client.send(new ListPermissionSetsCommand({ InstanceArn, NextToken, MaxResults: 100 })),
    );
    for await (const { PermissionSets = [] } of pages) arns.push(...PermissionSets);
    const found = await fewAtATime(arns, AT_A_TIME, async (PermissionSetArn) => {
        const { PermissionSet } = await client.send(
            new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }),
        );
        const name = PermissionSet?.Name ?? "";
        if (!names.has(name)) return [];
        const { Tags = [] } = await client.send(
            new ListTagsForResourceCommand({ InstanceArn, ResourceArn: PermissionSetArn }),
        );
        const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
        return [{ arn: PermissionSetArn, name, tags }];
    });
    return found.flat();
}
