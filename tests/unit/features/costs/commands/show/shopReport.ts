import type { CostFigures, CostReport } from "../../../../../../features/costs/report";

const figures = (
    months: readonly number[],
    lastMonthSameDay: number,
    more: Partial<CostFigures> = {},
): CostFigures => ({
    months,
    thisMonth: months.at(-1) ?? 0,
    lastMonth: months.at(-2) ?? 0,
    lastMonthSameDay,
    ...more,
});
const budget = (period: string, amount: number): Partial<CostFigures> => ({
    budget: { name: "budget", period, amount },
});

/** A report of four teams in the middle of a month: with and without budgets, of hardly any costs, and of less than nothing. */
export function shopReport(): CostReport {
    const shop = figures([0, 0, 0, 0, 350, 700, 720, 900], 600, budget("monthly", 1000));
    const search = figures([0, 0, 0, 0, 0, 0, 60, 0.004], 50);
    const share = (amount: number): number => amount / 1250;
    const lines = [
        { keys: ["shop"], figures: shop, share: share(900) },
        {
            keys: ["data"],
            figures: figures(
                Array.from({ length: 8 }, () => 350),
                350,
                budget("quarterly", 3000),
            ),
            share: share(350),
        },
        { keys: ["search"], figures: search, share: share(0.004) },
        { keys: ["unassigned"], figures: figures([0, 0, 0, 0, 0, 0, 0, -1.5], 0), share: share(-1.5) },
    ];
    return {
        source: "Cost Explorer",
        usage: { requests: 4, cached: 2, usd: 0.04 },
        currency: "USD",
        metric: "unblended",
        stack: "acme",
        until: "2026-11-25",
        notes: [],
        months: ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"],
        isPartial: true,
        by: ["team"],
        total: figures([350, 350, 350, 350, 700, 1050, 1200, 1250], 1000, {
            forecast: 1500,
            ...budget("monthly", 2000),
        }),
        apart: [
            {
                kind: "credit",
                figures: figures(
                    Array.from({ length: 8 }, () => -40),
                    -40,
                ),
            },
            {
                kind: "tax",
                figures: figures(
                    Array.from({ length: 8 }, () => 19),
                    19,
                ),
            },
        ],
        lines,
        movers: [lines[0]!, lines[2]!],
        unassigned: [
            { name: "team", amount: 0.001, share: 0 },
            { name: "tag Team", amount: 12.3, share: share(12.3) },
        ],
        accounts: [],
    };
}
