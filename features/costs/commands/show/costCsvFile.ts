import { reportFileProblem, writeReportFile, type ReportFileKind } from "../../report/reportFile";

const CSV_FILE: ReportFileKind = {
    what: "costs",
    example: "costs.csv",
    endings: [".csv"],
    isReplaceable: (_, found) => found.isFile(),
    refusal: "is no file",
};

/** Why a CSV file cannot be written; undefined if it can. A file that ends in .csv is replaced. */
export function csvFileProblem(file: string): string | undefined {
    return reportFileProblem(file, CSV_FILE);
}

/** Writes a CSV file, whole or not at all. @returns its absolute path. */
export function writeCsvFile(file: string, text: string): string {
    return writeReportFile(file, text);
}
