import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { PacedCaller } from "../../../../../../aws/pacedCaller";
import type { ExplorerOptions } from "../../../../../../features/costs/bill/explorer";
import type { CostQuestion } from "../../../../../../features/costs/bill/costSource";

export const NOVEMBER: CostQuestion = {
    from: "2026-11-01",
    to: "2026-11-26",
    granularity: "month",
    groupBy: ["account", "service"],
    metric: "unblended",
};

/** A page of Cost Explorer of one month. */
export function page(
    groups: readonly (readonly [keys: readonly string[], amount: string, currency?: string])[],
    NextPageToken?: string,
): object {
    const Groups = groups.map(([Keys, Amount, Unit = "USD"]) => ({
        Keys,
        Metrics: { UnblendedCost: { Amount, Unit } },
    }));
    return {
        ResultsByTime: [{ TimePeriod: { Start: "2026-11-01", End: "2026-11-26" }, Groups, Estimated: true }],
        ...(NextPageToken !== undefined && { NextPageToken }),
    };
}

export function awsError(name: string, message = "as AWS says it"): Error {
    return Object.assign(new Error(message), { name });
}

/** Clients whose Cost Explorer gives these answers one after the other, and what it was asked. */
export function answering(...answers: readonly (object | Error)[]): {
    readonly clients: ExplorerOptions["clients"];
    readonly asked: {
        readonly NextPageToken?: string;
        readonly Filter?: unknown;
        readonly TimePeriod?: unknown;
        readonly Granularity?: unknown;
    }[];
} {
    const waiting = [...answers];
    const asked: object[] = [];
    const client = {
        send: ({ input }: { readonly input: object }) => {
            asked.push(input);
            const answer = waiting.shift() ?? new Error("was asked once more than expected");
            return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
    } as unknown as CostExplorerClient;
    return {
        clients: { costExplorer: () => Promise.resolve(client), pacedCaller: () => new PacedCaller(false) },
        asked,
    };
}
