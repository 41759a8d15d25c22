import type { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import type { PacedCaller } from "./pacedCaller";

/** The most that GetResources answers at once. API reference of the Resource Groups Tagging API, GetResources: ResourcesPerPage. */
const ResourcesPerPage = 100;

/**
 * The tags of all units, accounts and policies of the organisation by their ids, as the tagging API lists them: 100 in a call. It leaves out
 * what has never had a tag, and AWS does not say how soon it knows of a change: compare it with ListTagsForResource (tagsOfMany).
 *
 * @param client in the region in which Organizations answers.
 */
export async function taggedResources(
    client: ResourceGroupsTaggingAPIClient,
    caller: PacedCaller,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const { GetResourcesCommand } = await import("@aws-sdk/client-resource-groups-tagging-api");
    const found = await caller.pages(
        "tagging.GetResources",
        async (PaginationToken) => {
            const { PaginationToken: NextToken, ResourceTagMappingList } = await client.send(
                new GetResourcesCommand({ ResourceTypeFilters: ["organizations"], ResourcesPerPage, PaginationToken }),
            );
            return { NextToken, ResourceTagMappingList };
        },
        ({ ResourceTagMappingList = [] }) => ResourceTagMappingList,
    );
    return new Map(
        found.map(({ ResourceARN = "", Tags = [] }) => [
            // arn:aws:organizations::123456789012:account/o-a1b2c3d4e5/111122223333
            ResourceARN.slice(ResourceARN.lastIndexOf("/") + 1),
            Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])),
        ]),
    );
}
