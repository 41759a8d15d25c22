/** The files that reports are written to: whole or not at all, and never over a file that is no report. */
export { csvText, type CsvCell } from "./csvText";
export { ReportFileError, reportFileProblem, writeReportFile, type ReportFileKind } from "./reportFile";
export { csvFileKind, jsonFileKind, markdownFileKind, pageFileKind } from "./reportFileKinds";
