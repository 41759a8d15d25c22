import {
    GetCostAndUsageCommand,
    type CostExplorerClient,
    type Expression,
    type GetCostAndUsageCommandOutput,
    type GroupDefinition,
} from "@aws-sdk/client-cost-explorer";
import type { CostGroup, CostQuestion, CostRow } from "../../features/costs/bill/costSource";
import { serviceName } from "../../features/costs/bill/serviceNames";

const DIMENSIONS = { account: "LINKED_ACCOUNT", service: "SERVICE", region: "REGION", kind: "RECORD_TYPE" } as const;
const METRICS = { unblended: "UnblendedCost", amortized: "AmortizedCost" } as const;

/** What Cost Explorer itself answers to a question, asked without a cache. */
export async function explorerAnswer(client: CostExplorerClient, question: CostQuestion): Promise<readonly CostRow[]> {
    const rows: CostRow[] = [];
    const Metric = METRICS[question.metric];
    let NextPageToken: string | undefined;
    do {
        const page: GetCostAndUsageCommandOutput = await client.send(
            new GetCostAndUsageCommand({
                TimePeriod: { Start: question.from, End: question.to },
                Granularity: "MONTHLY",
                Metrics: [Metric],
                GroupBy: question.groupBy.map(definitionOf),
                Filter: filterOf(question),
                NextPageToken,
            }),
        );
        for (const { TimePeriod, Groups = [] } of page.ResultsByTime ?? []) {
            const month = (question.granularity === "total" ? question.from : TimePeriod?.Start)?.slice(0, 7) ?? "";
            for (const { Keys = [], Metrics } of Groups) {
                const keys = question.groupBy.map((group, index) => keyOf(group, Keys[index] ?? ""));
                rows.push({ month, keys, amount: Number(Metrics?.[Metric]?.Amount) });
            }
        }
        ({ NextPageToken } = page);
    } while (NextPageToken !== undefined);
    return rows;
}

function definitionOf(group: CostGroup): GroupDefinition {
    if (typeof group !== "string") return { Type: "TAG", Key: group.tag };
    if (group === "resource") throw new Error("Cost Explorer knows no resources");
    return { Type: "DIMENSION", Key: DIMENSIONS[group] };
}

function filterOf({ accounts, kinds }: CostQuestion): Expression | undefined {
    if (kinds) throw new Error("not needed so far");
    return accounts && { Dimensions: { Key: "LINKED_ACCOUNT", Values: [...accounts] } };
}

function keyOf(group: CostGroup, key: string): string {
    if (typeof group !== "string") return key.slice(key.indexOf("$") + 1);
    if (group === "service") return serviceName(key);
    if (group === "region") return ["", "NoRegion", "global"].includes(key) ? "global" : key;
    if (group === "kind") return ["Credit", "Refund", "Tax"].includes(key) ? key.toLowerCase() : "usage";
    return key;
}
