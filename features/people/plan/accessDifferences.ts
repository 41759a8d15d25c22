import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PeopleModel, PrincipalModel } from "../model";
import { plannedAccess } from "./assignments";

/** Who is in which group and has what where in AWS, by the names that people know. */
export interface AccessInDirectory {
    /** Of every group that is made in Identity Center, the names of its users. */
    readonly groups: ReadonlyMap<string, readonly string[]>;
    /** External groups too. */
    readonly access: readonly DirectoryAccess[];
}

export interface DirectoryAccess {
    /** The name of a user or group of AWS. */
    readonly who: PrincipalModel;
    /** The permission set's name in AWS. */
    readonly permissionSet: string;
    /** Keys of accounts of the definition, MANAGEMENT_ACCOUNT, and ids of other accounts. */
    readonly accounts: readonly string[];
}

/** Where AWS and the definition differ, for one user or group, by their names in AWS. */
export type AccessDifference =
    | { readonly who: PrincipalModel; readonly group: string }
    | { readonly who: PrincipalModel; readonly permissionSet: string; readonly accounts: readonly string[] };

export interface AccessDifferences {
    /** What AWS has, and the definition does not give. */
    readonly beyond: readonly AccessDifference[];
    /** What the definition gives, and AWS does not have. */
    readonly missing: readonly AccessDifference[];
}

/**
 * Compares what people have in AWS with the definition: of its groups, who is in them; of its people and its permission sets, who has what
 * where. What neither a person nor a permission set of the definition has part in is not its business.
 *
 * @param day access that has ended before it is none: `2026-12-31`.
 */
export function accessDifferences(model: PeopleModel, inAws: AccessInDirectory, day: string): AccessDifferences {
    const members = memberDifferences(model, inAws);
    const access = grantDifferences(model, inAws, day);
    return { beyond: [...members.beyond, ...access.beyond], missing: [...members.missing, ...access.missing] };
}

function memberDifferences({ groups }: PeopleModel, inAws: AccessInDirectory): AccessDifferences {
    const between = (all: readonly string[], others: ReadonlySet<string>, group: string): AccessDifference[] =>
        all.filter((user) => !others.has(user)).map((key) => ({ who: { kind: "user", key }, group }));
    const own = groups.filter(({ isExternal }) => !isExternal);
    return {
        beyond: own.flatMap(({ name, members }) => between(inAws.groups.get(name) ?? [], new Set(members), name)),
        missing: own.flatMap(({ name, members }) => between(members, new Set(inAws.groups.get(name)), name)),
    };
}

function grantDifferences(model: PeopleModel, { access }: AccessInDirectory, day: string): AccessDifferences {
    const names = new Map(model.permissionSets.map(({ key, name }) => [key, name]));
    const managed = new Set(names.values());
    const groupNames = new Map(model.groups.map(({ key, name }) => [key, name]));
    const known = new Set([
        ...model.groups.map(({ name }) => keyOf({ kind: "group", key: name })),
        ...model.users.map(({ key }) => keyOf({ kind: "user", key })),
    ]);
    const wanted = plannedAccess(model, day).map(
        ({ who, permissionSet, accounts, inManagementAccount }): DirectoryAccess => ({
            who: who.kind === "group" ? { ...who, key: groupNames.get(who.key) ?? who.key } : who,
            permissionSet: names.get(permissionSet) ?? permissionSet,
            accounts: inManagementAccount ? [MANAGEMENT_ACCOUNT, ...accounts] : accounts,
        }),
    );
    const ours = access.filter(({ who, permissionSet }) => managed.has(permissionSet) || known.has(keyOf(who)));
    return { beyond: without(ours, wanted), missing: without(wanted, ours) };
}

/** What some have in accounts where others do not. */
function without(all: readonly DirectoryAccess[], others: readonly DirectoryAccess[]): AccessDifference[] {
    const has = new Map(others.map((one) => [pairOf(one), new Set(one.accounts)]));
    return all.flatMap((one) => {
        const accounts = one.accounts.filter((account) => has.get(pairOf(one))?.has(account) !== true);
        return accounts.length === 0 ? [] : [{ ...one, accounts }];
    });
}

function pairOf({ who, permissionSet }: DirectoryAccess): string {
    return JSON.stringify([keyOf(who), permissionSet]);
}

function keyOf({ kind, key }: PrincipalModel): string {
    return JSON.stringify([kind, key]);
}
