/** What a run changes, in words, for the people who approve it. */
export { acknowledgementCode } from "./acknowledgements";
export type * from "./changeReview";
export { mayLoosen } from "./guardrailChanges";
export { lostAccountProblems, suspendedAccountCodes } from "./lostAccountProblems";
export { refusedReview } from "./refusedReview";
export { nearlyAcknowledged, unusedLineWords } from "./unusedLines";
export { digestOf, reviewOf, type ReviewedRun } from "./reviewedRun";
