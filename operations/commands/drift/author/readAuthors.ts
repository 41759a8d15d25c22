import type { AwsClients } from "../../../../aws/awsClients";
import { findIdentityCenter } from "../../../../aws/identityCenterInstance";
import { answerFrom, reasonOf, type Endpoints } from "../../../cli/awsAnswer";
import type { DriftItem } from "../driftItem";
import { traceOf } from "./driftTrace";
import { authorOf, type ChangeAuthor, type NamedEvents } from "./foundAuthors";
import { lookUpEvents } from "./lookUpEvents";
import type { ChangeTrace } from "./changeTrace";

/**
 * Who made the changes, by CloudTrail's history of the management account. AWS keeps it for 90 days, without any trail, and shows an event some
 * minutes after it happened.
 *
 * One look-up for each name of an event that the items can come from, up to 10 pages of 50 events each, at most 2 calls a second.
 *
 * @param endpoints those of the stack's settings, so that a stack on the local AWS never asks the real one.
 * @param identityCenterRegion the region of IAM Identity Center, if it is known. Otherwise it is looked for if an item needs it.
 * @returns the author of each item, in their order. What AWS refuses is said there; nothing is thrown.
 */
export async function readAuthors(
    clients: AwsClients,
    endpoints: Endpoints,
    items: readonly DriftItem[],
    identityCenterRegion?: string,
): Promise<readonly ChangeAuthor[]> {
    const answer = await answerFrom(endpoints, ["cloudtrail"], () =>
        authorsOf(clients, items.map(traceOf), identityCenterRegion),
    );
    return "value" in answer ? answer.value : items.map(() => ({ kind: "unasked", why: answer.unread }));
}

async function authorsOf(
    clients: AwsClients,
    traces: readonly ChangeTrace[],
    identityCenterRegion: string | undefined,
): Promise<readonly ChangeAuthor[]> {
    const caller = clients.pacedCaller();
    const inOrganizations = traces.filter(({ where }) => where === "organizations");
    const inIdentityCenter = traces.filter(({ where }) => where === "identity-center");
    const found = {
        organizations: await lookUpEvents(clients, caller, inOrganizations, clients.homeRegion),
        "identity-center":
            inIdentityCenter.length === 0
                ? new Map<string, NamedEvents>()
                : await eventsOfIdentityCenter(clients, inIdentityCenter, identityCenterRegion, (region) =>
                      lookUpEvents(clients, caller, inIdentityCenter, region),
                  ),
    };
    return traces.map((trace) => authorOf(trace, found[trace.where]));
}

async function eventsOfIdentityCenter(
    clients: AwsClients,
    traces: readonly ChangeTrace[],
    known: string | undefined,
    lookUp: (region: string) => Promise<ReadonlyMap<string, NamedEvents>>,
): Promise<ReadonlyMap<string, NamedEvents>> {
    const unread = (why: string): ReadonlyMap<string, NamedEvents> =>
        new Map(traces.flatMap(({ names }) => names).map((name) => [name, { events: [], unread: why }]));
    try {
        const region = known ?? (await findIdentityCenter({ likely: clients.region }, clients))?.region;
        return region === undefined ? unread("AWS names no region of IAM Identity Center") : await lookUp(region);
    } catch (error) {
        return unread(reasonOf(error));
    }
}
