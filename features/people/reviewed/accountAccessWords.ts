import type { ReviewedChange } from "../../../definition/feature";
import { list, visible } from "../../../limits";
import type { ChangedAccess } from "./changedAccess";
import type { PeopleSituation } from "./peopleSituation";
import { accessParts, principalName } from "./principalWords";

/** The most users and groups that a sentence names. */
const MOST_NAMES = 4;

/**
 * Whether access changes only because accounts come. Grants name units and tags, so that one new account changes the access of many groups,
 * of which none gets anything where it had nothing.
 */
export function isOfNewAccounts({ gains, loses, keeps }: ChangedAccess, { state, defined }: PeopleSituation): boolean {
    const isNew = (account: string): boolean => defined.has(account) && !state.accounts.has(account);
    return gains.length > 0 && loses.length === 0 && keeps.length > 0 && gains.every(isNew);
}

/** The same of accounts that go. */
export function isOfFormerAccounts(
    { gains, loses, keeps }: ChangedAccess,
    { state, defined }: PeopleSituation,
): boolean {
    const isFormer = (account: string): boolean => state.accounts.has(account) && !defined.has(account);
    return loses.length > 0 && gains.length === 0 && keeps.length > 0 && loses.every(isFormer);
}

/** One change for all who get or lose access to the same accounts, because these come or go. */
export function reviewedAccounts(
    access: readonly ChangedAccess[],
    what: "gains" | "loses",
    situation: PeopleSituation,
): readonly ReviewedChange[] {
    const byAccounts = new Map<string, ChangedAccess[]>();
    for (const one of access) {
        const id = JSON.stringify(one[what]);
        byAccounts.set(id, [...(byAccounts.get(id) ?? []), one]);
    }
    return [...byAccounts.values()].map((alike): ReviewedChange => {
        const accounts = alike[0]?.[what] ?? [];
        const names = alike.map(({ who, permissionSet }) => `${whoText(who, situation)} (${visible(permissionSet)})`);
        const isOne = names.length === 1;
        const areNew = accounts.length === 1 ? "which is new" : "which are new";
        const who = list(names, MOST_NAMES);
        return {
            kind: what === "gains" ? "access-to-new-accounts" : "access-to-former-accounts",
            subject: "access",
            risk: "routine",
            text:
                what === "gains"
                    ? `${who[0]?.toUpperCase()}${who.slice(1)} ${isOne ? "gets" : "get"} access to ${situation.placesText(accounts)}, ${areNew}.`
                    : `${who[0]?.toUpperCase()}${who.slice(1)} ${isOne ? "loses" : "lose"} access to ${situation.placesText(accounts)}.`,
            details: alike.flatMap((one) =>
                accessParts(one, situation).map(({ text }) => `${principalName(one.who, situation)} ${text}.`),
            ),
            resources: alike.map(({ change }) => change.urn),
        };
    });
}

function whoText({ kind, key }: ChangedAccess["who"], { personText }: PeopleSituation): string {
    return kind === "user" ? personText(key) : `group ${visible(key)}`;
}
