import type { ChargeKind, CostQuestion, CostRow, SourceUsage } from "../bill/costSource";
import { splitAmounts } from "../model/splitAmounts";
import type { AccountCost, CostFigures, CostLine, CostReport } from "./costReport";
import { budgetOf } from "./lineBudgets";
import { lineKey, type LineKey } from "./lineKeys";
import { MonthSums } from "./monthSums";
import { reportDays, type ReportDays } from "./reportDays";
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
    const days = reportDays(request);
    const { asked } = answers;
    const byAccount = asked ? accountSums(days, asked) : new MonthSums(days);
    const lineKeys = request.by.map((by) => lineKey(by, request, context));
    const lines = linesOf(request, asked ? lineSums(days, asked, byAccount, lineKeys) : byAccount, lineKeys, context);
    const total = totalOf(request, byAccount.sum(({ kind }) => kind === "usage"), answers, context);
    const shared = lines.map((line): CostLine => ({ ...line, share: share(line.figures.thisMonth, total.thisMonth) }));
    return {
        source: answers.source,
        usage: answers.usage,
        currency: context.currency,
        metric: request.metric,
        stack: context.stack,
        until: request.until,
        months: days.months,
        isPartial: days.isPartial,
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

function accountSums(days: ReportDays, { questions, accounts, accountsBefore }: Asked): MonthSums<AccountAndKind> {
    const sums = new MonthSums<AccountAndKind>(days);
    const [account, kind] = [placeOf("account", questions.accounts), placeOf("kind", questions.accounts)];
    const of = ({ keys }: CostRow): AccountAndKind => ({ id: keys[account] ?? "", kind: keys[kind] as ChargeKind });
    for (const row of accounts) sums.add(of(row), row);
    for (const row of accountsBefore ?? []) sums.addBefore(of(row), row.amount);
    return sums;
}

/** The costs of the lines: from the answer of their own question, otherwise from the usage of the accounts. */
function lineSums(
    days: ReportDays,
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
    const sums = new MonthSums<readonly string[]>(days);
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
    sums: MonthSums<readonly string[]> | MonthSums<AccountAndKind>,
    lineKeys: readonly LineKey[],
    context: ReportContext,
): Omit<CostLine, "share">[] {
    const [by = ""] = request.by;
    const isSingle = request.by.length === 1;
    const figures = new Map<string, { keys: readonly string[]; figures: CostFigures }>();
    for (const [keys, one] of sums.entries()) {
        if (!Array.isArray(keys)) continue;
        if (one.months.every((amount) => amount === 0) && one.lastMonthSameDay === 0) continue;
        figures.set(JSON.stringify(keys), { keys: keys as readonly string[], figures: one });
    }
    if (isSingle) addSplits(by, figures, context, sums.nothing);
    return [...figures.values()]
        .map(({ keys, figures: own }) => ({
            keys: keys.map((key, index) => lineKeys[index]?.shown(key) ?? key),
            figures: { ...own, ...(isSingle && budgetOf(lineScope(by, keys[0] ?? "", context), request, context)) },
        }))
        .sort(
            (one, other) =>
                other.figures.thisMonth - one.figures.thisMonth ||
                other.figures.lastMonth - one.figures.lastMonth ||
                (one.keys.join("\n") < other.keys.join("\n") ? -1 : 1),
        );
}
