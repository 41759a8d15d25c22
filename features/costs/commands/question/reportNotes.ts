import { visible } from "../../../../limits";
import type { CostsModel } from "../../model";
import { amountText } from "../../../../pages/data/amountText";
import type { CostReport } from "../../report";

/** Less than this, in the currency, is what rounding leaves over. */
const LEAST_DIFFERENCE = 0.01;

/** What people must know of a report's figures before they rely on them, one sentence each. */
export function reportNotes(report: CostReport, costs: CostsModel): readonly string[] {
    return [...currencyNotes(report.currency, costs), ...sumNotes(report)];
}

/** Why a report has no budgets, although the definition has some. Empty if it has them. */
function currencyNotes(bill: string, { currency, budgets, accounts }: CostsModel): readonly string[] {
    const hasBudgets = budgets.length > 0 || [...accounts.values()].some((account) => account.budgets.length > 0);
    if (bill === currency || !hasBudgets) return [];
    return [`The bill is in ${visible(bill)} and the budgets are in ${currency}, so they are not compared.`];
}

/** Answers that were kept since the morning do not fit those of the evening, if AWS has added costs in between. */
function sumNotes({ lines, total, months, currency }: CostReport): readonly string[] {
    const sums = months.map((_, index) => lines.reduce((sum, { figures }) => sum + (figures.months[index] ?? 0), 0));
    const wrong = sums.findLastIndex((sum, index) => Math.abs(sum - (total.months[index] ?? 0)) >= LEAST_DIFFERENCE);
    if (wrong < 0) return [];
    const { exact } = amountText(currency, 0);
    return [
        `The lines of ${months[wrong] ?? ""} sum to ${exact(sums[wrong] ?? 0)}, and the total is ${exact(total.months[wrong] ?? 0)}: AWS has changed costs since the answers that were kept today. To ask everything again: --fresh.`,
    ];
}
