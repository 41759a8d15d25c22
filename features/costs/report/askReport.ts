import type { CostSource } from "../bill/costSource";
import type { CostReport } from "./costReport";
import { costReportOf, type ReportAnswers } from "./costReportOf";
import { reportQuestions, type ReportQuestions } from "./reportQuestions";
import type { ReportContext, ReportRequest } from "./reportRequest";
import { dayLater } from "./reportTime";

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
    const questions = reportQuestions(request, context);
    const asked = questions && (await answersOf(questions, source));
    const forecast = await forecastOf(request, source);
    const currency = source.currency?.() ?? context.currency;
    return costReportOf(
        request,
        {
            source: source.name,
            usage: source.usage(),
            ...(asked && { asked }),
            ...(forecast !== undefined && { forecast }),
        },
        { ...context, currency },
    );
}

async function answersOf(questions: ReportQuestions, source: CostSource): Promise<ReportAnswers["asked"]> {
    const { accounts, accountsBefore, lines, linesBefore, tags } = questions;
    return {
        questions,
        accounts: await source.costs(accounts),
        ...(accountsBefore && { accountsBefore: await source.costs(accountsBefore) }),
        ...(lines && { lines: await source.costs(lines) }),
        ...(linesBefore && { linesBefore: await source.costs(linesBefore) }),
        tags: await Promise.all(tags.map(({ question }) => source.costs(question))),
    };
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
