/** Lines with columns as wide as what is in them, two spaces apart; a column that is empty throughout is left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const columns = head
        .map((_, index) => index)
        .filter((index) => rows.length === 0 || rows.some((row) => row[index]));
    const lines = [head, ...rows].map((row) => columns.map((index) => row[index] ?? ""));
    const widths = columns.map((_, index) => Math.max(...lines.map((line) => (line[index] ?? "").length)));
    return lines
        .map((line) =>
            line
                .map((cell, index) => cell.padEnd(widths[index] ?? 0))
                .join("  ")
                .trimEnd(),
        )
        .join("\n");
}
