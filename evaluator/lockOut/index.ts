/** Which roles and services, needed to run or repair the organisation, the guardrails would lock out. */
export { lockOuts, type LockOut, type LockOutOptions } from "./lockOuts";
