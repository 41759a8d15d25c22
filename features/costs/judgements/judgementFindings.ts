import type { Findings } from "../../../definition/feature";

export function warned(warnings: Findings["warnings"]): Findings {
    return { problems: [], warnings };
}

export function refused(problems: Findings["problems"]): Findings {
    return { problems, warnings: [] };
}

/** `1,234.50 USD`. */
export function money(amount: number, currency: string): string {
    const text = amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return `${text} ${currency}`;
}
