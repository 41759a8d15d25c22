import { list } from "../../../../limits";
import type { CostQuestion, CostRow } from "../costSource";
import { serviceName } from "../serviceNames";
import { ExportError } from "./exportError";

/** A row that DuckDB or Athena answers, by the names of the columns of `exportQuery`. */
export type AnswerRow = Readonly<Record<string, string | null>>;

/** The rows of an answer, with the names that Cost Explorer's answers have too. */
export function costRows(question: CostQuestion, answer: readonly AnswerRow[], where: string): readonly CostRow[] {
    const currencies = [...new Set(answer.map((row) => row["currency"] ?? ""))].sort();
    if (currencies.length > 1) {
        throw new ExportError(
            `${where} has charges in ${list(currencies)}, which have no common sum: ask for months in which AWS billed in one currency`,
        );
    }
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
