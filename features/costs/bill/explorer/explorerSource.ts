import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type { AwsClients } from "../../../../aws/awsClients";
import { exceptionName } from "../../../../aws/organization";
import { countOf } from "../../../../limits";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import { monthsLater } from "../calendar";
import type { CostMetric, CostQuestion, CostRow, CostSource, SourceUsage } from "../costSource";
import type { DayCache } from "../../../../aws/dayCache";
import { ExplorerError, explorerError } from "./explorerError";
import { explorerAmounts, explorerRequest, USAGE_FILTER, type ExplorerAmount } from "./explorerRequest";
import { isCostPage, isForecast, type CostPage } from "./keptAnswers";

/** What AWS bills for each request, for each page too. https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing/ */
const USD_PER_REQUEST = 0.01;

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html, read on 2026-11-26. */
const TOKEN_ERRORS = ["InvalidNextTokenException", "RequestChangedException"];

/** A request that may be answered from the cache. */
interface Asked<T> {
    readonly operation: string;
    readonly request: object;
    /** Whether a value of the cache is an answer: a damaged file is asked again. */
    readonly isAnswer: (kept: unknown) => kept is T;
    readonly fresh?: boolean | undefined;
}

export interface ExplorerOptions {
    readonly clients: Pick<AwsClients, "costExplorer" | "pacedCaller">;
    /** Where the day's answers are kept. Absent: every question is asked. */
    readonly cache?: DayCache;
    /** Answers of the cache are not used, and replaced. */
    readonly fresh?: boolean;
    /** The most requests that AWS may bill. */
    readonly most: number;
}

/** Costs from Cost Explorer. Each page of an answer is a request that AWS bills. */
export class ExplorerSource implements CostSource {
    readonly name = "Cost Explorer";
    readonly #options: ExplorerOptions;
    readonly #caller: PacedCaller;
    readonly #currencies = new Set<string>();
    #requests = 0;
    #cached = 0;

    constructor(options: ExplorerOptions) {
        this.#options = options;
        this.#caller = options.clients.pacedCaller();
    }

    async costs(question: CostQuestion): Promise<readonly CostRow[]> {
        const cachedBefore = this.#cached;
        try {
            return await this.#costs(question, this.#options.fresh ?? false);
        } catch (error) {
            // An earlier run was interrupted after some pages, and AWS no longer knows the token of the next one.
            const isOldToken = TOKEN_ERRORS.includes(exceptionName(error) ?? "");
            if (!isOldToken || this.#cached === cachedBefore) throw error;
            return this.#costs(question, true);
        }
    }

    async #costs(question: CostQuestion, fresh: boolean): Promise<readonly CostRow[]> {
        const { GetCostAndUsageCommand } = await import("@aws-sdk/client-cost-explorer");
        const amounts: ExplorerAmount[] = [];
        let token: string | undefined;
        do {
            const request = explorerRequest(question, token);
            const page: CostPage = await this.#ask(
                { operation: "GetCostAndUsage", request, isAnswer: isCostPage, fresh },
                async (client) => {
                    const { ResultsByTime = [], NextPageToken } = await client.send(
                        new GetCostAndUsageCommand(request),
                    );
                    return { ResultsByTime, ...(NextPageToken !== undefined && { NextPageToken }) };
                },
            );
            amounts.push(...explorerAmounts(question, page));
            token = page.NextPageToken === "" ? undefined : page.NextPageToken;
        } while (token !== undefined);
        this.#checkCurrency(amounts);
        return summed(amounts);
    }

    /** Undefined if AWS has too few costs to forecast from: it wants some weeks of them. */
    async forecast(from: string, metric: CostMetric): Promise<number | undefined> {
        const { GetCostForecastCommand } = await import("@aws-sdk/client-cost-explorer");
        const request = {
            TimePeriod: { Start: from, End: `${monthsLater(from.slice(0, 7), 1)}-01` },
            // The report adds what the month has cost so far. AWS does not document whether a forecast by month has the days before `from`.
            Granularity: "DAILY",
            Metric: metric === "amortized" ? "AMORTIZED_COST" : "UNBLENDED_COST",
            Filter: USAGE_FILTER,
        } as const;
        const asked = { operation: "GetCostForecast", request, isAnswer: isForecast, fresh: this.#options.fresh };
        const { amount } = await this.#ask(asked, async (client) => {
            try {
                const { Total } = await client.send(new GetCostForecastCommand(request));
                return { ...(Total?.Amount !== undefined && { amount: Number(Total.Amount) }) };
            } catch (error) {
                if (exceptionName(error) === "DataUnavailableException") return {};
                throw error;
            }
        });
        return amount;
    }

    usage(): SourceUsage {
        return {
            requests: this.#requests,
            cached: this.#cached,
            usd: Math.round(this.#requests * USD_PER_REQUEST * 100) / 100,
        };
    }

    /** The currency of the bill; undefined before there are costs. */
    currency(): string | undefined {
        return [...this.#currencies][0];
    }

    async #ask<T extends object>(
        { operation, request, isAnswer, fresh = false }: Asked<T>,
        send: (client: CostExplorerClient) => Promise<T>,
    ): Promise<T> {
        const { cache, clients, most } = this.#options;
        const question = [operation, request];
        const kept = fresh ? undefined : cache?.read(question);
        if (isAnswer(kept)) {
            this.#cached++;
            return kept;
        }
        if (this.#requests >= most) throw tooManyRequests(most, cache !== undefined);
        // Counted before it waits, so that questions asked at the same time do not exceed the limit.
        this.#requests++;
        try {
            const client = await clients.costExplorer();
            const answer = await this.#caller.call(`costexplorer.${operation}`, () => send(client));
            cache?.write(question, answer);
            return answer;
        } catch (error) {
            throw explorerError(error);
        }
    }

    #checkCurrency(amounts: readonly ExplorerAmount[]): void {
        for (const { currency, amount } of amounts) if (amount !== 0 && currency !== "") this.#currencies.add(currency);
        if (this.#currencies.size < 2) return;
        throw new ExplorerError(
            `AWS billed in ${[...this.#currencies].join(" and ")}, which have no common sum: ask for months in which it billed in one currency (--month, --months)`,
        );
    }
}

function tooManyRequests(most: number, isKept: boolean): ExplorerError {
    return new ExplorerError(
        `the answer needs more than ${countOf(most, "request")} to Cost Explorer, and AWS bills 0.01 USD for each. ${isKept ? "What AWS has answered is kept for the day. " : ""}` +
            `To go on, allow more: --requests ${Math.min(10 * most, 100_000)}. Fewer months (--months) and one grouping (--by) need fewer; an export of costs needs none (docs/costs.md)`,
    );
}

/** One row for each month and keys. */
function summed(amounts: readonly ExplorerAmount[]): readonly CostRow[] {
    const rows = new Map<string, CostRow>();
    for (const { month, keys, amount } of amounts) {
        const id = JSON.stringify([month, keys]);
        rows.set(id, { month, keys, amount: amount + (rows.get(id)?.amount ?? 0) });
    }
    return [...rows.values()];
}
