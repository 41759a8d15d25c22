import * as fs from "node:fs";
import { reportFileProblem, writeReportFile, type ReportFileKind } from "../report/reportFile";
import { isCostPage, PAGE_HEAD } from "./costPage";

const PAGE_FILE: ReportFileKind = {
    what: "the page",
    example: "costs.html",
    endings: [".html", ".htm"],
    isReplaceable: (file, found) => found.isFile() && isCostPage(beginning(file)),
    refusal: "is no page of org costs",
};

/** Why a page cannot be written to a file; undefined if it can. An earlier page may be replaced, and nothing else. */
export function pageFileProblem(file: string): string | undefined {
    if (file === "") return "the name of the page's file is empty. Write --html costs.html";
    return reportFileProblem(file, PAGE_FILE);
}

/**
 * Writes a page, whole or not at all.
 *
 * @returns the absolute path.
 * @throws if it cannot be written, or if `file` is not an earlier page.
 */
export function writePageFile(file: string, page: string): string {
    const problem = pageFileProblem(file);
    if (problem !== undefined) throw new Error(problem);
    return writeReportFile(file, page);
}

/** As much of a file as tells whether it is a page. It may be large, and may be no text. */
function beginning(file: string): string {
    const handle = fs.openSync(file, "r");
    try {
        const bytes = Buffer.alloc(Buffer.byteLength(PAGE_HEAD));
        return bytes.toString("utf8", 0, fs.readSync(handle, bytes, 0, bytes.length, 0));
    } finally {
        fs.closeSync(handle);
    }
}
