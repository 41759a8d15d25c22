export { costCsv } from "./costCsv";
export { costJson } from "./costJson";
export { costTable } from "./costTableText";
export { usageText } from "./usageText";
