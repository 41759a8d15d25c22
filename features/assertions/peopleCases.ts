import {
    MANAGEMENT_ACCOUNT_KEY,
    type GrantedSession,
    type IdentityDirectory,
    type IdentityHolder,
} from "../../definition/access/identityAccess";
import type { Problem } from "../../definition/problems";
import type { Hierarchy } from "../../evaluator/evaluation";
import { didYouMean, listSome, quoted } from "../../limits";
import type { AssertedWord } from "./assertedWords";
import type { TestSubjects } from "./assertionSubjects";
import type { PeopleAssertionModel } from "./peopleAssertionModel";
import type { SessionIndex } from "./sessionIndex";

/** An account in which an assertion is tested. */
export interface TestedAccount {
    /** `account shop-prod`. */
    readonly name: string;
    readonly key: string;
    /** Accounts that are bound by the same policies have the same object. */
    readonly hierarchy: Hierarchy;
}

/** The accounts in which an assertion about people is tested: those that exist, and for what nobody can do the management account. */
export function testedAccounts(
    assertion: PeopleAssertionModel,
    subjects: TestSubjects,
    index: SessionIndex,
    inManagement: Hierarchy,
): TestedAccount[] {
    const { claim, scopes, resource } = assertion;
    const idsMatter = index.namesAccounts || (resource !== undefined && /:\d{12}:/.test(resource));
    const accounts = [...subjects.existing({ scopes }, idsMatter)]
        .filter(([, { isDenied }]) => !(claim.kind === "can" && isDenied))
        .map(([key, { hierarchy }]) => ({ name: `account ${key}`, key, hierarchy }));
    if (scopes.length > 0 || claim.kind === "can") return accounts;
    return [{ name: "the management account", key: MANAGEMENT_ACCOUNT_KEY, hierarchy: inManagement }, ...accounts];
}

/**
 * Whom an assertion is about. `cannot` and `nobodyCanBoth` are about the members of a group too, with everything that they have; `can` is
 * about what the group itself gives.
 */
export function testedHolders(
    { claim, persons, groups, everybody }: PeopleAssertionModel,
    directory: IdentityDirectory,
): IdentityHolder[] {
    const found = new Map<string, IdentityHolder>();
    const add = (kind: IdentityHolder["kind"], key: string): void => {
        found.set(`${kind} ${key}`, { kind, key });
    };
    for (const { text } of persons) add("person", text);
    for (const { text } of groups) {
        add("group", text);
        if (claim.kind === "can") continue;
        for (const key of directory.groups.find((one) => one.key === text)?.members ?? []) add("person", key);
    }
    if (everybody) {
        for (const key of directory.persons) add("person", key);
        for (const { key, isExternal } of directory.groups) if (isExternal) add("group", key);
    }
    return [...found.values()];
}

/** What counts: everything but the permission sets that the assertion leaves out. */
export function countedSessions(
    { exceptWith }: PeopleAssertionModel,
    granted: readonly GrantedSession[],
): readonly GrantedSession[] {
    if (exceptWith.length === 0) return granted;
    return granted.filter(({ session }) => exceptWith.every(({ text }) => text !== session.permissionSet));
}

/** The names of people that the definition does not have. */
export function unknownPeople(
    { persons, groups, exceptWith }: PeopleAssertionModel,
    directory: IdentityDirectory,
): Problem[] {
    const groupKeys = directory.groups.map(({ key }) => key);
    const check = (words: readonly AssertedWord[], known: readonly string[], what: string): Problem[] =>
        words
            .filter(({ text }) => !known.includes(text))
            .map(({ text, place, path }) => ({
                place,
                path,
                message:
                    `there is no ${what} ${quoted(text)}.${didYouMean(text, known)}` +
                    (known.length > 0 ? ` There are ${listSome([...known])}.` : ""),
            }));
    return [
        ...check(persons, directory.persons, "person"),
        ...check(groups, groupKeys, "group"),
        ...check(
            exceptWith,
            directory.permissionSets.map((one) => one.permissionSet),
            "permission set",
        ),
    ];
}
