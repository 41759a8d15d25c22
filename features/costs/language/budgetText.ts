import { formatCount } from "../../../limits";
import type { BudgetModel } from "../model";

/** `1,000 USD`, `49.50 USD`. */
export function amountText(amount: number, currency: string): string {
    const [whole = "", cents] = amount.toFixed(2).split(".");
    return `${formatCount(Number(whole))}${cents === "00" ? "" : `.${cents}`} ${currency}`;
}

/** `monthly budget of 1,000 USD`. */
export function budgetText({ period, amount }: Pick<BudgetModel, "period" | "amount">, currency: string): string {
    return `${period} budget of ${amountText(amount, currency)}`;
}
