import type { OrganizationModel } from "../../../definition/model";
import type { EffectLine, ServiceLoss } from "../../../evaluator/effect";
import { countOf, list, visible } from "../../../limits";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { AllowedServices } from "./allowedServices";
import type { AccessChanges, ChangeDirection, GroupChange, PersonalChange } from "./accessChange";
import { placesText } from "./placesText";
import { principalText, type AccessSide, type HeldAccess } from "./accessSide";

/** One line of a report, and what decides how early it is said. */
export interface AccessChangeLine extends EffectLine {
    readonly direction: ChangeDirection;
    /** Greater is worse: see `worstFirst`. */
    readonly weight: readonly number[];
}

/** What is needed to say changes of access in words. */
export interface AccessWords {
    readonly before: AccessSide;
    readonly after: AccessSide;
    /** What grants gave whose last day has passed. */
    readonly ended: readonly HeldAccess[];
    readonly day: string;
    readonly spine: OrganizationModel;
    /** The keys of the accounts that exist before and after. */
    readonly known: readonly string[];
    /** The keys of the permission sets that are administrators, before or after. */
    readonly administrators: ReadonlySet<string>;
    /** The most names in a list. */
    readonly most: number;
    /** The services of which a permission set allowed something before. Undefined for a set that is not known. */
    readonly allowedBy: (permissionSet: string) => AllowedServices | undefined;
}

/** Who gains and loses what where: one line each, those that reviewers have to see first at the beginning. */
export function accessChangeLines(changes: AccessChanges, words: AccessWords): readonly AccessChangeLine[] {
    const groups = changes.groups.map((change) => groupLine(change, changes, words));
    return [...groups, ...personalLines(changes.alone, words)].sort(worstFirst);
}

/** Administrators before others, the management account before others, and then by the number of people and accounts. */
function worstFirst(one: AccessChangeLine, two: AccessChangeLine): number {
    const differing = one.weight.findIndex((weight, index) => weight !== two.weight[index]);
    if (differing >= 0) return (two.weight[differing] ?? 0) - (one.weight[differing] ?? 0);
    return one.text < two.text ? -1 : 1;
}

function groupLine(change: GroupChange, { personal }: AccessChanges, words: AccessWords): AccessChangeLine {
    const { group, direction, permissionSet, accounts } = change;
    const side = direction === "gains" ? words.after : words.before;
    const known = side.groups.get(group);
    const members = known?.members ?? [];
    const places = new Set(accounts);
    const affected = new Set(
        personal
            .filter((one) => one.direction === direction && one.permissionSet === permissionSet)
            .filter(({ account, through }) => places.has(account) && through.includes(group))
            .map(({ who }) => who),
    );
    const others = members.length - affected.size;
    const otherwise = direction === "gains" ? "has it already" : "keeps it otherwise";
    const people = known?.isExternal
        ? "members are not known here"
        : members.length === 0
          ? "nobody is in it"
          : `${countOf(members.length, "person", "people")}${others > 0 ? `, of whom ${others} ${others === 1 ? otherwise : otherwise.replace("has", "have").replace("keeps", "keep")}` : ""}`;
    return {
        direction,
        text: `group ${visible(group)} (${people}) ${direction} ${visible(permissionSet)} in ${placesText(accounts, words)}${endingText(principalText({ kind: "group", key: group }), change, words)}`,
        weight: weightOf(permissionSet, accounts, known?.isExternal ? Infinity : affected.size, words),
        ...lossOf(change, words),
    };
}

/** Persons who gain or lose the same in the same accounts, for the same reason, are one line. */
function personalLines(alone: readonly PersonalChange[], words: AccessWords): AccessChangeLine[] {
    const byPerson = new Map<string, PersonalChange & { readonly accounts: string[]; readonly reason: string }>();
    for (const change of alone) {
        const reason = reasonOf(change, words);
        const id = JSON.stringify([change.direction, change.who, change.permissionSet, reason]);
        const known = byPerson.get(id) ?? { ...change, accounts: [], reason };
        known.accounts.push(change.account);
        byPerson.set(id, known);
    }
    const alike = new Map<string, (PersonalChange & { readonly accounts: string[]; readonly reason: string })[]>();
    for (const one of byPerson.values()) {
        one.accounts.sort();
        const id = JSON.stringify([one.direction, one.permissionSet, one.accounts, one.reason]);
        alike.set(id, [...(alike.get(id) ?? []), one]);
    }
    return [...alike.values()].flatMap((persons): AccessChangeLine[] => {
        const [first] = persons;
        if (!first) return [];
        const { direction, permissionSet, accounts, reason } = first;
        const names = persons.map(({ who }) => visible(who)).sort();
        const verb = names.length === 1 ? direction : direction.replace(/s$/, "");
        return [
            {
                direction,
                text: `${list(names, words.most)} ${verb} ${visible(permissionSet)} in ${placesText(accounts, words)}${reason}`,
                weight: weightOf(permissionSet, accounts, names.length, words),
                ...lossOf(first, words),
            },
        ];
    });
}

/** Why a person gains or loses something that no group does as a whole: a group that is joined or left, a user who is removed. */
function reasonOf({ who, direction, through, permissionSet, account }: PersonalChange, words: AccessWords): string {
    const { before, after } = words;
    if (direction === "loses" && before.users.has(who) && !after.users.has(who)) return ", and is removed";
    const [group] = through;
    if (group === undefined) return endingText(`user ${who}`, { permissionSet, direction, accounts: [account] }, words);
    const isMember = (side: AccessSide): boolean => side.groups.get(group)?.members.includes(who) ?? false;
    if (direction === "gains" && !isMember(before)) return `, by joining group ${visible(group)}`;
    if (direction === "loses" && !isMember(after)) return `, by leaving group ${visible(group)}`;
    return `, through group ${visible(group)}`;
}

function endingText(
    who: string,
    { permissionSet, direction, accounts }: Pick<GroupChange, "permissionSet" | "direction" | "accounts">,
    { ended, day }: AccessWords,
): string {
    if (direction === "gains") return "";
    const isEnded = ended.some(
        (one) =>
            principalText(one.who) === who &&
            one.permissionSet === permissionSet &&
            accounts.every((account) => one.accounts.has(account)),
    );
    return isEnded ? `, because its last day has passed (today is ${day})` : "";
}

/** What is taken away, by its services. */
function lossOf(
    { direction, permissionSet, accounts }: Pick<GroupChange, "direction" | "permissionSet" | "accounts">,
    { allowedBy }: AccessWords,
): { readonly loss?: ServiceLoss } {
    const allowed = direction === "loses" ? allowedBy(permissionSet) : undefined;
    return allowed ? { loss: { accounts, services: allowed.isAllowed, unknown: allowed.unknown } } : {};
}

function weightOf(
    permissionSet: string,
    accounts: readonly string[],
    people: number,
    { administrators }: AccessWords,
): readonly number[] {
    return [
        administrators.has(permissionSet) ? 1 : 0,
        accounts.includes(MANAGEMENT_ACCOUNT) ? 1 : 0,
        people * accounts.length,
    ];
}
