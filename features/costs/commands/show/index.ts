export { costCsv } from "./costCsv";
export { costJson } from "./costJson";
export { costTable } from "./costTableText";
