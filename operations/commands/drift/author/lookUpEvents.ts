import type { AwsClients } from "../../../../aws/awsClients";
import { DetectionClients } from "../../../../aws/detectionClients";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import { pagesOf } from "../../../../aws/pagesOf";
import { reasonOf } from "../../../cli/awsAnswer";
import type { ChangeTrace } from "./changeTrace";
import { explainingEvent, type NamedEvents } from "./foundAuthors";
import { TracedEvent } from "./tracedEvent";

/**
 * How many pages of 50 events are read for each name of an event. `TagResource` is an event of many services, so that those of Organizations
 * may be few among them. AWS answers two questions a second.
 */
export const MOST_PAGES = 10;

/**
 * The events by which changes can have been made: one look-up for each name of an event, however many changes there are. A look-up ends as soon
 * as it has found the events of all its changes. The names are asked one after the other, because AWS allows two calls a second anyway.
 *
 * @param region where AWS records the events: that in which Organizations answers, or that of IAM Identity Center.
 * @returns what was found, by the names of the events. What AWS does not answer is said there.
 */
export async function lookUpEvents(
    clients: AwsClients,
    caller: PacedCaller,
    traces: readonly ChangeTrace[],
    region: string,
): Promise<ReadonlyMap<string, NamedEvents>> {
    const names = [...new Set(traces.flatMap((trace) => trace.names))].sort();
    const found = new Map<string, NamedEvents>();
    for (const name of names) {
        const concerned = traces.filter((trace) => trace.names.includes(name));
        const isFound = (events: readonly TracedEvent[]): boolean =>
            concerned.every((trace) => isExplained(trace, found, events));
        const answer = await eventsNamed(clients, caller, { name, region, isFound });
        found.set(name, answer);
        // What is refused once is refused each time.
        if (answer.unread !== undefined && answer.events.length === 0) {
            return new Map(names.map((one) => [one, found.get(one) ?? answer]));
        }
    }
    return found;
}

/** Whether an event explains the change, and older ones with the name can only be older than it. */
function isExplained(
    trace: ChangeTrace,
    found: ReadonlyMap<string, NamedEvents>,
    events: readonly TracedEvent[],
): boolean {
    const others = trace.names.flatMap((name) => found.get(name)?.events ?? []);
    const explaining = explainingEvent(trace, [...others, ...events]);
    const oldest = events.at(-1)?.event.at;
    return explaining !== undefined && oldest !== undefined && explaining.event.at >= oldest;
}

async function eventsNamed(
    clients: AwsClients,
    caller: PacedCaller,
    {
        name,
        region,
        isFound,
    }: {
        readonly name: string;
        readonly region: string;
        readonly isFound: (events: readonly TracedEvent[]) => boolean;
    },
): Promise<NamedEvents> {
    const events: TracedEvent[] = [];
    try {
        const { LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
        const client = await DetectionClients.of(clients).cloudTrail(region);
        const pages = pagesOf((NextToken) =>
            caller.call(`cloudtrail.LookupEvents ${region}`, () =>
                client.send(
                    new LookupEventsCommand({
                        LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
                        MaxResults: 50,
                        ...(NextToken !== undefined && { NextToken }),
                    }),
                ),
            ),
        );
        let count = 0;
        for await (const { Events = [], NextToken } of pages) {
            events.push(...Events.map((event) => new TracedEvent(event, region)));
            const isLast = NextToken === undefined || NextToken === "";
            const oldest = events.at(-1)?.event.at;
            if (isLast || isFound(events)) return { events };
            if (++count >= MOST_PAGES && oldest !== undefined) return { events, cut: oldest };
        }
        return { events };
    } catch (error) {
        return { events, unread: reasonOf(error) };
    }
}
