import assert from "node:assert/strict";
import { costReport, reportTime } from "../../../../../features/costs/report";
import { charge, ChargesSource, IDS, reportContext, reported, request, TODAY } from "./reportFixture";

describe("the budgets of a report", () => {
    it("has the budgets of lines with what AWS counts and forecasts, and AWS's forecast of the total", async () => {
        const context = reportContext();
        const team = context.costs.budgets.find(({ scope }) => scope.kind === "dimension")?.name ?? "";
        const withAws = { ...context, budgets: new Map([[team, { spent: 310, forecast: 390 }]]) };
        const all = [charge("2026-11-03", IDS.shop, 300)];
        const report = await reported(["team"], all, { context: withAws, forecast: 55 });
        assert.equal(report.total.forecast, 355);
        assert.deepEqual(report.lines[0]?.figures.budget, { name: team, period: "monthly", amount: 400, spent: 310 });
        assert.equal(report.lines[0].figures.forecast, 390);
        const account = await reported(["account"], all, { context: withAws });
        assert.equal(account.lines[0]?.figures.budget?.period, "yearly");
        const time = reportTime({ today: TODAY, month: "2026-10", count: 2 });
        const over = await reported(["team"], [charge("2026-10-03", IDS.shop, 1)], {
            context: withAws,
            forecast: 55,
            changes: { time },
        });
        assert.deepEqual([over.total.forecast, over.lines[0]?.figures.budget?.spent], [undefined, undefined]);
    });

    it("compares no budget with a bill in another currency", async () => {
        const context = reportContext();
        const source = new ChargesSource([charge("2026-11-03", IDS.shop, 300)], 55);
        const team = context.costs.budgets.find(({ scope }) => scope.kind === "dimension")?.name ?? "";
        const withAws = { ...context, budgets: new Map([[team, { spent: 310, forecast: 390 }]]) };
        for (const currency of ["USD", "EUR"]) {
            Object.assign(source, { currency: () => currency });
            const { total, lines, ...report } = await costReport(request(["team"]), source, withAws);
            assert.equal(report.currency, currency);
            const [shop] = lines;
            const shown = [total.budget?.amount, total.forecast, shop?.figures.budget?.amount, shop?.figures.forecast];
            assert.deepEqual(shown, currency === "USD" ? [900, 355, 400, 390] : [undefined, 355, undefined, undefined]);
        }
    });
});
