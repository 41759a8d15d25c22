import type { ChargeKind, CostQuestion, CostRow, SourceUsage } from "../bill/costSource";
import { splitAmounts } from "../model/splitAmounts";
import type { AccountCost, CostFigures, CostLine, CostReport } from "./costReport";
import { lineBudget, scopeBudget } from "./lineBudgets";
import { lineKey, type LineKey } from "./lineKeys";
import { exactAmount, MonthSums } from "./monthSums";
import type { ReportTime } from "./reportTime";
import { placeOf, type ReportQuestions } from "./reportQuestions";
import type { ReportContext, ReportRequest } from "./reportRequest";
import { dimensionValue, scopeText, unitsOf } from "./reportScope";

/** The most lines that `movers` has. */
const MOVERS = 10;
/** Less than this, in the currency, is no change that anybody wants to see. */
const LEAST_CHANGE = 0.01;
const APART = ["credit", "refund", "tax"] as const;

/** What a source has answered, question by question. */
export interface ReportAnswers {
    readonly source: string;
    readonly usage: SourceUsage;
    /** Absent if there was nothing to ask, because no account is in the part that is reported. */
    readonly asked?: {
        readonly questions: ReportQuestions;
        readonly accounts: readonly CostRow[];
        readonly accountsBefore?: readonly CostRow[];
        readonly lines?: readonly CostRow[];
        readonly linesBefore?: readonly CostRow[];
        readonly tags: readonly (readonly CostRow[])[];
    };
    /** AWS's forecast of the usage from the day after `until` to the end of the month. */
    readonly forecast?: number;
}

/** Makes a report of the answers. */
export function costReportOf(request: ReportRequest, answers: ReportAnswers, context: ReportContext): CostReport {
    const { time } = request;
    const { asked } = answers;
    const byAccount = asked ? accountSums(time, asked) : new MonthSums<AccountAndKind>(time);
    const lineKeys = request.by.map((by) => lineKey(by, request, context));
    const lines = linesOf(
        request,
        asked ? lineSums(time, asked, byAccount, lineKeys) : new MonthSums<readonly string[]>(time),
        lineKeys,
        context,
    );
    const total = totalOf(
        request,
        byAccount.sum(({ kind }) => kind === "usage"),
        answers,
        context,
    );
    const shared = lines.map((line): CostLine => ({ ...line, share: share(line.figures.thisMonth, total.thisMonth) }));
    return {
        source: answers.source,
        usage: answers.usage,
        currency: context.currency,
        metric: request.metric,
        stack: context.stack,
        until: time.until,
        months: time.months,
        isPartial: time.isPartial,
        by: request.by,
        ...(request.within && { within: scopeText(request.within) }),
        total,
        apart: APART.flatMap((kind) => {
            const figures = byAccount.sum((one) => one.kind === kind);
            return figures.months.some((amount) => amount !== 0) ? [{ kind, figures }] : [];
        }),
        lines: shared,
        movers: movers(shared),
        unassigned: unassignedCosts(asked, byAccount, total.thisMonth, context),
        accounts: accountCosts(byAccount, context),
    };
}

/** What the sums of accounts are by. */
interface AccountAndKind {
    readonly id: string;
    readonly kind: ChargeKind;
}

type Asked = NonNullable<ReportAnswers["asked"]>;

function accountSums(time: ReportTime, { questions, accounts, accountsBefore }: Asked): MonthSums<AccountAndKind> {
    const sums = new MonthSums<AccountAndKind>(time);
    const [account, kind] = [placeOf("account", questions.accounts), placeOf("kind", questions.accounts)];
    const of = ({ keys }: CostRow): AccountAndKind => ({ id: keys[account] ?? "", kind: keys[kind] as ChargeKind });
    for (const row of accounts) sums.add(of(row), row);
    for (const row of accountsBefore ?? []) sums.addBefore(of(row), row.amount);
    return sums;
}

/** The costs of the lines: from the answer of their own question, otherwise from the usage of the accounts. */
function lineSums(
    time: ReportTime,
    { questions, lines, linesBefore }: Asked,
    byAccount: MonthSums<AccountAndKind>,
    lineKeys: readonly LineKey[],
): MonthSums<readonly string[]> {
    const { lines: question } = questions;
    if (!question) {
        return byAccount.regrouped(({ id, kind }) =>
            kind === "usage" ? lineKeys.map((one) => one.keyOf([id])) : undefined,
        );
    }
    const sums = new MonthSums<readonly string[]>(time);
    const of = keysOfRow(question, lineKeys);
    for (const row of lines ?? []) sums.add(of(row), row);
    for (const row of linesBefore ?? []) sums.addBefore(of(row), row.amount);
    return sums;
}

/** Gives each key of a line the keys of a row that it asked for. */
function keysOfRow(question: CostQuestion, lineKeys: readonly LineKey[]): (row: CostRow) => readonly string[] {
    const places = lineKeys.map(({ groups }) => groups.map((group) => placeOf(group, question)));
    return ({ keys }) =>
        lineKeys.map((one, index) => one.keyOf((places[index] ?? []).map((place) => keys[place] ?? "")));
}

