import assert from "node:assert/strict";
import { words, type Json, type Sketch } from "./support";

const plan = (days: string, rules: readonly string[]): Json => ({
    plans: {
        daily: {
            rules: Object.fromEntries(
                ["nightly", ...rules].map((rule) => [rule, { lifecycle: { delete_after_days: { "@@assign": days } } }]),
            ),
        },
    },
});
const backups = (days?: string, rules: readonly string[] = []): Sketch => ({
    policies: days === undefined ? {} : { backups: plan(days, rules) },
    units: { W: days === undefined ? [] : ["backups"] },
    accounts: { a: "W", b: "W", c: "W" },
});
const RETENTION =
    "Effective BACKUP_POLICY of every account (3) changes\n  - plans.daily.rules.nightly.lifecycle.delete_after_days";
/** A table: the title, the policies before and after, and the messages. */
const SETTINGS: readonly [string, Sketch, Sketch, ...string[]][] = [
    ["a setting changes", backups("35"), backups("14"), `${RETENTION}: 35 -> 14`],
    ["a setting goes", backups("35"), backups(), `${RETENTION}: 35 -> not set`],
    ["a setting comes", backups(), backups("35"), `${RETENTION}: not set -> 35`],
    [
        "a whole plan goes",
        backups("35", ["a", "b", "c"]),
        backups(),
        "Effective BACKUP_POLICY of every account (3) changes\n  - plans.daily: 4 settings are no longer set",
    ],
    [
        "a policy below assigns the same",
        backups("35"),
        { ...backups("35"), accounts: { a: ["W", "backups"], b: "W", c: "W" } },
    ],
];

describe("the effect on effective policies, in words", () => {
    for (const [what, before, after, ...expected] of SETTINGS) {
        it(what, async () => {
            assert.deepEqual(await words(before, after), expected);
        });
    }
});
