import assert from "node:assert/strict";
import { costReport, reportTime, type ReportContext } from "../../../../../features/costs/report";
import { charge, ChargesSource, IDS, reportContext, reported, request, TODAY } from "./reportFixture";

describe("the budgets of a report", () => {
    it("are those of its lines, with what AWS counts and forecasts, and AWS's forecast of the total", async () => {
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

    it("are all that a line or the whole has, the one of which most is spent first", async () => {
        const context = reportContext({}, "budget: { monthly: 1000, quarterly: 2000, yearly: 9000 }");
        const [monthly, quarterly, yearly] = context.costs.budgets.filter(({ scope }) => scope.kind === "organization");
        assert.ok(monthly && quarterly && yearly);
        const all = [charge("2026-11-03", IDS.shop, 300)];
        const inAws = (more: object): ReportContext => ({ ...context, budgets: new Map(Object.entries(more)) });
        const uses = async (more: object): Promise<unknown> => {
            const { total } = await reported(["team"], all, { context: inAws(more) });
            assert.deepEqual(total.budget, total.budgets?.[0]);
            return total.budgets?.map(({ period, spent }) => [period, spent]);
        };
        assert.deepEqual(await uses({}), [
            ["monthly", undefined],
            ["quarterly", undefined],
            ["yearly", undefined],
        ]);
        assert.deepEqual(await uses({ [quarterly.name]: { spent: 1900 }, [yearly.name]: { spent: 900 } }), [
            ["quarterly", 1900],
            ["monthly", undefined],
            ["yearly", 900],
        ]);
        const { total, lines } = await reported(["team"], all, {
            context: inAws({ [monthly.name]: { forecast: 800 }, [yearly.name]: { spent: 9500, forecast: 10_000 } }),
        });
        assert.deepEqual([total.budget?.period, total.forecast], ["yearly", 800]);
        assert.equal(lines[0]?.figures.budgets, undefined);
    });

    it("are compared with no bill in another currency", async () => {
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
