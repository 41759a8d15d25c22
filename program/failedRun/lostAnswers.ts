import { adviceFor } from "./failureAdvice";

/** The part of an engine event that matters here. Each event is a line of `pulumi up --event-log`. */
interface Event {
    readonly diagnosticEvent?: { readonly urn?: string; readonly message?: string; readonly severity?: string };
    readonly resOpFailedEvent?: { readonly metadata?: { readonly urn?: string } };
}

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
    const failed = new Set<string>();
    const messages = new Map<string, string>();
    for (const { diagnosticEvent, resOpFailedEvent } of eventsIn(log)) {
        const urn = resOpFailedEvent?.metadata?.urn;
        if (urn !== undefined) failed.add(urn);
        if (diagnosticEvent?.severity !== "error") continue;
        const of = diagnosticEvent.urn ?? "";
        messages.set(of, `${messages.get(of) ?? ""}${diagnosticEvent.message ?? ""}`);
    }
    const isDone = (urn: string): boolean => ALREADY_DONE.test(messages.get(urn) ?? "");
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

function eventsIn(log: string): Event[] {
    return log.split("\n").flatMap((line): Event[] => {
        try {
            return [JSON.parse(line) as Event];
        } catch {
            // An empty line, or the last one of a run that was killed.
            return [];
        }
    });
}
