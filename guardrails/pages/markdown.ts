/** The remark below the title of every page that is made from data. */
export const GENERATED = "<!-- Made by `make docs` from guardrails/: edit that. -->";

export const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;

export function row(...cells: readonly string[]): string {
    return `| ${cells.map((cell) => cell.replaceAll("\n", " ")).join(" | ")} |`;
}

export function table(head: readonly string[], rows: readonly string[]): string {
    return [row(...head), row(...head.map(() => "---")), ...rows].join("\n");
}
