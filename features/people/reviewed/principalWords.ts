import type { Path } from "../../../definition/problemReport";
import type { WeighedRisk } from "../../../definition/feature";
import { countOf, list, visible } from "../../../limits";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PrincipalModel } from "../model";
import { administeredBy, administering, MANY_ACCOUNTS } from "./administeredAccounts";
import { grantsOf, type ChangedAccess } from "./changedAccess";
import type { PeopleSituation } from "./peopleSituation";

/** A part of a sentence about a user or group, which follows its name: `gets Admin in shop-prod until 2026-12-31`. */
export type PrincipalPart = WeighedRisk & {
    readonly text: string;
    /** Where the definition says so. */
    readonly path?: Path;
};

/** `Group platform (3 people)`, `Ada Lovelace (ada@example.com)`. */
export function principalName({ kind, key }: PrincipalModel, situation: PeopleSituation): string {
    if (kind === "user") return situation.personText(key);
    const group = situation.after.groups.get(key) ?? situation.before.groups.get(key);
    const people =
        group === undefined || group.isExternal
            ? "members are not known here"
            : group.members.length === 0
              ? "nobody is in it"
              : countOf(group.members.length, "person", "people");
    return `Group ${visible(key)} (${people})`;
}

/** What access a user or group gets, loses, and gets anew. */
export function accessParts(access: ChangedAccess, situation: PeopleSituation): readonly PrincipalPart[] {
    const { change, gains, loses, keeps } = access;
    const set = visible(access.permissionSet);
    if (change.operation === "forget") {
        return [{ text: `keeps ${set} in AWS, which the stack forgets`, risk: "attention" }];
    }
    const parts: readonly PrincipalPart[] = [
        ...(gains.length > 0 ? [gainPart(access, situation)] : []),
        ...(loses.length > 0 ? [lossPart(access, situation)] : []),
        ...(change.operation === "replace" && keeps.length > 0
            ? [{ text: `loses ${set} in ${situation.placesText(keeps)} and gets it anew`, risk: "attention" as const }]
            : []),
        ...(change.operation === "update" && gains.length + loses.length === 0 ? [samePart(access, situation)] : []),
    ];
    // Which accounts it is about, only AWS can tell.
    const verb = change.operation === "delete" ? "loses" : "gets";
    return parts.length > 0 ? parts : [{ text: `${verb} ${set}`, risk: "attention" }];
}

/** The accounts have the same keys as before: one of them may be a new account, or other inputs change. */
function samePart(
    { change, permissionSet, keeps }: ChangedAccess,
    { replaced, placesText }: PeopleSituation,
): PrincipalPart {
    const anew = keeps.filter((account) => replaced.has(account));
    const set = visible(permissionSet);
    return anew.length > 0
        ? {
              text: `gets ${set} in the new account of ${placesText(anew)} (and loses it in the old one)`,
              risk: "routine",
          }
        : { text: `keeps ${set}, with another ${list(change.properties)} in the stack`, risk: "routine" };
}

/**
 * What a user or group gets by the grants that name it, or its group.
 *
 * @param person the person who gets it as a member of the group, where that is not said otherwise.
 */
export function gainPart(
    { who, permissionSet, gains }: Pick<ChangedAccess, "who" | "permissionSet" | "gains">,
    situation: PeopleSituation,
    person?: string,
): PrincipalPart {
    const { until, path } = grantsOf({ who, permissionSet }, gains, situation);
    const days = new Set(until.values());
    const [day] = days;
    const ending = days.size > 1 ? ", in some of them until a day" : day === undefined ? "" : ` until ${day}`;
    const isAdministrator = situation.administrators.after.has(permissionSet);
    const isWatched =
        isAdministrator || gains.includes(MANAGEMENT_ACCOUNT) || administering(gains, situation) !== undefined;
    const by = person === undefined ? "" : ` through group ${visible(who.key)}`;
    const administered = administeredBy(permissionSet, gains, situation);
    const name = person ?? (who.kind === "group" ? `group ${who.key}` : who.key);
    return {
        text: `gets ${visible(permissionSet)}${isAdministrator ? " (administrator)" : ""} in ${situation.placesText(gains)}${by}${ending}`,
        ...(administered === undefined
            ? { risk: isWatched ? "attention" : "routine" }
            : { risk: "danger", acknowledge: `let ${name} administer ${administered}` }),
        ...(path && { path }),
    };
}

/** A mistyped selector takes from everybody what one line was about to take from a few. */
export function lossPart(
    { loses, permissionSet }: Pick<ChangedAccess, "loses" | "permissionSet">,
    situation: PeopleSituation,
): PrincipalPart {
    const isWatched = situation.administrators.before.has(permissionSet) || loses.includes(MANAGEMENT_ACCOUNT);
    return {
        text: `loses ${visible(permissionSet)} in ${situation.placesText(loses)}`,
        risk: isWatched || loses.length > MANY_ACCOUNTS ? "attention" : "routine",
    };
}

/** The last days of access that ends on different days, one sentence each. */
export function lastDays(access: ChangedAccess, situation: PeopleSituation): readonly string[] {
    const { until } = grantsOf(access, access.gains, situation);
    const byDay = new Map<string, string[]>();
    for (const [account, day] of until) {
        if (day !== undefined) byDay.set(day, [...(byDay.get(day) ?? []), account]);
    }
    if (byDay.size === 0 || (byDay.size === 1 && [...byDay.values()][0]?.length === access.gains.length)) return [];
    return [...byDay].map(
        ([day, accounts]) =>
            `The last day of ${visible(access.permissionSet)} in ${situation.placesText(accounts)} is ${day}.`,
    );
}
