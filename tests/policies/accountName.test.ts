import assert from "node:assert/strict";
import { accountName } from "../../policies/rules/accountName";
import { check, refusedConfigs, table, UNKNOWN } from "./policySupport";

describe("account-name", () => {
    table(accountName, [
        { it: "accepts any name without a pattern", props: { name: "Shop (production)" }, violations: [] },
        { it: "accepts a name that matches", props: { name: "shop" }, config: { pattern: "[a-z]+" }, violations: [] },
        {
            it: "refuses a name that matches only in part",
            props: { name: "shop prod" },
            config: { pattern: "[a-z]+" },
            violations: [
                'account "shop prod": its name must match [a-z]+.\n' +
                    "Change its `name`, or add it to account-name.except. An account is renamed in place.",
            ],
        },
        {
            it: "describes the pattern in words",
            props: { name: "Shop" },
            config: { pattern: "[a-z]+", explain: "lower-case letters" },
            violations: [
                'account "Shop": its name must be lower-case letters (pattern [a-z]+).\n' +
                    "Change its `name`, or add it to account-name.except. An account is renamed in place.",
            ],
        },
        {
            it: "accepts exceptions",
            props: { name: "Shop 2" },
            config: { pattern: "[a-z]+", except: ["Shop \\d"] },
            violations: [],
        },
        {
            it: "refuses what AWS refuses, in any configuration",
            props: { name: "x".repeat(51) },
            config: { except: [".*"] },
            violations: [
                `account "${"x".repeat(51)}": account name "${"x".repeat(51)}" has 51 characters: AWS allows 1 to 50.\n` +
                    "Change its `name`. An account is renamed in place.",
            ],
        },
        { it: "skips an unknown name", props: { name: UNKNOWN }, config: { pattern: "x" }, violations: [] },
        { it: "skips a missing name", config: { pattern: "x" }, violations: [] },
        { it: "leaves other resources alone", type: "aws:iam/role:Role", props: { name: "<" }, violations: [] },
    ]);

    refusedConfigs(accountName, [
        { it: "a pattern that is no text", config: { pattern: 5 }, error: "pattern must be string" },
        { it: "an empty pattern", config: { pattern: "" }, error: "pattern must NOT have fewer than 1 characters" },
        { it: "exceptions that are no list", config: { except: "shop" }, error: "except must be array" },
    ]);

    it("refuses a pattern that is not a regular expression", async () => {
        await assert.rejects(check(accountName, { props: { name: "shop" } }, { pattern: "[a-z" }), {
            message:
                "the configuration of account-name is wrong: pattern is not a regular expression: " +
                "Invalid regular expression: /[a-z/u: Unterminated character class",
        });
    });

    it("refuses a misspelt key", async () => {
        await assert.rejects(check(accountName, { props: { name: "shop" } }, { patern: "[a-z]" }), {
            message:
                'the configuration of account-name is wrong: unknown key "patern"; its keys are pattern, explain, except',
        });
    });
});
