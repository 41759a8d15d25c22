import type { CostGroup, CostQuestion } from "../costSource";
import type { ExportFormat, SqlColumn } from "./exportFormat";
import type { QuestionMonth } from "./questionMonths";
import { sqlText, type SqlDialect } from "./sqlDialect";
import { tagSpellings } from "./tagSpellings";

/** More accounts are listed once and not for each month: Athena allows 262,144 characters. */
const MOST_LISTED = 20;

/**
 * The SQL of a question, for DuckDB or Athena: one row for each month and group. Its columns are the month, the keys of the groups (`key1`,
 * `key2`), the currency, and the amount as text.
 *
 * Each month is a query of its own, so that whole months need no comparison of dates, which takes longer than the sum. Amounts become
 * decimal numbers before they are summed: the sum of doubles depends on their order.
 *
 * @param months those that have files; at least one.
 */
export function exportQuery(
    question: CostQuestion,
    months: readonly QuestionMonth[],
    format: ExportFormat,
    dialect: SqlDialect,
): string {
    const keys = question.groupBy.map((_, index) => `key${index + 1}`);
    const parts = months.map((month) => monthQuery(question, month, format, dialect));
    const columns = ["month", ...keys, "currency"];
    const listed = question.accounts ?? question.exceptAccounts;
    return [
        ...(isLong(listed) ? [`WITH listed(id) AS (VALUES ${listed.map((id) => `(${sqlText(id)})`).join(", ")})`] : []),
        `SELECT ${columns.join(", ")}, CAST(SUM(amount) AS VARCHAR) AS amount FROM (`,
        parts.join("\nUNION ALL\n"),
        `) AS charges GROUP BY ${columns.join(", ")}`,
    ].join("\n");
}

function monthQuery(
    question: CostQuestion,
    { month, from, before }: QuestionMonth,
    format: ExportFormat,
    dialect: SqlDialect,
): string {
    const sql = (one: SqlColumn): string => one.sql(dialect.mapValue);
    const start = sql(format.start);
    const conditions = [
        dialect.ofMonth?.(month),
        from === undefined ? undefined : `${start} >= ${timeOf(from)}`,
        before === undefined ? undefined : `${start} < ${timeOf(before)}`,
        question.accounts && isAccount(sql(format.account), question.accounts),
        question.exceptAccounts && `NOT (${isAccount(keyOf("account", format, dialect), question.exceptAccounts)})`,
        question.kinds && oneOf(sql(format.kind), question.kinds),
        ...(question.tagged ?? []).map(({ tag, values, isOneOf }) => {
            const condition = oneOf(keyOf({ tag }, format, dialect), values);
            return isOneOf ? condition : `NOT (${condition})`;
        }),
    ].filter((one) => one !== undefined);
    const keys = question.groupBy.map((group, index) => `${keyOf(group, format, dialect)} AS key${index + 1}`);
    const shownMonth = question.granularity === "total" ? question.from.slice(0, 7) : month;
    return [
        `SELECT ${[`${sqlText(shownMonth)} AS month`, ...keys, `${sql(format.currency)} AS currency`].join(", ")},`,
        `SUM(CAST(${sql(format.amounts[question.metric])} AS DECIMAL(38, 10))) AS amount`,
        `FROM ${dialect.charges(month)}`,
        ...(conditions.length > 0 ? [`WHERE ${conditions.join(" AND ")}`] : []),
        `GROUP BY ${[...keys.keys(), keys.length].map((index) => index + 2).join(", ")}`,
    ].join("\n");
}

function keyOf(group: CostGroup, format: ExportFormat, { mapValue }: SqlDialect): string {
    if (typeof group === "string") return `COALESCE(${format[group].sql(mapValue)}, '')`;
    const map = format.tags.sql(mapValue);
    const values = tagSpellings(group.tag).map((key) => `NULLIF(${mapValue(map, key)}, '')`);
    return `COALESCE(${values.join(", ")}, '')`;
}

/** The SQL that gives the start of a month's last charge before a day, as the column `day`. It is NULL if there is none. */
export function lastDayQuery(month: string, before: string, format: ExportFormat, dialect: SqlDialect): string {
    const start = format.start.sql(dialect.mapValue);
    const conditions = [...(dialect.ofMonth ? [dialect.ofMonth(month)] : []), `${start} < ${timeOf(before)}`];
    return `SELECT CAST(MAX(${start}) AS VARCHAR) AS day FROM ${dialect.charges(month)} WHERE ${conditions.join(" AND ")}`;
}

/** The columns that a question reads. An export may have been made without some. */
export function neededColumns(
    question: CostQuestion,
    months: readonly QuestionMonth[],
    format: ExportFormat,
): Set<string> {
    const isCut = months.some(({ from, before }) => from !== undefined || before !== undefined);
    const needed = [
        format.currency,
        format.amounts[question.metric],
        ...question.groupBy.map((group) => (typeof group === "string" ? format[group] : format.tags)),
        ...(isCut ? [format.start] : []),
        ...(question.accounts || question.exceptAccounts ? [format.account] : []),
        ...(question.kinds ? [format.kind] : []),
        ...(question.tagged ? [format.tags] : []),
    ];
    return new Set(needed.flatMap(({ columns }) => columns));
}

function isLong(accounts: readonly string[] | undefined): accounts is readonly string[] {
    return accounts !== undefined && accounts.length > MOST_LISTED;
}

function isAccount(sql: string, ids: readonly string[]): string {
    return isLong(ids) ? `${sql} IN (SELECT id FROM listed)` : oneOf(sql, ids);
}

function oneOf(sql: string, values: readonly string[]): string {
    return values.length === 0 ? "1 = 0" : `${sql} IN (${values.map(sqlText).join(", ")})`;
}

function timeOf(day: string): string {
    return `TIMESTAMP '${day} 00:00:00'`;
}
