import type { OrganizationCalls } from "./organizationCalls";

/** The tags of a root, unit, account or policy, those of AWS itself (`aws:...`) included. */
export async function tagsOf(calls: OrganizationCalls, resourceId: string): Promise<Record<string, string>> {
    const tags = await calls.list(
        { operation: "ListTagsForResource", question: `which tags ${resourceId} has` },
        (sdk, client, NextToken) =>
            client.send(new sdk.ListTagsForResourceCommand({ ResourceId: resourceId, NextToken })),
        ({ Tags }) => Tags,
    );
    return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
