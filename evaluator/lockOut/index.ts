/** Whom guardrails would lock out who is needed to run or mend the organisation. */
export { lockOuts, type LockOut, type LockOutOptions } from "./lockOuts";
