import { csvFileKind, reportFileProblem } from "../../../../pages/files";

const CSV_FILE = csvFileKind("costs");

/** Why a CSV file cannot be written; undefined if it can. A file that ends in .csv is replaced. */
export function csvFileProblem(file: string): string | undefined {
    return reportFileProblem(file, CSV_FILE);
}
