import assert from "node:assert/strict";
import { EXIT } from "../../../../operations/cli/commandError";
import { inStack, org, read } from "../orgRuns";

const TEXT = `defaults: { email: "aws+{account}@example.com", tags: { Organization: acme }, lockedTags: [Organization] }
units:
    Workloads:
        units:
            Production:
                accounts:
                    # sells
                    shop-prod: { tags: { Team: shop } }
    Sandbox: {}
`;
const ADD = ["add", "shop-test", "--unit", "Workloads/Production", "--stack", "test"];

describe("org add", () => {
    it("writes the account beside the others of its unit, once it is confirmed", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const args = [...ADD, "--tag", "Team=shop", "Note=a=b", "--owner", "me@example.com", "--no-preview"];
            assert.equal((await org(folder, args, "yes")).code, EXIT.unconfirmed);
            const run = await org(folder, args, "shop-test");
            assert.equal(run.code, EXIT.done, run.error);
            assert.deepEqual(run.questions, ["Type shop-test to go on"]);
            assert.match(run.error, /shop-test.*"shop-test".*aws\+shop-test@example\.com/);
            assert.match(
                run.error,
                /\+ {21}shop-test: \{ owner: me@example\.com, tags: \{ Team: shop, Note: a=b \} \}/,
            );
            assert.equal(
                read(folder),
                TEXT.replace(
                    "    Sandbox",
                    "                    shop-test: { owner: me@example.com, tags: { Team: shop, Note: a=b } }\n    Sandbox",
                ),
            );
            assert.match(run.out, /make up STACK=test/);
        }));

    it("with --yes asks nothing but still shows its plan, except to programs", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const run = await org(folder, [...ADD, "--yes", "--no-preview"], "never asked");
            assert.equal(run.code, EXIT.done, run.error);
            assert.deepEqual(run.questions, []);
            assert.match(
                run.error,
                /^Stack test, organisation unknown \(the local AWS is not running at \S+: `make up` starts it[^\n]*: account shop-test, which AWS has not created yet\n! Account shop-test will have [^]*\n1\. writes /,
            );
            const json = await org(folder, [
                "add",
                "other",
                "--unit",
                "Sandbox",
                "--stack",
                "test",
                "--yes",
                "--no-preview",
                "--json",
            ]);
            assert.equal(json.error, "");
            assert.equal((JSON.parse(json.out) as { account: string }).account, "other");
        }));

    it("writes nothing without confirmation, in a dry run, or if nobody can be asked", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            assert.equal((await org(folder, ADD, "no")).code, EXIT.unconfirmed);
            assert.equal((await org(folder, ADD)).code, EXIT.unconfirmed);
            const dry = await org(folder, [...ADD, "--dry-run", "--json"]);
            assert.equal(dry.code, EXIT.done);
            const { account, unit, email, writes } = JSON.parse(dry.out) as Record<string, unknown>;
            assert.deepEqual(
                { account, unit, email, writes },
                {
                    account: "shop-test",
                    unit: "Workloads/Production",
                    email: "aws+shop-test@example.com",
                    writes: ["organizations/test/organization.yaml"],
                },
            );
            assert.equal(read(folder), TEXT);
        }));

    const refused: [what: string, args: string[], code: number, message: RegExp][] = [
        ["no unit", ["add", "x"], EXIT.usage, /with --unit\. There are Workloads, Workloads\/Production and Sandbox/],
        [
            "the root",
            ["add", "x", "--unit", "/"],
            EXIT.usage,
            /a new account may not be in the root.*There are Workloads, /,
        ],
        ["an unknown unit", ["add", "x", "--unit", "Workloads/Prod"], EXIT.usage, /no unit "Workloads\/Prod"/],
        ["a misspelt unit", ["add", "x", "--unit", "Sandbx"], EXIT.usage, /Did you mean "Sandbox"\?/],
        [
            "an account that is there",
            ["add", "shop-prod", "--unit", "Sandbox"],
            EXIT.usage,
            /already, at organizations\/test\/organization\.yaml:8:21, in unit Workloads\/Production/,
        ],
        ["a tag without a value", ["add", "x", "--unit", "Sandbox", "--tag", "Team"], EXIT.usage, /--tag Team=shop/],
        [
            "what AWS refuses",
            ["add", "x", "--unit", "Sandbox", "--email", "x@example", "--name", "<x>", "--tag", "Organization=other"],
            EXIT.refused,
            /After this change, which is not written yet, the definition would have \d mistakes[^]*x@example[^]*/,
        ],
        [
            "a day that has passed",
            ["add", "x", "--unit", "Sandbox", "--expires", "2020-01-31"],
            EXIT.usage,
            /--expires 2020-01-31: that day has passed/,
        ],
        ["an invalid date", ["add", "x", "--unit", "Sandbox", "--expires", "tomorrow"], EXIT.refused, /tomorrow/],
    ];
    for (const [what, args, code, message] of refused) {
        it(`refuses ${what}, and writes nothing`, () =>
            inStack({ "organization.yaml": TEXT }, async (folder) => {
                const run = await org(folder, [...args, "--stack", "test", "--yes", "--no-preview"]);
                assert.equal(run.code, code, run.error);
                assert.match(run.error, message);
                assert.equal(read(folder), TEXT);
            }));
    }

    describe("in an organisation with people", () => {
        const people = `organization: { serviceAccess: [sso.amazonaws.com] }
people:
    groups: { shop: {} }
    users: { ada@example.com: { name: Ada Lovelace, groups: [shop] } }
access:
    - { who: shop, permissionSet: read-only, where: { tags: { Team: shop } }, because: The shop }
    - { who: ada@example.com, permissionSet: billing, where: [Workloads], until: 2099-12-31 }
    - { who: ada@example.com, permissionSet: admin, where: [Workloads], until: 2020-12-31 }
`;
        const dryRun = async (folder: string, ...args: string[]): Promise<Record<string, unknown>> => {
            const run = await org(folder, [...args, "--stack", "test", "--dry-run", "--json"]);
            assert.equal(run.code, EXIT.done, run.error);
            return JSON.parse(run.out) as Record<string, unknown>;
        };

        it("says who will have access, without access that has ended", () =>
            inStack({ "organization.yaml": TEXT, "people.yaml": people }, async (folder) => {
                const words =
                    "By the lines of `access`, these have access to it from the start: shop as read-only and ada@example.com as billing until 2099-12-31.";
                const text = await org(folder, [...ADD, "--tag", "Team=shop", "--dry-run"]);
                assert.ok(text.out.includes(`! ${words}`), text.out);
                const json = await dryRun(folder, ...ADD.slice(0, -2), "--tag", "Team=shop");
                assert.deepEqual(json.notes, [words]);
                assert.deepEqual(json.access, [
                    { who: "shop", kind: "group", permissionSet: "read-only", until: null, because: "The shop" },
                    {
                        who: "ada@example.com",
                        kind: "user",
                        permissionSet: "billing",
                        until: "2099-12-31",
                        because: null,
                    },
                ]);
            }));

        it("says so if nobody will have access", () =>
            inStack({ "organization.yaml": TEXT, "people.yaml": people }, async (folder) => {
                const json = await dryRun(folder, "add", "play", "--unit", "Sandbox");
                assert.deepEqual(json.notes, [
                    "No line of `access` means it: nobody signs in to it through IAM Identity Center.",
                ]);
                assert.deepEqual(json.access, []);
            }));

        it("says nothing of access where nobody has any", () =>
            inStack({ "organization.yaml": TEXT }, async (folder) => {
                const json = await dryRun(folder, ...ADD.slice(0, -2));
                assert.equal(json.notes, undefined);
                assert.equal(json.access, undefined);
            }));
    });
});
