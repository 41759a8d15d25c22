import { compareValues, type SortOrder } from "../../../../pages/data/lineOrder";
import { folded, typedWords } from "../../../../pages/data/typedWords";
import type { CostLine, CostReport } from "../../report/costReport";

/** Lines in an order. Those of equal value stay in the order that they had, and those without a value come last. */
export function orderedLines(
    lines: readonly CostLine[],
    value: (line: CostLine) => string | number | undefined,
    order: SortOrder,
): readonly CostLine[] {
    const factor = order === "ascending" ? 1 : -1;
    const valued = lines.map((line) => ({ line, value: value(line) }));
    valued.sort((one, other) => {
        if (one.value === undefined || other.value === undefined) {
            return Number(one.value === undefined) - Number(other.value === undefined);
        }
        return factor * compareValues(one.value, other.value);
    });
    return valued.map(({ line }) => line);
}

/**
 * What a filter looks into: the names of a line and, of a line of an account, its id, its units and its values of dimensions.
 */
export function searchText({ by, accounts }: Pick<CostReport, "by" | "accounts">): (line: CostLine) => string {
    const index = by.indexOf("account");
    const more = new Map(
        index < 0
            ? []
            : accounts.map(({ account, id, units, dimensions }) => [
                  account,
                  [id, ...units, ...Object.values(dimensions)],
              ]),
    );
    const texts = new Map<CostLine, string>();
    return (line) => {
        const text = texts.get(line) ?? folded([...line.keys, ...(more.get(line.keys[index] ?? "") ?? [])].join("\n"));
        texts.set(line, text);
        return text;
    };
}

/** The lines whose text contains every word of what was typed, in any order and in any case. */
export function filteredLines(
    lines: readonly CostLine[],
    typed: string,
    textOf: (line: CostLine) => string,
): readonly CostLine[] {
    const words = typedWords(typed);
    return words.length === 0 ? lines : lines.filter((line) => words.every((word) => textOf(line).includes(word)));
}
