export { costPage } from "./costPage";
export { pageFileProblem, writePageFile } from "./costPageFile";