function linesOf(
    request: ReportRequest,
    sums: MonthSums<readonly string[]>,
    lineKeys: readonly LineKey[],
    context: ReportContext,
): Omit<CostLine, "share">[] {
    const single = request.by.length === 1 ? request.by[0] : undefined;
    const figures = withSplits(
        single,
        sums.entries().filter(([, one]) => hasCosts(one)),
        sums.nothing,
        context,
    );
    return figures
        .map(([keys, own]) => ({
            keys: keys.map((key, index) => lineKeys[index]?.shown(key) ?? key),
            figures: {
                ...own,
                ...(single !== undefined && lineBudget(single, keys[0] ?? "", request, context)),
            },
        }))
        .sort(
            (one, other) =>
                other.figures.thisMonth - one.figures.thisMonth ||
                other.figures.lastMonth - one.figures.lastMonth ||
                (one.keys.join("\n") < other.keys.join("\n") ? -1 : 1),
        );
}

/** Adds what each value of a dimension costs after its split charges. A value that pays for others and has no costs gets a line. */
function withSplits(
    by: string | undefined,
    lines: readonly (readonly [readonly string[], CostFigures])[],
    nothing: CostFigures,
    { costs }: ReportContext,
): readonly (readonly [readonly string[], CostFigures])[] {
    const splits = costs.dimensions.find(({ key }) => key === by)?.splits ?? [];
    if (splits.length === 0) return lines;
    const own = new Map(lines.map(([[value = ""], figures]) => [value, figures]));
    const after = splitAmounts(new Map([...own].map(([value, { thisMonth }]) => [value, thisMonth])), splits);
    return [...after].map(([value, afterSplit]) => [[value], { ...(own.get(value) ?? nothing), afterSplit }] as const);
}

function totalOf(
    request: ReportRequest,
    figures: CostFigures,
    { forecast }: ReportAnswers,
    context: ReportContext,
): CostFigures {
    const { forecast: ofBudget, ...budget } = scopeBudget(request.within, request, context);
    const whole = forecast === undefined ? ofBudget : figures.thisMonth + forecast;
    return { ...figures, ...budget, ...(whole !== undefined && { forecast: whole }) };
}

function movers(lines: readonly CostLine[]): readonly CostLine[] {
    const change = ({ figures }: CostLine): number => Math.abs(figures.thisMonth - figures.lastMonthSameDay);
    return lines
        .filter((line) => change(line) >= LEAST_CHANGE)
        .sort((one, other) => change(other) - change(one))
        .slice(0, MOVERS);
}

/** What of the last month belongs to no value: of each dimension, then of each tag of a dimension. */
function unassignedCosts(
    asked: Asked | undefined,
    byAccount: MonthSums<AccountAndKind>,
    total: number,
    context: ReportContext,
): CostReport["unassigned"] {
    if (!asked) return [];
    const tags = asked.questions.tags.map(({ tag, question }, index) => ({
        tag,
        question,
        rows: asked.tags[index] ?? [],
    }));
    const dimensions = context.costs.dimensions.flatMap(({ key, tag, resources, defaultValue }) => {
        const answer = resources ? tags.find((one) => one.tag === tag) : undefined;
        if (resources && !answer) return [];
        const keysOf = lineKey(key, {}, context);
        const amount = answer
            ? sum(answer.rows.filter((row) => keysOfRow(answer.question, [keysOf])(row)[0] === defaultValue))
            : byAccount.sum(({ id, kind }) => kind === "usage" && dimensionValue(id, key, context) === defaultValue)
                  .thisMonth;
        return [{ name: key, amount }];
    });
    const untagged = tags.map(({ tag, question, rows }) => {
        const place = placeOf({ tag }, question);
        return { name: `tag ${tag}`, amount: sum(rows.filter(({ keys }) => keys[place] === "")) };
    });
    return [...dimensions, ...untagged].map((one) => ({ ...one, share: share(one.amount, total) }));
}

/** Every account with costs in the last month or in the days to compare with. The most expensive first. */
function accountCosts(byAccount: MonthSums<AccountAndKind>, context: ReportContext): readonly AccountCost[] {
    const { shown } = lineKey("account", {}, context);
    const accounts = byAccount.entries().flatMap(([{ id, kind }, { thisMonth, lastMonthSameDay }]) => {
        if (kind !== "usage" || (thisMonth === 0 && lastMonthSameDay === 0)) return [];
        const dimensions = Object.fromEntries(
            context.costs.dimensions.map(({ key }) => [key, dimensionValue(id, key, context)]),
        );
        return [{ account: shown(id), id, units: unitsOf(id, context), dimensions, thisMonth, lastMonthSameDay }];
    });
    return accounts.sort((one, other) => other.thisMonth - one.thisMonth || (one.id < other.id ? -1 : 1));
}

function hasCosts({ months, lastMonthSameDay }: CostFigures): boolean {
    return lastMonthSameDay !== 0 || months.some((amount) => amount !== 0);
}

function sum(rows: readonly CostRow[]): number {
    return exactAmount(rows.reduce((all, { amount }) => all + amount, 0));
}

/** 0 for a share of nothing. */
function share(amount: number, total: number): number {
    return total === 0 ? 0 : amount / total;
}
