import type { CostQuestion, CostRow, CostSource } from "../../../../../features/costs/bill/costSource";
import {
    costReport,
    reportTime,
    type CostReport,
    type ReportContext,
    type ReportRequest,
} from "../../../../../features/costs/report";
import type { Charge } from "../bill/export/billYear";
import { knownSums } from "../bill/export/knownSums";
import { load } from "../../../definition/definitionFixtures";
import { costsOf } from "../language/costsFixture";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
budget: 900
costs:
    notify: [finops@example.com]
    dimensions:
        team: { tag: Team, values: { shop: { budget: 400 }, data: {} }, default: unassigned }
        owner: { tag: CostCenter, resources: true, default: nobody }
        department:
            values: { commerce: { units: [Work/Prod] }, research: { units: [Work/Dev] }, technology: { units: [Infra] } }
            default: unassigned
            split: [{ from: technology, to: [commerce, research], by: proportional }]
units:
    Work:
        budget: 500
        units:
            Prod: { accounts: { shop: { tags: { Team: shop, CostCenter: cc-1 }, budget: { yearly: 100 } } } }
            Dev: { accounts: { lab: { tags: { Team: data } } } }
        accounts: { common: { tags: { Team: shop } } }
    Infra: { accounts: { network: {} } }
accounts: { free: { unit: /, id: "200000000005" } }
`;

/** The ids of the accounts of the definition by key, then one that the definition does not have, and one that nobody knows. */
export const IDS = {
    shop: "200000000001",
    lab: "200000000002",
    common: "200000000003",
    network: "200000000004",
    free: "200000000005",
} as const;
export const MANAGEMENT = "200000000006";
export const GONE = "200000000007";

/** @param budget of the organisation. */
export function reportContext(changes: Partial<ReportContext> = {}, budget = "budget: 900"): ReportContext {
    const organization = load(DEFINITION.replace("budget: 900", budget));
    return {
        stack: "acme",
        currency: "USD",
        organization,
        costs: costsOf(organization),
        accounts: [...Object.entries(IDS).map(([name, id]) => ({ id, name })), { id: MANAGEMENT, name: "Acme" }],
        keys: new Map(Object.entries(IDS).map(([key, id]) => [id, key])),
        budgets: new Map(),
        ...changes,
    };
}

/** A source that has charges in memory, and remembers what it was asked. */
export class ChargesSource implements CostSource {
    readonly name = "the test";
    readonly questions: CostQuestion[] = [];
    readonly #charges: readonly Charge[];
    readonly #forecast: number | undefined;

    constructor(charges: readonly Charge[], forecast?: number) {
        this.#charges = charges;
        this.#forecast = forecast;
    }

    costs(question: CostQuestion): Promise<readonly CostRow[]> {
        this.questions.push(question);
        const rows = [...knownSums(this.#charges, question)].map(([text, amount]) => {
            const [month = "", ...keys] = text.split(" | ");
            return { month, keys, amount: amount / 1e6 };
        });
        return Promise.resolve(rows);
    }

    forecast(): Promise<number | undefined> {
        return Promise.resolve(this.#forecast);
    }

    usage(): { requests: number; cached: number; usd: number } {
        return { requests: this.questions.length, cached: 0, usd: 0 };
    }
}

/** A charge in dollars. */
export function charge(day: string, account: string, dollars: number, more: Partial<Charge> = {}): Charge {
    const amount = Math.round(dollars * 1e6);
    return {
        day,
        account,
        service: "AWS Lambda",
        explorerService: "AWS Lambda",
        region: "eu-central-1",
        kind: "usage",
        type: "Usage",
        resource: "",
        tags: {},
        unblended: amount,
        amortized: amount,
        ...more,
    };
}

export const TODAY = "2026-11-26";

export function request(by: readonly string[], changes: Partial<ReportRequest> = {}): ReportRequest {
    return { by, time: reportTime({ today: TODAY, count: 3 }), metric: "unblended", ...changes };
}

export async function reported(
    by: readonly string[],
    charges: readonly Charge[],
    {
        changes,
        context,
        forecast,
    }: { changes?: Partial<ReportRequest>; context?: ReportContext; forecast?: number } = {},
): Promise<CostReport> {
    return costReport(request(by, changes), new ChargesSource(charges, forecast), context ?? reportContext());
}

/** Each line's costs of the last month, by its keys. */
export function lastMonths({ lines }: CostReport): Record<string, number> {
    return Object.fromEntries(lines.map(({ keys, figures }) => [keys.join(" x "), figures.thisMonth]));
}
