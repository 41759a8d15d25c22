import type { AwsClients } from "../../../aws/awsClients";
import { pagesOf } from "../../../aws/pagesOf";
import type { CostsModel } from "../model";
import type { FoundTags } from "../plan/foundCosts";
import type { CostQuestions } from "./costQuestions";

/** The most keys of a question. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_ListCostAllocationTags.html, read on 2026-11-26. */
const KEYS = 100;

/**
 * Which cost allocation tags this run may register. AWS refuses one that it has never seen on a resource, and knows a new one up to a day
 * late. Those in the state are known: AWS is asked only about the others.
 */
export async function findTags(
    { allocationTags }: Pick<CostsModel, "allocationTags">,
    inState: ReadonlySet<string>,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<FoundTags> {
    const fresh = allocationTags.filter((tag) => !inState.has(tag));
    if (fresh.length === 0) return { ...NO_TAGS, registered: allocationTags };
    const known = await questions.ask("the cost allocation tags", () => knownTags(fresh, clients));
    if (!known) return { ...NO_TAGS, registered: allocationTags.filter((tag) => inState.has(tag)), unread: fresh };
    return {
        registered: allocationTags.filter((tag) => inState.has(tag) || known.has(tag)),
        active: new Set(fresh.filter((tag) => known.get(tag) === "Active")),
        waiting: fresh.filter((tag) => !known.has(tag)),
        unread: [],
    };
}

const NO_TAGS: FoundTags = { registered: [], active: new Set(), waiting: [], unread: [] };

/** The status of each by its key. */
async function knownTags(keys: readonly string[], clients: AwsClients): Promise<ReadonlyMap<string, string>> {
    const { ListCostAllocationTagsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const chunks = Array.from({ length: Math.ceil(keys.length / KEYS) }, (_, index) =>
        keys.slice(index * KEYS, (index + 1) * KEYS),
    );
    const known = new Map<string, string>();
    const read = async (TagKeys: string[]): Promise<void> => {
        const pages = pagesOf((NextToken) =>
            client.send(
                new ListCostAllocationTagsCommand({ TagKeys, MaxResults: KEYS, ...(NextToken && { NextToken }) }),
            ),
        );
        for await (const { CostAllocationTags = [] } of pages) {
            for (const { TagKey = "", Status = "" } of CostAllocationTags) known.set(TagKey, Status);
        }
    };
    await Promise.all(chunks.map(read));
    return known;
}
