import * as fs from "node:fs";
import type { ReportFileKind } from "./reportFile";

/** A file for spreadsheets. A file that ends in .csv is replaced. @param what its content: `costs`, which is its usual name too. */
export function csvFileKind(what: string): ReportFileKind {
    return {
        what,
        example: `${what}.csv`,
        endings: [".csv"],
        isReplaceable: (_, found) => found.isFile(),
        refusal: "is no file",
    };
}

/**
 * A page. An earlier page of the same command may be replaced, and nothing else.
 *
 * @param command `org costs`.
 * @param head how its pages begin.
 */
export function pageFileKind(command: string, example: string, head: string): ReportFileKind {
    return {
        what: "the page",
        example,
        endings: [".html", ".htm"],
        isReplaceable: (file, found) => found.isFile() && beginning(file, head.length) === head,
        refusal: `is no page of ${command}`,
    };
}

/**
 * Markdown for an issue or a comment. An earlier file of the same command may be replaced, and nothing else.
 *
 * @param command `org drift`.
 * @param head how its files begin.
 */
export function markdownFileKind(command: string, example: string, head: string): ReportFileKind {
    return {
        what: "the report",
        example,
        endings: [".md"],
        isReplaceable: (file, found) => found.isFile() && beginning(file, head.length) === head,
        refusal: `is no report of ${command}`,
    };
}

/**
 * JSON with everything of a report. An earlier file of the same command may be replaced, and nothing else.
 *
 * @param command `org review`.
 * @param head how its files begin.
 */
export function jsonFileKind(command: string, example: string, head: string): ReportFileKind {
    return { ...markdownFileKind(command, example, head), endings: [".json"] };
}

/** As much of a file as tells whether it is such a page or report. It may be large, and may be no text. The heads of pages are ASCII. */
function beginning(file: string, length: number): string {
    const handle = fs.openSync(file, "r");
    try {
        const bytes = Buffer.alloc(length);
        return bytes.toString("utf8", 0, fs.readSync(handle, bytes, 0, bytes.length, 0));
    } finally {
        fs.closeSync(handle);
    }
}
