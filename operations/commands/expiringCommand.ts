import { formatPlace, type AccountModel, type DefinitionModel } from "../../definition";
import type { EndingAccess } from "../../definition/feature";
import { listSome, visible } from "../../limits";
import { CommandError, EXIT } from "../cli/commandError";
import { textValue, type ReadCommand } from "../cli/orgCommand";
import { table } from "../cli/table";

const DAY_MS = 86_400_000;
/** The most groups, permission sets or accounts that a line of the table names. */
const NAMED = 3;
const UNITS: Readonly<Record<string, number>> = { d: 1, w: 7, "": 1 };

interface Expiring {
    readonly account: AccountModel;
    /** Days until it expires: 0 on the last day, negative afterwards. */
    readonly days: number;
    /** What features say of it. */
    readonly words: readonly string[];
}

interface Ending {
    readonly access: EndingAccess;
    /** Days until it ends: 0 on the last day, negative afterwards. */
    readonly days: number;
}

export const expiring: ReadCommand = {
    name: "expiring",
    summary: "List the accounts that expire and the access that ends soon, or has ended",
    description:
        "Lists the accounts whose `expires` date is near or has passed, with their owners, and the lines of `access` whose `until` is near or has passed. It does not ask AWS and changes nothing: " +
        "an expired account stays as it is until somebody closes it (`org close`), resets it (`org reset-sandbox`) or changes the date; where the definition has `end`, `org end-sandboxes` does the first or the second. " +
        "The first `up` after its last day takes access away; its line is listed until somebody removes it.\n\n" +
        `The exit code is ${EXIT.found} if an account has expired or a line of access has ended, and ${EXIT.done} otherwise.`,
    options: [["--within <days>", "how far to look ahead: 14d, 2w", "14d"]],
    examples: [
        "org expiring",
        "org expiring --within 4w --json",
        "org expiring --stack prod || echo some have expired",
    ],
    run({ model, stack, columns }, values) {
        const within = daysOf(textValue(values, "within") ?? "14d");
        const today = new Date().toISOString().slice(0, 10);
        const accounts = expiringAccounts(model, today, within);
        const access = endingLines(model, today, within);
        const isAnythingOver = [...accounts, ...access].some(({ days }) => days < 0);
        return Promise.resolve({
            text: [
                ...(accounts.length === 0
                    ? [`No account of ${stack} has expired or expires within ${within} days.`]
                    : [accountTable(accounts, columns), ...wordLines(accounts)]),
                ...(access.length === 0 ? [] : ["", accessTable(access, columns)]),
            ].join("\n"),
            json: [...accounts.map(accountJson), ...access.map(accessJson)],
            code: isAnythingOver ? EXIT.found : EXIT.done,
        });
    },
};

function expiringAccounts({ accounts, features }: DefinitionModel, today: string, within: number): Expiring[] {
    return (
        accounts
            // An account that is closing or leaving is already taken care of.
            .filter(({ state }) => state !== "closing" && state !== "leaving")
            .flatMap((account) =>
                account.expires === undefined ? [] : [{ account, days: daysBetween(today, account.expires) }],
            )
            .filter(({ days }) => days <= within)
            .map((one): Expiring => ({ ...one, words: features.wordsOnAccount(one.account, { kind: "expiry" }) }))
            .sort((one, two) => one.days - two.days || (one.account.key < two.account.key ? -1 : 1))
    );
}

/** In the order of the definition where they end on one day. */
function endingLines(model: DefinitionModel, today: string, within: number): Ending[] {
    return model.features
        .endingAccess(model)
        .map((access): Ending => ({ access, days: daysBetween(today, access.until) }))
        .filter(({ days }) => days <= within)
        .sort((one, two) => one.days - two.days);
}

function accountTable(found: readonly Expiring[], columns?: number): string {
    return table(
        ["ACCOUNT", "UNIT", "EXPIRES", "", "THEN", "OWNER", "E-MAIL"],
        found.map(({ account: { key, unit, expires = "", end = "", owner = "", email }, days }) => [
            key,
            unit,
            expires,
            when(days, "expired"),
            end,
            owner,
            email,
        ]),
        columns,
    );
}

function accessTable(found: readonly Ending[], columns?: number): string {
    return table(
        ["ACCESS", "WHERE", "UNTIL", "", "LINE", "BECAUSE"],
        found.map(({ access: { who, permissionSets, until, because = "", place, ...where }, days }) => [
            `${listSome(who, NAMED)} as ${listSome(permissionSets, NAMED)}`,
            whereText(where),
            until,
            when(days, "ended"),
            place ? formatPlace(place) : "",
            visible(because),
        ]),
        columns,
    );
}

function whereText({
    accounts,
    isInManagementAccount,
}: Pick<EndingAccess, "accounts" | "isInManagementAccount">): string {
    const all = [...(isInManagementAccount ? ["the management account"] : []), ...accounts];
    return all.length === 0 ? "no account yet" : listSome(all, NAMED);
}

function accountJson({
    account: { key, name, unit, state, expires, end, owner, email },
    days,
    words,
}: Expiring): object {
    return {
        account: key,
        name,
        unit,
        state,
        expires,
        days,
        expired: days < 0,
        ...(end !== undefined && { end }),
        owner,
        email,
        ...(words.length > 0 && { notes: words }),
    };
}

/** With the keys that accounts have too, so that who reads only `expires` reads both. */
function accessJson({
    access: { who, permissionSets, accounts, isInManagementAccount, ...access },
    days,
}: Ending): object {
    return {
        account: null,
        access: { who, permissionSets, accounts, managementAccount: isInManagementAccount },
        expires: access.until,
        days,
        expired: days < 0,
        because: access.because ?? null,
        from: access.place ? formatPlace(access.place) : null,
    };
}

/** An empty line, and a line for each account of which there is something to say. */
function wordLines(found: readonly Expiring[]): readonly string[] {
    const lines = found.flatMap(({ account: { key }, words }) =>
        words.length > 0 ? [`${visible(key)}: ${words.join(" ")}`] : [],
    );
    return lines.length > 0 ? ["", ...lines] : [];
}

function daysOf(within: string): number {
    const [, count, unit = ""] = /^(\d{1,4})([dw]?)$/.exec(within) ?? [];
    if (count === undefined) {
        throw new CommandError(`--within ${within}: give a number of days or weeks, such as 14d or 2w`, EXIT.usage);
    }
    return Number(count) * (UNITS[unit] ?? 1);
}

/** Whole calendar days between two dates. Daylight saving time makes no difference. */
function daysBetween(from: string, to: string): number {
    return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** @param past what it has done after its last day: `expired`, `ended`. */
function when(days: number, past: string): string {
    const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
    return days < 0 ? `${past} ${count} ago` : days === 0 ? "its last day is today" : `in ${count}`;
}
