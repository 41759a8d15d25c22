import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { cloudTrailIn, type ClientSource } from "../../../../aws/auditClients";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import { pagesOf } from "../../../../aws/pagesOf";
import { reasonOf } from "../../../cli/awsAnswer";
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
    readonly unread: readonly { readonly region: string; readonly because: string }[];
}

/**
 * The events of CloudTrail in all these regions: management events, without any trail. AWS keeps them for 90 days, and shows them a few
 * minutes after they happened.
 *
 * @param clients with credentials of the account.
 */
export async function readTrail(
    clients: ClientSource,
    caller: PacedCaller,
    regions: readonly string[],
    since: Date,
): Promise<TrailEvents> {
    const events: TrailEvent[] = [];
    const cut: { region: string; kind: EventKind; since: string }[] = [];
    const unread: { region: string; because: string }[] = [];
    await Promise.all(
        regions.map(async (region) => {
            try {
                const client = await cloudTrailIn(clients, region);
                for (const kind of ["writes", "reads"] as const) {
                    const found = await eventsOf(client, caller, { region, kind, since });
                    events.push(...found.events);
                    const oldest = found.events.at(-1);
                    if (found.isCut && oldest) cut.push({ region, kind, since: oldest.at });
                }
            } catch (error) {
                unread.push({ region, because: reasonOf(error) });
            }
        }),
    );
    return {
        events: events.sort((one, two) => two.at.localeCompare(one.at)),
        regions: regions.filter((region) => unread.every((one) => one.region !== region)),
        cut: cut.sort((one, two) => one.region.localeCompare(two.region)),
        unread: unread.sort((one, two) => one.region.localeCompare(two.region)),
    };
}

async function eventsOf(
    client: CloudTrailClient,
    caller: PacedCaller,
    { region, kind, since }: { readonly region: string; readonly kind: EventKind; readonly since: Date },
): Promise<{ readonly events: TrailEvent[]; readonly isCut: boolean }> {
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
        if (++pages >= MOST_PAGES[kind]) return { events, isCut: NextToken !== undefined && NextToken !== "" };
    }
    return { events, isCut: false };
}
