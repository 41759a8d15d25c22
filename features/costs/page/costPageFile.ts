import { pageFileKind, reportFileProblem, writeReportFile } from "../../../pages/files";
import { PAGE_HEAD } from "./costPage";

const PAGE_FILE = pageFileKind("org costs", "costs.html", PAGE_HEAD);

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
