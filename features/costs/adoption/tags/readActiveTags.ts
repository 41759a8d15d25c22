import type { AdoptionReading } from "../../../../operations/commands/adopt/feature";

/** The keys of all active cost allocation tags, also of those that AWS makes: a call for each thousand. They are free. */
export async function readActiveTags({ clients, caller, journal }: AdoptionReading): Promise<readonly string[]> {
    const { ListCostAllocationTagsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    return journal.answer("active cost allocation tags", () =>
        caller.pages(
            "ce.ListCostAllocationTags",
            (NextToken) =>
                client.send(new ListCostAllocationTagsCommand({ Status: "Active", NextToken, MaxResults: PAGE })),
            ({ CostAllocationTags = [] }) => CostAllocationTags.flatMap(({ TagKey = [] }) => TagKey),
        ),
    );
}

/** The most that AWS answers at once. API reference, ListCostAllocationTags, read on 2026-11-27. */
const PAGE = 1_000;
