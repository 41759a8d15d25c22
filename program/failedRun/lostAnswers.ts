import { adviceFor } from "./failureAdvice";
import { errorsByUrn, eventsIn } from "./runEvents";

/**
 * AWS's answers to a call that it has executed already: the first answer was lost, and the provider's SDK repeats a call without an answer.
 */
const ALREADY_DONE =
    /DuplicatePolicyException|DuplicatePolicyAttachmentException|DuplicateOrganizationalUnitException|DuplicateAccountException|EMAIL_ALREADY_EXISTS/;

/**
 * The resources that failed because AWS had them already, if the run failed for no other reason. The next run takes them over, so it can
 * start at once.
 *
 * @param log the events of the run, one JSON object a line.
 * @returns URNs; none if the run also failed for another reason, or did not fail.
 */
export function alreadyDone(log: string): string[] {
    const events = eventsIn(log);
    const errors = errorsByUrn(events);
    const failed = new Set(events.flatMap(({ resOpFailedEvent }) => resOpFailedEvent?.metadata?.urn ?? []));
    const isDone = (urn: string): boolean => ALREADY_DONE.test(errors.get(urn) ?? "");
    return [...failed].every(isDone) ? [...failed] : [];
}

/**
 * @param log the events of a run that failed, one JSON object a line.
 * @returns a sentence for each cause that is known.
 */
export function advice(log: string): string[] {
    return adviceFor(
        eventsIn(log).flatMap(({ diagnosticEvent }) =>
            diagnosticEvent?.severity === "error" ? [diagnosticEvent.message ?? ""] : [],
        ),
    );
}
