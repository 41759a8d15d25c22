import assert from "node:assert/strict";
import { budgetLevel, budgetUse, eachBudget, forecastUse } from "../../../../../features/costs/page/data/budgetUse";
import type { CostFigures } from "../../../../../features/costs/report/costReport";
import { monthFigures } from "./reportLines";

const withBudget = (amount: number, period: string, more: { spent?: number; forecast?: number } = {}): CostFigures => ({
    ...monthFigures(10, 80),
    budget: { name: "b", period, amount, ...(more.spent === undefined ? {} : { spent: more.spent }) },
    ...(more.forecast === undefined ? {} : { forecast: more.forecast }),
});

describe("the use of a budget", () => {
    it("is what AWS says, or the month's costs of a monthly one", () => {
        assert.equal(budgetUse(monthFigures(1, 2)), undefined);
        assert.equal(budgetUse(withBudget(100, "monthly")), 0.8);
        assert.equal(budgetUse(withBudget(100, "monthly", { spent: 90 })), 0.9);
        assert.equal(budgetUse(withBudget(100, "yearly")), undefined);
        assert.equal(budgetUse(withBudget(100, "yearly", { spent: 150 })), 1.5);
        assert.equal(budgetUse(withBudget(0, "monthly")), undefined);
    });

    it("is compared with the forecast of the month, for monthly ones", () => {
        assert.equal(forecastUse(withBudget(100, "monthly", { forecast: 120 })), 1.2);
        assert.equal(forecastUse(withBudget(100, "monthly")), undefined);
        assert.equal(forecastUse(withBudget(100, "yearly", { forecast: 120 })), undefined);
    });

    it("is known of each of several budgets", () => {
        const [monthly, yearly] = [withBudget(100, "monthly"), withBudget(200, "yearly", { spent: 150 })];
        assert.ok(monthly.budget && yearly.budget);
        assert.deepEqual(
            eachBudget({ ...yearly, budgets: [yearly.budget, monthly.budget] }).map(budgetUse),
            [0.75, 0.8],
        );
        assert.deepEqual(eachBudget(monthly).map(budgetUse), [0.8]);
        assert.deepEqual(eachBudget(monthFigures(1, 2)), []);
    });

    it("is over, near or within", () => {
        assert.equal(budgetLevel(1.1, 0.9), "over");
        assert.equal(budgetLevel(0.5, 1.1), "near");
        assert.equal(budgetLevel(0.9, 0.99), "within");
        assert.equal(budgetLevel(0.9, undefined), "near");
        assert.equal(budgetLevel(1, undefined), "near");
        assert.equal(budgetLevel(0.1, undefined), "within");
    });
});
