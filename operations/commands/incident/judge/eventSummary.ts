import { countOf, formatCount } from "../../../../limits";
import type { EventCaller, TrailEvent } from "../read/trailEvent";
import type { CallOrigin, IncidentJudgement } from "./incidentJudgement";
import { meaningOf, type EventMeaning } from "./notableEvents";

/** What one caller did. */
export interface CallerSummary {
    readonly caller: EventCaller;
    /** Absent if it is not proven to be the organisation's. */
    readonly origin?: CallOrigin;
    readonly writes: number;
    readonly reads: number;
    /** Calls that did nothing, among both: AWS refused them, or what it names does not exist. */
    readonly failed: number;
    readonly first: string;
    readonly last: string;
    readonly addresses: readonly string[];
    readonly userAgents: readonly string[];
    readonly regions: readonly string[];
    readonly accessKeyIds: readonly string[];
}

/** Events of one kind: the same name, caller and success. */
export interface ChangeSummary {
    readonly service: string;
    readonly name: string;
    readonly meaning?: EventMeaning;
    readonly caller: EventCaller;
    /** Absent if it is not proven to be the organisation's. */
    readonly origin?: CallOrigin;
    readonly count: number;
    readonly failed: number;
    readonly first: string;
    readonly last: string;
    readonly regions: readonly string[];
    readonly resources: readonly string[];
}

/** By whom a call was made. */
export type CallOrigins = Pick<IncidentJudgement, "originOf">;

/** Root first, then people and roles by what they changed, and last the organisation's own and AWS's services. */
export function callersOf(events: readonly TrailEvent[], origins: CallOrigins): readonly CallerSummary[] {
    const rank = ({ caller: { kind }, origin }: CallerSummary): number =>
        kind === "root" ? 0 : origin === undefined ? 1 : origin === "aws service" ? 3 : 2;
    return groupsOf(events, ({ caller }) => caller.title)
        .map(({ first, all }): CallerSummary => ({
            caller: first.caller,
            ...originKey(origins.originOf(first.caller)),
            writes: all.filter(({ isRead }) => !isRead).length,
            reads: all.filter(({ isRead }) => isRead).length,
            failed: all.filter(({ error }) => error !== undefined).length,
            ...spanOf(all),
            addresses: distinct(all.map(({ address }) => address)),
            userAgents: distinct(all.map(({ userAgent }) => userAgent)),
            regions: distinct(all.map(({ region }) => region)),
            accessKeyIds: distinct(all.map(({ caller }) => caller.accessKeyId)),
        }))
        .sort((one, two) => rank(one) - rank(two) || two.writes - one.writes || two.reads - one.reads);
}

/**
 * What changed, and reads that matter, such as of a secret: what may belong to an incident first, then the newest. What AWS's own services do
 * counts only where it may belong to one.
 */
export function changesOf(events: readonly TrailEvent[], origins: CallOrigins): readonly ChangeSummary[] {
    const rank = ({ meaning }: ChangeSummary): number => (meaning === undefined ? 1 : 0);
    const shown = events.filter(
        (event) => meaningOf(event) !== undefined || (!event.isRead && event.caller.kind !== "service"),
    );
    return groupsOf(shown, ({ service, name, caller }) => JSON.stringify([service, name, caller.title]))
        .map(({ first: one, all }): ChangeSummary => {
            const { service, name, caller } = one;
            const meaning = meaningOf(one);
            return {
                service,
                name,
                ...(meaning !== undefined && { meaning }),
                caller,
                ...originKey(origins.originOf(caller)),
                count: all.length,
                failed: all.filter(({ error }) => error !== undefined).length,
                ...spanOf(all),
                regions: distinct(all.map(({ region }) => region)),
                resources: distinct(all.flatMap(({ resources }) => resources)),
            };
        })
        .sort((one, two) => rank(one) - rank(two) || two.last.localeCompare(one.last));
}

function originKey(origin: CallOrigin | undefined): { readonly origin?: CallOrigin } {
    return origin === undefined ? {} : { origin };
}

function groupsOf(
    events: readonly TrailEvent[],
    keyOf: (event: TrailEvent) => string,
): { readonly first: TrailEvent; readonly all: readonly TrailEvent[] }[] {
    const groups = new Map<string, TrailEvent[]>();
    for (const event of events) {
        const key = keyOf(event);
        const group = groups.get(key);
        if (group) group.push(event);
        else groups.set(key, [event]);
    }
    return [...groups.values()].flatMap((all) => (all[0] ? [{ first: all[0], all }] : []));
}

function spanOf(events: readonly TrailEvent[]): { readonly first: string; readonly last: string } {
    const times = events.map(({ at }) => at).sort();
    return { first: times[0] ?? "", last: times.at(-1) ?? "" };
}

function distinct(texts: readonly (string | undefined)[]): string[] {
    return [...new Set(texts.flatMap((text) => text ?? []))].sort();
}

/** `12 calls`, and how many of them failed. */
export function callsText(count: number, failed: number): string {
    return failed === 0
        ? countOf(count, "call")
        : `${countOf(count, "call")}, ${failed === count ? "all" : formatCount(failed)} failed`;
}
