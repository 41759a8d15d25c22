/** A cell: a name that somebody wrote, or a text that the program made, such as a number. */
export type CsvCell = string | { readonly text: string };

/** A file for spreadsheets (RFC 4180): a title for each column, and the rows. */
export function csvText(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
    return [head.map(safe), ...rows.map((row) => row.map(cellText))]
        .map((row) => `${row.map(quoted).join(",")}\r\n`)
        .join("");
}

function cellText(cell: CsvCell): string {
    return typeof cell === "string" ? cell : safe(cell.text);
}

/**
 * A spreadsheet runs text that begins like a formula; those of East Asia also with wide characters. Names in AWS may begin so. Where commas
 * are in numbers, spreadsheets divide this file at semicolons, also inside quotes that do not begin a row: each part of a name may be a cell.
 */
function safe(text: string): string {
    return text.replace(/^(?=[=+\-@\t\r\n＝＋－＠])/, "'").replace(/(?<=[;\t\r\n] *)(?=[=+\-@＝＋－＠])/g, "'");
}

function quoted(text: string): string {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
