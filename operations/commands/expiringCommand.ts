import type { AccountModel } from "../../definition";
import { visible } from "../../limits";
import { CommandError, EXIT } from "../cli/commandError";
import { textValue, type ReadCommand } from "../cli/orgCommand";
import { table } from "../cli/table";

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { d: 1, w: 7, "": 1 };

interface Expiring {
    readonly account: AccountModel;
    /** Days until it expires: 0 on the last day, negative afterwards. */
    readonly days: number;
    /** What features say of it. */
    readonly words: readonly string[];
}

export const expiring: ReadCommand = {
    name: "expiring",
    summary: "List the accounts that expire soon or have expired",
    description:
        "Lists the accounts whose `expires` date is near or has passed, with their owners. It does not ask AWS and changes nothing: " +
        "an expired account stays as it is until somebody closes it (`org close`), resets it (`org reset-sandbox`) or changes the date.\n\n" +
        `The exit code is ${EXIT.found} if an account has expired, and ${EXIT.done} otherwise.`,
    options: [["--within <days>", "how far to look ahead: 14d, 2w", "14d"]],
    examples: [
        "org expiring",
        "org expiring --within 4w --json",
        "org expiring --stack prod || echo some have expired",
    ],
    run({ model, stack, columns }, values) {
        const within = daysOf(textValue(values, "within") ?? "14d");
        const today = new Date().toISOString().slice(0, 10);
        const found = model.accounts
            // An account that is closing or leaving is already taken care of.
            .filter(({ state }) => state !== "closing" && state !== "leaving")
            .flatMap((account) =>
                account.expires === undefined ? [] : [{ account, days: daysBetween(today, account.expires) }],
            )
            .filter(({ days }) => days <= within)
            .map((one): Expiring => ({ ...one, words: model.features.wordsOnAccount(one.account, { kind: "expiry" }) }))
            .sort((one, two) => one.days - two.days || (one.account.key < two.account.key ? -1 : 1));
        const expired = found.filter(({ days }) => days < 0);
        const rows = found.map(({ account: { key, unit, expires = "", owner = "", email }, days }) => [
            key,
            unit,
            expires,
            when(days),
            owner,
            email,
        ]);
        return Promise.resolve({
            text:
                found.length === 0
                    ? `No account of ${stack} has expired or expires within ${within} days.`
                    : [
                          table(["ACCOUNT", "UNIT", "EXPIRES", "", "OWNER", "E-MAIL"], rows, columns),
                          ...wordLines(found),
                      ].join("\n"),
            json: found.map(({ account: { key, name, unit, state, expires, owner, email }, days, words }) => ({
                account: key,
                name,
                unit,
                state,
                expires,
                days,
                expired: days < 0,
                owner,
                email,
                ...(words.length > 0 && { notes: words }),
            })),
            code: expired.length > 0 ? EXIT.found : EXIT.done,
        });
    },
};

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

function when(days: number): string {
    const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
    return days < 0 ? `expired ${count} ago` : days === 0 ? "its last day is today" : `in ${count}`;
}
