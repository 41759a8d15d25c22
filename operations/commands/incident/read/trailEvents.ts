import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { DetectionClients } from "../../../../aws/detectionClients";
import type { AwsClients } from "../../../../aws/awsClients";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import { pagesOf } from "../../../../aws/pagesOf";
import { everyRegion, type RegionalAnswers } from "../../handOver/read/everyRegion";
import { trailEvent, type TrailEvent } from "./trailEvent";

/**
 * How many pages of 50 events are read in one region. Reads are many and say less, so that they never take the place of changes. AWS answers
 * two questions a second for each region.
 */
const MOST_PAGES = { writes: 20, reads: 10 } as const;
type EventKind = keyof typeof MOST_PAGES;

/** What CloudTrail has of an account in a span of time. */
export interface TrailEvents {
    /** The newest first. */
    readonly events: readonly TrailEvent[];
    /** The regions in which AWS answered. */
    readonly regions: readonly string[];
    /** Where there are more events than were read: the older ones are missing. */
    readonly cut: readonly { readonly region: string; readonly kind: EventKind; readonly since: string }[];
    readonly unread: RegionalAnswers<unknown>["unread"];
}

/**
 * The events of CloudTrail in all these regions: management events, without any trail. AWS keeps them for 90 days, and shows them a few
 * minutes after they happened.
 *
 * @param clients with credentials of the account.
 * @throws the first region's error if no region answers: no events and no answer are not the same.
 */
export async function readTrail(
    clients: AwsClients,
    caller: PacedCaller,
    regions: readonly string[],
    since: Date,
): Promise<TrailEvents> {
    const detection = DetectionClients.of(clients);
    const { found, unread } = await everyRegion(regions, async (region) => {
        const client = await detection.cloudTrail(region);
        const writes = await eventsOf(client, caller, { region, kind: "writes", since });
        const reads = await eventsOf(client, caller, { region, kind: "reads", since });
        return [
            {
                region,
                events: [...writes.events, ...reads.events],
                cut: [writes, reads].flatMap(({ cut }) => cut ?? []),
            },
        ];
    });
    return {
        events: found.flatMap(({ events }) => events).sort((one, two) => two.at.localeCompare(one.at)),
        regions: found.map(({ region }) => region),
        cut: found.flatMap(({ cut }) => cut),
        unread,
    };
}

async function eventsOf(
    client: CloudTrailClient,
    caller: PacedCaller,
    { region, kind, since }: { readonly region: string; readonly kind: EventKind; readonly since: Date },
): Promise<{ readonly events: readonly TrailEvent[]; readonly cut?: TrailEvents["cut"][number] }> {
    const { LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
    const events: TrailEvent[] = [];
    let pages = 0;
    const asked = pagesOf((NextToken) =>
        caller.call(`cloudtrail.LookupEvents ${region}`, () =>
            client.send(
                new LookupEventsCommand({
                    LookupAttributes: [
                        { AttributeKey: "ReadOnly", AttributeValue: kind === "reads" ? "true" : "false" },
                    ],
                    StartTime: since,
                    MaxResults: 50,
                    ...(NextToken !== undefined && { NextToken }),
                }),
            ),
        ),
    );
    for await (const { Events = [], NextToken } of asked) {
        events.push(...Events.map((event) => trailEvent(event, region, kind === "reads")));
        const isLast = NextToken === undefined || NextToken === "";
        const oldest = events.at(-1);
        if (++pages >= MOST_PAGES[kind] && !isLast && oldest) {
            return { events, cut: { region, kind, since: oldest.at } };
        }
    }
    return { events };
}
