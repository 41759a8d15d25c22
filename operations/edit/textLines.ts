/** Works on the layout of a text, which edits keep. Positions are offsets into the text. */

/** The line ending of the text. */
export function endOfLine(text: string): "\n" | "\r\n" {
    return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The beginning of the line that holds a position. */
export function lineStart(text: string, at: number): number {
    return text.lastIndexOf("\n", at - 1) + 1;
}

/** The beginning of the next line, or the end of the text. */
export function nextLine(text: string, at: number): number {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end + 1;
}

/** The line that begins at a position, without its line ending. */
export function lineAt(text: string, start: number): string {
    return text.slice(start, nextLine(text, start)).replace(/\r?\n$/, "");
}

/** The column of a position, counted from 0. A byte order mark does not count. */
export function columnOf(text: string, at: number): number {
    const start = lineStart(text, at);
    return at - start - (start === 0 && at > 0 && text.startsWith("\uFEFF") ? 1 : 0);
}

function indentOf(line: string): number {
    return line.length - line.trimStart().length;
}

function isComment(line: string): boolean {
    return line.trimStart().startsWith("#");
}

/** The beginning of the comments directly above a line, with the same indentation. The line's own beginning if there are none. */
export function withCommentsAbove(text: string, line: number, indent: number): number {
    let start = line;
    while (start > 0) {
        const before = lineStart(text, start - 1);
        const above = lineAt(text, before);
        if (!isComment(above) || indentOf(above) !== indent) break;
        start = before;
    }
    return start;
}

/** The end of the comments that follow a position (a line's beginning) and are indented more than `indent`. */
export function withCommentsBelow(text: string, line: number, indent: number): number {
    let end = line;
    for (let at = line; at < text.length; at = nextLine(text, at)) {
        const below = lineAt(text, at);
        if (isComment(below) && indentOf(below) > indent) end = nextLine(text, at);
        else if (below.trim() !== "") break;
    }
    return end;
}

/** Inserts whole lines at the beginning of a line or at the end of the text. */
export function insertLines(text: string, at: number, lines: readonly string[]): string {
    const eol = endOfLine(text);
    const open = at > 0 && text[at - 1] !== "\n";
    const inserted = open ? eol + lines.join(eol) : lines.join(eol) + eol;
    return text.slice(0, at) + inserted + text.slice(at);
}

/** Removes whole lines, and one of the empty lines around them. */
export function removeLines(text: string, start: number, end: number): string {
    const before = start > 0 ? lineStart(text, start - 1) : start;
    const emptyBefore = start > 0 && lineAt(text, before).trim() === "";
    const emptyAfter = end >= text.length || lineAt(text, end).trim() === "";
    return text.slice(0, emptyBefore && emptyAfter ? before : start) + text.slice(end);
}

/** Moves lines to another indentation. The first line shows the old one. */
export function reindent(lines: readonly string[], indent: number): string[] {
    const had = indentOf(lines[0] ?? "");
    return lines.map((line) => {
        if (line.trim() === "") return "";
        return " ".repeat(indent) + line.slice(Math.min(had, indentOf(line)));
    });
}
