import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";

const DAY_MS = 86_400_000;
/** The days before the last whole one, which say what is usual. */
const USUAL_DAYS = 7;

/** What an account costs, by Cost Explorer's days. */
export interface Spending {
    readonly currency: string;
    /** The last whole day, such as 2026-11-26. */
    readonly day: string;
    readonly perHour: number;
    /** The mean of the seven days before. */
    readonly usualPerHour: number;
    /** What Cost Explorer has of today. */
    readonly today: number;
    /** The services of that day, the dearest first. */
    readonly services: readonly { readonly name: string; readonly perHour: number; readonly usualPerHour: number }[];
}

/**
 * Asks Cost Explorer once, which AWS bills with 0.01 USD. It has figures by the hour only where somebody has switched them on, and they cost
 * extra; so the last whole day is divided by 24. It is up to a day behind.
 *
 * Prices: a stored copy of https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing/, read 2026-11-27. How far behind it is: AWS's
 * "Best practices for the AWS Cost Explorer API" says that figures come up to three times a day; a day is from memory.
 */
export async function readSpending(client: CostExplorerClient, accountId: string, now: Date): Promise<Spending> {
    const { GetCostAndUsageCommand } = await import("@aws-sdk/client-cost-explorer");
    const dayOf = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
    const [today, day] = [dayOf(0), dayOf(-1)];
    const { ResultsByTime = [] } = await client.send(
        new GetCostAndUsageCommand({
            TimePeriod: { Start: dayOf(-1 - USUAL_DAYS), End: dayOf(1) },
            Granularity: "DAILY",
            Metrics: ["UnblendedCost"],
            Filter: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [accountId] } },
            GroupBy: [{ Type: "DIMENSION", Key: "SERVICE" }],
        }),
    );
    const amounts = ResultsByTime.flatMap(({ TimePeriod, Groups = [] }) =>
        Groups.map(({ Keys = [], Metrics }) => ({
            day: TimePeriod?.Start ?? "",
            service: Keys[0] ?? "",
            amount: Number(Metrics?.UnblendedCost?.Amount ?? 0),
            unit: Metrics?.UnblendedCost?.Unit ?? "",
        })),
    );
    const sum = (isCounted: (one: { day: string; service: string }) => boolean): number =>
        amounts.filter(isCounted).reduce((total, { amount }) => total + amount, 0);
    const rates = (isOf: (service: string) => boolean): { perHour: number; usualPerHour: number } => ({
        perHour: sum((one) => one.day === day && isOf(one.service)) / 24,
        usualPerHour: sum((one) => one.day < day && isOf(one.service)) / USUAL_DAYS / 24,
    });
    return {
        currency: amounts.find(({ unit }) => unit !== "")?.unit ?? "USD",
        day,
        ...rates(() => true),
        today: sum((one) => one.day === today),
        services: [...new Set(amounts.filter((one) => one.day === day).map(({ service }) => service))]
            .map((name) => ({ name, ...rates((service) => service === name) }))
            .sort((one, two) => two.perHour - one.perHour || one.name.localeCompare(two.name)),
    };
}
