import { MANAGEMENT_ACCOUNT } from "../matrix";
import { heldByPersons, type AccessSide, type HeldByPerson } from "./accessSide";

export type ChangeDirection = "gains" | "loses";

/** What a change gives to a person or an external group, or takes from it. */
export interface PersonalChange extends HeldByPerson {
    readonly direction: ChangeDirection;
}

/** The same for a group as a whole. */
export interface GroupChange {
    readonly group: string;
    readonly direction: ChangeDirection;
    readonly permissionSet: string;
    /** Sorted keys, and MANAGEMENT_ACCOUNT first. */
    readonly accounts: readonly string[];
}

export interface AccessChanges {
    /** All that persons and external groups gain and lose: the difference of the two matrices. */
    readonly personal: readonly PersonalChange[];
    readonly groups: readonly GroupChange[];
    /** Those of `personal` that are no part of what a group gains or loses as a whole. */
    readonly alone: readonly PersonalChange[];
}

/**
 * Compares who may do what in the accounts that exist before and after, and in those that no definition has: a refresh may have found
 * access to them, which the run takes away.
 *
 * @param isCompared whether an account, by its key, is one of them. The management account is.
 */
export function accessChanges(
    before: AccessSide,
    after: AccessSide,
    isCompared: (account: string) => boolean,
): AccessChanges {
    const isKnown = (account: string): boolean => account === MANAGEMENT_ACCOUNT || isCompared(account);
    const [had, has] = [heldByPersons(before), heldByPersons(after)];
    const personal = [
        ...missingIn(had, has).map((one): PersonalChange => ({ ...one, direction: "gains" })),
        ...missingIn(has, had).map((one): PersonalChange => ({ ...one, direction: "loses" })),
    ].filter(({ account }) => isKnown(account));
    const groups = groupChanges(before, after, isKnown);
    const ofGroups = new Set(
        groups.flatMap(({ group, direction, permissionSet, accounts }) =>
            accounts.map((account) => JSON.stringify([group, direction, permissionSet, account])),
        ),
    );
    const isOfGroup = ({ kind, who, through, direction, permissionSet, account }: PersonalChange): boolean =>
        (kind === "external group" ? [who] : through).some(
            (group) => group !== undefined && ofGroups.has(JSON.stringify([group, direction, permissionSet, account])),
        );
    return { personal, groups, alone: personal.filter((one) => !isOfGroup(one)) };
}

/** Whether an account is compared: it is in the state and in the definition, or in neither. */
export function isInBothOrNeither(
    before: Pick<ReadonlySet<string>, "has">,
    after: Pick<ReadonlySet<string>, "has">,
): (account: string) => boolean {
    return (account) => before.has(account) === after.has(account);
}

function missingIn<T>(some: ReadonlyMap<string, T>, all: ReadonlyMap<string, T>): T[] {
    return [...all].flatMap(([id, one]) => (some.has(id) ? [] : [one]));
}

function groupChanges(
    before: AccessSide,
    after: AccessSide,
    isKnown: (account: string) => boolean,
): readonly GroupChange[] {
    const [had, has] = [groupAccess(before), groupAccess(after)];
    return [...new Set([...had.keys(), ...has.keys()])].flatMap((id): GroupChange[] => {
        const { group, permissionSet } = (has.get(id) ?? had.get(id)) as GroupAccess;
        const [old, present] = [had.get(id)?.accounts ?? NONE, has.get(id)?.accounts ?? NONE];
        const change = (
            direction: ChangeDirection,
            all: ReadonlySet<string>,
            but: ReadonlySet<string>,
        ): GroupChange[] => {
            const accounts = [...all].filter((account) => !but.has(account) && isKnown(account)).sort();
            return accounts.length === 0 ? [] : [{ group, direction, permissionSet, accounts }];
        };
        return [...change("gains", present, old), ...change("loses", old, present)];
    });
}

const NONE: ReadonlySet<string> = new Set();

interface GroupAccess {
    readonly group: string;
    readonly permissionSet: string;
    readonly accounts: ReadonlySet<string>;
}

function groupAccess({ access }: AccessSide): ReadonlyMap<string, GroupAccess> {
    return new Map(
        access
            .filter(({ who }) => who.kind === "group")
            .map(({ who, permissionSet, accounts }): [string, GroupAccess] => [
                JSON.stringify([who.key, permissionSet]),
                { group: who.key, permissionSet, accounts },
            ]),
    );
}
