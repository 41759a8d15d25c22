import type { CostLine } from "../../report/costReport";

export type SortOrder = "ascending" | "descending";

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

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
        return factor * compare(one.value, other.value);
    });
    return valued.map(({ line }) => line);
}

function compare(one: string | number, other: string | number): number {
    if (typeof one === "string" || typeof other === "string") return names.compare(String(one), String(other));
    // The difference of two infinities is no number.
    return one === other ? 0 : one < other ? -1 : 1;
}

/** The lines whose names contain every word of what was typed, in any order and in any case. */
export function filteredLines(lines: readonly CostLine[], typed: string): readonly CostLine[] {
    const words = folded(typed)
        .split(/\s+/)
        .filter((word) => word !== "");
    if (words.length === 0) return lines;
    return lines.filter(({ keys }) => {
        const text = folded(keys.join("\n"));
        return words.every((word) => text.includes(word));
    });
}

const folded = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
