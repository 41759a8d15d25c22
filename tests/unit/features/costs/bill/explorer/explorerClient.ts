import type {
    CostExplorerClient,
    GetCostAndUsageCommandInput,
    GetCostAndUsageCommandOutput,
} from "@aws-sdk/client-cost-explorer";
import { PacedCaller } from "../../../../../../aws/pacedCaller";
import type { CostQuestion } from "../../../../../../features/costs/bill/costSource";
import { ExplorerSource, type ExplorerOptions } from "../../../../../../features/costs/bill/explorer/explorerSource";

export type Page = Pick<GetCostAndUsageCommandOutput, "ResultsByTime" | "NextPageToken">;
type Answer = object | Error;

/** Cost Explorer with answers of the test. It gives them in their order and remembers what it was asked. */
export class FakeExplorer {
    readonly requests: object[] = [];
    readonly #answers: Answer[];

    constructor(...answers: readonly Answer[]) {
        this.#answers = [...answers];
    }

    /** The requests of GetCostAndUsage. */
    get usage(): readonly GetCostAndUsageCommandInput[] {
        return this.requests as GetCostAndUsageCommandInput[];
    }

    source(options: Partial<ExplorerOptions> = {}): ExplorerSource {
        const client = {
            send: ({ input }: { input: object }): Promise<object> => {
                this.requests.push(input);
                const answer = this.#answers.shift() ?? { ResultsByTime: [] };
                return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
            },
        } as unknown as CostExplorerClient;
        const clients = { costExplorer: () => Promise.resolve(client), pacedCaller: () => new PacedCaller(false) };
        return new ExplorerSource({ clients, most: 20, ...options });
    }
}

/** A page with one month. @param amounts by the group's keys, joined with ` | `. */
export function page(
    amounts: Readonly<Record<string, string>>,
    { month = "2026-10", unit = "USD", token }: { month?: string; unit?: string; token?: string } = {},
): Page {
    const Groups = Object.entries(amounts).map(([keys, Amount]) => ({
        Keys: keys.split(" | "),
        Metrics: { UnblendedCost: { Amount, Unit: unit } },
    }));
    return {
        ResultsByTime: [{ TimePeriod: { Start: `${month}-01`, End: undefined }, Groups }],
        ...(token !== undefined && { NextPageToken: token }),
    };
}

export function question(changes: Partial<CostQuestion> = {}): CostQuestion {
    return {
        from: "2026-10-01",
        to: "2026-11-01",
        granularity: "month",
        groupBy: ["account"],
        metric: "unblended",
        ...changes,
    };
}

/** An error as AWS's SDK throws it. */
export function awsError(name: string, message = "no"): Error {
    return Object.assign(new Error(message), { name, $metadata: {}, $fault: "client" });
}
