import type { ChargeKind, CostRow, SourceUsage } from "../bill/costSource";
import { splitAmounts } from "../model/splitAmounts";
import { categoryPlan } from "../plan/categoryPlan";
import type { AccountCost, CostFigures, CostLine, CostReport } from "./costReport";
import { lineBudgets, scopeBudgets } from "./lineBudgets";
import { lineKey, type LineKey } from "./lineKeys";
import { exactAmount, MonthSums } from "./monthSums";
import type { ReportTime } from "./reportTime";
import { isByAccount, placeOf, type ReportPart } from "./reportQuestions";
import type { ReportContext, ReportRequest } from "./reportRequest";
import { dimensionValue, scopeText, unitsOf } from "./reportScope";
import { resourceValues } from "./resourceValues";

/** The most lines that `movers` has. */
const MOVERS = 10;
/** Less than this, in the currency, is no change that anybody wants to see. */
const LEAST_CHANGE = 0.01;
const APART = ["credit", "refund", "tax"] as const;

/** What a source has answered. */
export interface ReportAnswers {
    readonly source: string;
    readonly usage: SourceUsage;
    /** The parts of the report, each with its answer. None if no account is in the part of the organisation that is reported. */
    readonly parts: readonly AnsweredPart[];
    /** AWS's forecast of the usage from the day after `until` to the end of the month. */
    readonly forecast?: number;
}

export type AnsweredPart = ReportPart & { readonly rows: readonly CostRow[] };

/** Makes a report of the answers. */
export function costReportOf(request: ReportRequest, answers: ReportAnswers, context: ReportContext): CostReport {
    const { time } = request;
    const byAccount = accountSums(time, answers.parts);
    const lineKeys = request.by.map((by) => lineKey(by, request, context));
    const lines = linesOf(request, lineSums(time, answers.parts, byAccount, lineKeys), lineKeys, context);
    const isUsage = ({ kind }: AccountAndKind): boolean => kind === "usage";
    const total = totalOf(request, byAccount.sum(isUsage), answers, context);
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
        movers: time.months.length > 1 ? movers(shared) : [],
        notes: [],
        unassigned: unassignedCosts(answers.parts, byAccount, total.thisMonth, context),
        accounts: accountCosts(byAccount, context),
    };
}

/** What the sums of accounts are by. */
interface AccountAndKind {
    readonly id: string;
    readonly kind: ChargeKind;
}

function accountSums(time: ReportTime, parts: readonly AnsweredPart[]): MonthSums<AccountAndKind> {
    const sums = new MonthSums<AccountAndKind>(time);
    for (const one of parts) {
        if (one.part !== "accounts") continue;
        const [account, kind] = [placeOf("account", one.question), placeOf("kind", one.question)];
        for (const row of one.rows) {
            const key = { id: row.keys[account] ?? "", kind: row.keys[kind] as ChargeKind };
            if (one.isBefore) sums.addBefore(key, row.amount);
            else sums.add(key, row);
        }
    }
    return sums;
}

/** The costs of the lines: from the answers of their own questions, otherwise from the usage of the accounts. */
function lineSums(
    time: ReportTime,
    parts: readonly AnsweredPart[],
    byAccount: MonthSums<AccountAndKind>,
    lineKeys: readonly LineKey[],
): MonthSums<readonly string[]> {
    if (isByAccount(lineKeys)) {
        return byAccount.regrouped(({ id, kind }) =>
            kind === "usage" ? lineKeys.map(({ ways }) => ways[0]?.keyOf(id) ?? "") : undefined,
        );
    }
    const sums = new MonthSums<readonly string[]>(time);
    for (const one of parts) {
        if (one.part !== "lines") continue;
        for (const row of one.rows) {
            if (one.isBefore) sums.addBefore(one.keysOf(row), row.amount);
            else sums.add(one.keysOf(row), row);
        }
    }
    return sums;
}

function linesOf(
    request: ReportRequest,
    sums: MonthSums<readonly string[]>,
    lineKeys: readonly LineKey[],
    context: ReportContext,
): Omit<CostLine, "share">[] {
    const single = request.by.length === 1 ? request.by[0] : undefined;
    const figures = withSplits(
        // Proportional shares are by the costs of the whole organisation, which a report of a part does not know.
        request.within ? undefined : single,
        sums.entries().filter(([, one]) => hasCosts(one)),
        sums.nothing,
        context,
    );
    return figures
        .map(([keys, own]) => ({
            keys: keys.map((key, index) => lineKeys[index]?.shown(key) ?? key),
            figures: {
                ...own,
                ...(single !== undefined && lineBudgets(single, [keys[0] ?? "", own], request, context)),
            },
        }))
        .sort(
            (one, other) =>
                other.figures.thisMonth - one.figures.thisMonth ||
                other.figures.lastMonth - one.figures.lastMonth ||
                (one.keys.join("\n") < other.keys.join("\n") ? -1 : 1),
        );
}

/**
 * Adds what each value of a dimension costs after its split charges, which are those of the cost category: it has no value without accounts.
 * A value that pays for others and has no costs gets a line.
 */
function withSplits(
    by: string | undefined,
    lines: readonly (readonly [readonly string[], CostFigures])[],
    nothing: CostFigures,
    { costs, keys }: ReportContext,
): readonly (readonly [readonly string[], CostFigures])[] {
    const dimension = costs.dimensions.find(({ key }) => key === by);
    const splits = (dimension && categoryPlan(dimension, costs, new Set(keys.values())))?.splits ?? [];
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
    const { forecast: ofBudget, ...budgets } = scopeBudgets(request.within, figures, request, context);
    const whole = forecast === undefined ? ofBudget : figures.thisMonth + forecast;
    return { ...figures, ...budgets, ...(whole !== undefined && { forecast: whole }) };
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
    parts: readonly AnsweredPart[],
    byAccount: MonthSums<AccountAndKind>,
    total: number,
    context: ReportContext,
): CostReport["unassigned"] {
    if (parts.length === 0) return [];
    const rowsOf = (tag: string): readonly CostRow[] =>
        parts.flatMap((one) => (one.part === "tag" && one.tag === tag ? one.rows : []));
    const tags = new Set(parts.flatMap((one) => (one.part === "tag" ? [one.tag] : [])));
    const dimensions = context.costs.dimensions.flatMap((dimension) => {
        const { key, tag = "", defaultValue } = dimension;
        const isDefault = (id: string): boolean => dimensionValue(id, key, context) === defaultValue;
        const values = resourceValues(dimension, context);
        if (values.length === 0) {
            const figures = byAccount.sum(({ id, kind }) => kind === "usage" && isDefault(id));
            return [{ name: key, amount: figures.thisMonth }];
        }
        if (!tags.has(tag)) return [];
        const unassigned = rowsOf(tag).filter(
            ({ keys: [id = "", value = ""] }) => !values.includes(value) && isDefault(id),
        );
        return [{ name: key, amount: sum(unassigned) }];
    });
    const untagged = [...tags].map((tag) => {
        const rows = rowsOf(tag);
        const without = rows.filter(({ keys }) => keys[1] === "");
        const isUnseen = rows.length > 0 && without.length === rows.length;
        return { name: `tag ${tag}`, amount: sum(without), ...(isUnseen && { isUnseen }) };
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
