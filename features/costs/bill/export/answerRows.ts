import { list } from "../../../../limits";
import type { CostQuestion, CostRow } from "../costSource";
import { serviceName } from "../serviceNames";
import { ExportError } from "./exportError";

/** A row that DuckDB or Athena answers, by the names of the columns of `exportQuery`. */
export type AnswerRow = Readonly<Record<string, string | null>>;

/**
 * The currency of an answer; undefined if it has no costs.
 *
 * @param before that of earlier answers.
 * @throws ExportError if there are two.
 */
export function currencyOf(answer: readonly AnswerRow[], where: string, before?: string): string | undefined {
    const billed = answer.filter((row) => Number(row["amount"] ?? 0) !== 0);
    const found = billed.map((row) => row["currency"] ?? "");
    const currencies = [...new Set(before === undefined ? found : [before, ...found])].sort();
    if (currencies.length < 2) return currencies[0];
    throw new ExportError(
        `${where} has charges in ${list(currencies)}, which have no common sum: ask for months in which AWS billed in one currency`,
    );
}

/** The rows of an answer, with the names that Cost Explorer's answers have too. */
export function costRows(question: CostQuestion, answer: readonly AnswerRow[]): readonly CostRow[] {
    const rows = new Map<string, { month: string; keys: readonly string[]; amount: number }>();
    for (const one of answer) {
        const month = one["month"] ?? "";
        const keys = question.groupBy.map((group, index) => shownKey(group, one[`key${index + 1}`] ?? ""));
        // Two names of the export can be one name of Cost Explorer.
        const id = JSON.stringify([month, ...keys]);
        const amount = Number(one["amount"] ?? 0) + (rows.get(id)?.amount ?? 0);
        rows.set(id, { month, keys, amount });
    }
    return [...rows.values()].filter(({ amount }) => amount !== 0);
}

function shownKey(group: CostQuestion["groupBy"][number], value: string): string {
    if (group === "service") return serviceName(value);
    if (group === "region") return value === "" ? "global" : value;
    return value;
}
