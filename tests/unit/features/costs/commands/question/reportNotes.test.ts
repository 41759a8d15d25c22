import assert from "node:assert/strict";
import { reportNotes } from "../../../../../../features/costs/commands/question/reportNotes";
import type { CostReport } from "../../../../../../features/costs/report";
import { costsIn } from "../../language/costsFixture";
import { charge, IDS, reported } from "../../report/reportFixture";

const BUDGETS = costsIn("budget: 900\ncosts: { notify: [finops@example.com] }\n");
const NO_BUDGETS = costsIn("costs: {}\n");

describe("the notes about a report", () => {
    let report: CostReport;
    before(async () => {
        const charges = [0.1, 0.2, 7e6].map((dollars) => charge("2026-11-03", IDS.shop, dollars));
        report = await reported(["service"], [...charges, charge("2026-10-03", IDS.lab, 5)]);
    });

    it("are none, if the lines sum to the total and the budgets are in the currency of the bill", () => {
        assert.deepEqual(reportNotes(report, BUDGETS), []);
    });

    it("say why there are no budgets, if the definition has some", () => {
        const euros = { ...report, currency: "EUR" };
        assert.deepEqual(reportNotes(euros, BUDGETS), [
            "The bill is in EUR and the budgets are in USD, so they are not compared.",
        ]);
        assert.deepEqual(reportNotes(euros, NO_BUDGETS), []);
    });

    it("say if the lines do not sum to the total, because AWS has added costs to one of them", () => {
        const total = { ...report.total, months: [0, 4, 7_000_000.3] };
        assert.deepEqual(reportNotes({ ...report, total }, NO_BUDGETS), [
            "The lines of 2026-10 sum to $5.00, and the total is $4.00: AWS has changed costs since the answers that were kept today. To ask everything again: --fresh.",
        ]);
    });
});
