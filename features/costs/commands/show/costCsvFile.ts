import { reportFileProblem, writeReportFile, type ReportFileKind } from "../../report/reportFile";

const CSV_FILE: ReportFileKind = {
    what: "costs",
    example: "costs.csv",
    isReplaceable: (file) => file.toLowerCase().endsWith(".csv"),
    refusal: "does not end in .csv",
};

/** Why a CSV file cannot be written; undefined if it can. Only a file that ends in .csv is replaced. */
export function csvFileProblem(file: string): string | undefined {
    return reportFileProblem(file, CSV_FILE);
}

/** Writes a CSV file, whole or not at all. @returns its absolute path. */
export function writeCsvFile(file: string, text: string): string {
    return writeReportFile(file, text);
}
