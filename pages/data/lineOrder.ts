export type SortOrder = "ascending" | "descending";

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Compares texts as people sort them: `account 2` before `account 10`; and numbers, also infinite ones. */
export function compareValues(one: string | number, other: string | number): number {
    if (typeof one === "string" || typeof other === "string") return names.compare(String(one), String(other));
    // The difference of two infinities is no number.
    return one === other ? 0 : one < other ? -1 : 1;
}
