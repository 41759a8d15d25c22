import { dayLater } from "../bill/calendar";
import type { CostSource } from "../bill/costSource";
import type { CostReport } from "./costReport";
import { costReportOf, type AnsweredPart } from "./costReportOf";
import { reportParts } from "./reportQuestions";
import type { ReportContext, ReportRequest } from "./reportRequest";

/**
 * Asks a source what a report needs, and makes the report.
 *
 * @throws what the source throws.
 */
export async function costReport(
    request: ReportRequest,
    source: CostSource,
    context: ReportContext,
): Promise<CostReport> {
    const parts: AnsweredPart[] = [];
    for (const part of reportParts(request, context)) parts.push({ ...part, rows: await source.costs(part.question) });
    const forecast = await forecastOf(request, source);
    const currency = source.currency?.() ?? context.currency;
    return costReportOf(
        request,
        {
            source: source.name,
            usage: source.usage(),
            parts,
            ...(forecast !== undefined && { forecast }),
        },
        { ...context, currency },
    );
}

/** AWS's forecast is of the whole organisation. On the last day of a month there is nothing to forecast. */
async function forecastOf(
    { within, time: { isPartial, until }, metric }: ReportRequest,
    source: CostSource,
): Promise<number | undefined> {
    const from = dayLater(until, 1);
    if (!isPartial || within || from.slice(0, 7) !== until.slice(0, 7)) return undefined;
    return source.forecast?.(from, metric);
}
