import { quoted } from "../../../limits";
import type { BudgetAlert } from "../model";

export type AlertThreshold = Pick<BudgetAlert, "threshold" | "unit" | "of">;

/** Digits with at most two after the point, and what they count. */
const FORM = /^(forecast +)?(\d+(?:\.\d+)?) ?(%|[A-Z]{3})$/;

/**
 * Reads an alert such as `80%`, `400 USD` or `forecast 100%`.
 *
 * @param currency of the budgets; undefined: any.
 * @returns why it is wrong, as a text.
 */
export function readThreshold(text: string, currency: string | undefined): AlertThreshold | string {
    const [, forecast, digits = "", unit] = FORM.exec(text.trim()) ?? [];
    if (unit === undefined) {
        return `${quoted(text)} is not an alert: write a share of the budget such as "80%", an amount such as "400 ${currency ?? "USD"}", or either for AWS's forecast, such as "forecast 100%"`;
    }
    const threshold = Number(digits);
    if (unit !== "%" && currency !== undefined && unit !== currency)
        return `${quoted(text)} is in ${unit}, and the budgets are in ${currency}`;
    if (threshold === 0) return `${quoted(text)} would always be reached: give more than 0`;
    return { threshold, unit: unit === "%" ? "percent" : "amount", of: forecast ? "forecast" : "actual" };
}

/** How people write an alert: `forecast 100%`. */
export function thresholdText({ threshold, unit, of }: AlertThreshold, currency: string): string {
    return `${of === "forecast" ? "forecast " : ""}${threshold}${unit === "percent" ? "%" : ` ${currency}`}`;
}
