import type { GetCostAndUsageCommandOutput } from "@aws-sdk/client-cost-explorer";

/** What is kept of a page of costs. */
export type CostPage = Pick<GetCostAndUsageCommandOutput, "ResultsByTime" | "NextPageToken">;

/** Whether a value that was read from a file is a page of costs, whole and readable. */
export function isCostPage(value: unknown): value is CostPage {
    if (!isRecord(value)) return false;
    const { ResultsByTime, NextPageToken } = value;
    return (NextPageToken === undefined || typeof NextPageToken === "string") && isListOf(ResultsByTime, isMonth);
}

/** Whether a value that was read from a file is a forecast. One without an amount says that AWS has none. */
export function isForecast(value: unknown): value is { readonly amount?: number } {
    return isRecord(value) && (value["amount"] === undefined || Number.isFinite(value["amount"]));
}

function isMonth(value: unknown): boolean {
    if (!isRecord(value) || !isRecord(value["TimePeriod"])) return false;
    const { TimePeriod, Groups } = value;
    return /^\d{4}-\d{2}-\d{2}$/.test(String(TimePeriod["Start"])) && isListOf(Groups ?? [], isGroup);
}

function isGroup(value: unknown): boolean {
    if (!isRecord(value) || !isRecord(value["Metrics"])) return false;
    const { Keys, Metrics } = value;
    return isListOf(Keys, (key) => typeof key === "string") && Object.values(Metrics).every(isAmount);
}

function isAmount(value: unknown): boolean {
    return isRecord(value) && typeof value["Amount"] === "string" && Number.isFinite(Number(value["Amount"]));
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
    return Array.isArray(value) && value.every(isOne);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
