import type { AwsClients } from "../../../aws/awsClients";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { cacheFolder } from "../../../aws/cacheFolder";
import { monthsLater } from "../bill/calendar";
import type { CostQuestion } from "../bill/costSource";
import { DayCache } from "../../../aws/dayCache";
import { explorerAmounts, explorerRequest } from "../bill/explorer";

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
    const thisMonth = now.toISOString().slice(0, 7);
    const month = monthsLater(thisMonth, -1);
    const question: CostQuestion = {
        from: `${month}-01`,
        to: `${thisMonth}-01`,
        granularity: "total",
        groupBy: ["account"],
        accounts: ids,
        kinds: ["usage"],
        metric: "unblended",
    };
    const amounts = explorerAmounts(question, await client.send(new GetCostAndUsageCommand(explorerRequest(question))));
    return {
        month,
        currency: amounts.find(({ currency }) => currency !== "")?.currency ?? "USD",
        amounts: new Map(amounts.map(({ keys: [id = ""], amount }) => [id, amount])),
    };
}

/** What AWS said of the accounts on the same day: a pull request is previewed many times. */
export class LastMonthAnswers {
    readonly #cache: DayCache;
    readonly #question: readonly string[];

    /** @param question everything that the answer depends on: the management account, the accounts. */
    constructor(question: readonly string[], now: Date) {
        this.#cache = new DayCache(cacheFolder("preview"), now.toISOString().slice(0, 10));
        this.#question = question;
    }

    read(): LastMonthCosts | undefined {
        const kept = this.#cache.read(this.#question);
        if (!isJsonMap(kept) || !isJsonMap(kept["amounts"])) return undefined;
        const { month, currency, amounts } = kept;
        const all = Object.entries(amounts).map(([id, amount]): [string, number] => [id, Number(amount)]);
        if (typeof month !== "string" || typeof currency !== "string") return undefined;
        return all.every(([, amount]) => Number.isFinite(amount))
            ? { month, currency, amounts: new Map(all) }
            : undefined;
    }

    write({ month, currency, amounts }: LastMonthCosts): void {
        this.#cache.write(this.#question, { month, currency, amounts: Object.fromEntries(amounts) });
    }
}
