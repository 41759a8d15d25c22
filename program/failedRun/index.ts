/** What a failed run has left, from its events and from the state. It loads no Pulumi: program/up.cjs uses it outside of a run. */
export { parseUrn } from "../state/urn";
export {
    interruptedAccess,
    interruptedOperations,
    type InterruptedAccess,
    type InterruptedOperation,
} from "./interruptedOperations";
export { advice, alreadyDone } from "./lostAnswers";
export { refusedChanges } from "./refusedChanges";
export { describeOutside, findOutside, refusedEmails } from "./refusedEmails";
