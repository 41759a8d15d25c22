import type { AwsClients } from "../../../aws/awsClients";

/** What accounts cost in the month before this one, by id. */
export interface LastMonthCosts {
    /** `2026-10` */
    readonly month: string;
    readonly currency: string;
    /** An account without costs is absent. */
    readonly amounts: ReadonlyMap<string, number>;
}

/** The most accounts of a question: the answer is one page, and so one request. */
export const ASKED_ACCOUNTS = 100;

/**
 * What accounts cost last month, without credits, refunds and tax. One request, which AWS bills with 0.01 USD.
 *
 * @param ids at most ASKED_ACCOUNTS.
 */
export async function lastMonthCosts(ids: readonly string[], clients: AwsClients, now: Date): Promise<LastMonthCosts> {
    const { GetCostAndUsageCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const first = (months: number): string =>
        new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
    const { ResultsByTime = [] } = await client.send(
        new GetCostAndUsageCommand({
            TimePeriod: { Start: first(-1), End: first(0) },
            Granularity: "MONTHLY",
            Metrics: ["UnblendedCost"],
            GroupBy: [{ Type: "DIMENSION", Key: "LINKED_ACCOUNT" }],
            Filter: {
                And: [
                    { Dimensions: { Key: "LINKED_ACCOUNT", Values: [...ids] } },
                    { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund", "Tax"] } } },
                ],
            },
        }),
    );
    const groups = ResultsByTime.flatMap(({ Groups = [] }) => Groups);
    return {
        month: first(-1).slice(0, 7),
        currency:
            groups.map(({ Metrics }) => Metrics?.["UnblendedCost"]?.Unit).find((unit) => unit !== undefined) ?? "USD",
        amounts: new Map(
            groups.map(({ Keys: [id = ""] = [], Metrics }) => [id, Number(Metrics?.["UnblendedCost"]?.Amount ?? 0)]),
        ),
    };
}
