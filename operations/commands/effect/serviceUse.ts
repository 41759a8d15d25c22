import type { LostRegions } from "../../../evaluator/effect";
import { isUsedSince, type UsedService } from "../used/usedServices";

/** The use of a service by the accounts of a loss. */
export interface ServiceUse {
    readonly service: string;
    /** As AWS calls it. */
    readonly name: string;
    /** How many accounts used it. */
    readonly count: number;
    /** The accounts were not asked one by one: some of them may have used it before the first day only. */
    readonly isAtMost: boolean;
    /** The keys of the accounts that used it, where all are known. */
    readonly by?: readonly string[];
    /** The last time. Absent if only other accounts are known to have used it that late. */
    readonly last?: {
        /** ISO 8601. */
        readonly at: string;
        /** The account's key. */
        readonly by: string;
        readonly from?: string;
    };
    /** Nothing is lost in the region of the last use. */
    readonly isElsewhere: boolean;
}

/** What AWS answered of a place. */
export interface PlaceAnswer {
    /** The keys of the accounts that lose something there, by their ids. */
    readonly accounts: ReadonlyMap<string, string>;
    /** Absent if AWS gave no report. */
    readonly services: readonly UsedService[] | undefined;
    /** The reports of its accounts by their ids, if they were asked one by one. */
    readonly single: ReadonlyMap<string, readonly UsedService[]>;
}

type UseAtPlace = Pick<ServiceUse, "count" | "isAtMost" | "by" | "last">;

/**
 * Puts together what the reports of several places say of a service.
 *
 * @param since the first day, in milliseconds.
 * @returns undefined if it was not used since then.
 */
export function serviceUse(
    service: string,
    places: readonly PlaceAnswer[],
    regions: readonly LostRegions[] | undefined,
    since: number,
): ServiceUse | undefined {
    const uses = places.flatMap((place) => useAt(place, service, since) ?? []);
    if (uses.length === 0) return undefined;
    const name = places.flatMap(({ services }) => services?.find((one) => one.service === service)?.name ?? []);
    const by = uses.flatMap((one) => one.by ?? []);
    const isAtMost = uses.some((one) => one.isAtMost);
    const last = uses.flatMap((one) => one.last ?? []).sort((one, two) => (one.at < two.at ? 1 : -1))[0];
    return {
        service,
        name: name[0] ?? service,
        count: uses.reduce((sum, { count }) => sum + count, 0),
        isAtMost,
        ...(!isAtMost && { by: by.sort() }),
        ...(last && { last }),
        isElsewhere: regions !== undefined && last?.from !== undefined && !isLostIn(regions, last.from),
    };
}

function useAt({ accounts, services, single }: PlaceAnswer, service: string, since: number): UseAtPlace | undefined {
    const found = services?.find((one) => one.service === service);
    if (!found || !isUsedSince(found, since)) return undefined;
    const ofOne = accounts.get(found.last?.account ?? "");
    if (ofOne !== undefined && found.accounts === 1) return { ...exactUse([[ofOne, found]]) };
    if ([...accounts.keys()].every((id) => single.has(id))) {
        const users = [...accounts].flatMap(([id, key]): [string, UsedService][] => {
            const own = single.get(id)?.find((one) => one.service === service);
            return own && isUsedSince(own, since) ? [[key, own]] : [];
        });
        return users.length === 0 ? undefined : exactUse(users);
    }
    const last = ofOne === undefined ? undefined : lastOf(ofOne, found);
    return { count: Math.min(found.accounts, accounts.size), isAtMost: true, ...(last && { last }) };
}

/** @param users the account's key and its use, of each account that used it. */
function exactUse(users: readonly (readonly [key: string, use: UsedService])[]): UseAtPlace {
    const last = users
        .flatMap(([key, use]) => lastOf(key, use) ?? [])
        .sort((one, two) => (one.at < two.at ? 1 : -1))[0];
    return { count: users.length, isAtMost: false, by: users.map(([key]) => key), ...(last && { last }) };
}

function lastOf(by: string, { last }: UsedService): ServiceUse["last"] {
    if (!last) return undefined;
    return { at: last.at, by, ...(last.region !== undefined && { from: last.region }) };
}

function isLostIn(regions: readonly LostRegions[], region: string): boolean {
    return regions.some((lost) => lost.in.includes(region) !== lost.outside);
}
