import type { EventCaller } from "../../incident/read/trailEvent";
import type { ChangeTrace } from "./changeTrace";
import type { TracedEvent } from "./tracedEvent";

/** Who made a change, as far as CloudTrail tells. */
export type ChangeAuthor =
    | {
          readonly kind: "found";
          readonly caller: EventCaller;
          /** When, as 2026-11-27T12:31:05.000Z. */
          readonly at: string;
          /** The name of the event: `MoveAccount`. */
          readonly event: string;
          /** The IP address, or the service by which the call was made. */
          readonly address?: string;
      }
    /** AWS was asked, and knows no event that explains it: it keeps them for 90 days. */
    | { readonly kind: "forgotten" }
    /** There are more events than were read. The change is older than this. */
    | { readonly kind: "unread"; readonly before: string }
    | { readonly kind: "unasked"; readonly why: string };

/** What CloudTrail has of the events with one name. */
export interface NamedEvents {
    /** The newest first. */
    readonly events: readonly TracedEvent[];
    /** If older events were left unread: when the oldest of those that were read happened. */
    readonly cut?: string;
    /** The reason, if AWS did not answer. What was read before it is in `events`. */
    readonly unread?: string;
}

/**
 * The newest event that explains what AWS has now. A call that failed explains nothing.
 *
 * @param found what was read, by the names of events.
 */
export function authorOf(trace: ChangeTrace, found: ReadonlyMap<string, NamedEvents>): ChangeAuthor {
    const answers = trace.names.map((name) => found.get(name)).filter((one) => one !== undefined);
    const author = explainingEvent(
        trace,
        answers.flatMap(({ events }) => events),
    );
    if (author) {
        const { caller, at, name, address } = author.event;
        return { kind: "found", caller, at, event: name, ...(address !== undefined && { address }) };
    }
    const why = answers.find(({ unread }) => unread !== undefined)?.unread;
    if (why !== undefined) return { kind: "unasked", why };
    const cuts = answers.flatMap(({ cut }) => cut ?? []).sort();
    return cuts[0] === undefined ? { kind: "forgotten" } : { kind: "unread", before: cuts[0] };
}

/** @param events in any order. */
export function explainingEvent(trace: ChangeTrace, events: readonly TracedEvent[]): TracedEvent | undefined {
    const done = events.filter(({ isDone, source }) => isDone && trace.sources.includes(source));
    return done
        .filter((event) => trace.names.includes(event.name) && trace.explains(event, done))
        .sort((one, two) => two.event.at.localeCompare(one.event.at))[0];
}
