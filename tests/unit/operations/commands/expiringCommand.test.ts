import assert from "node:assert/strict";
import { stringify } from "yaml";
import { EXIT } from "../../../../operations/cli/commandError";
import { inStack, org } from "../orgRuns";

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const definition = (accounts: Record<string, string | undefined>): Record<string, string> => ({
    "organization.yaml": stringify({
        defaults: { email: "aws+{account}@example.com" },
        units: {
            Sandbox: {
                kind: "sandbox",
                accounts: Object.fromEntries(
                    Object.entries(accounts).map(([key, expires]) => [
                        key,
                        { owner: `${key}@example.com`, ...(expires !== undefined && { expires }) },
                    ]),
                ),
            },
        },
    }),
});
const expiring = (folder: string, ...args: string[]): ReturnType<typeof org> =>
    org(folder, ["expiring", "--stack", "test", ...args]);

describe("org expiring", () => {
    it("lists what expires soon, the most urgent first, and has an exit code for expired accounts", () =>
        inStack(definition({ ada: day(3), linus: day(-2), grace: day(60), alan: undefined }), async (folder) => {
            const run = await expiring(folder);
            assert.equal(run.code, EXIT.found);
            const lines = run.out.split("\n");
            assert.equal(lines.length, 3);
            assert.match(lines[1] ?? "", /^linus +Sandbox +\S+ +expired 2 days ago +linus@example\.com +aws\+linus@/);
            assert.match(lines[2] ?? "", /^ada +Sandbox +\S+ +in 3 days +ada@example\.com/);
            const json = JSON.parse((await expiring(folder, "--json", "--within", "9w")).out) as { account: string }[];
            assert.deepEqual(
                json.map(({ account }) => account),
                ["linus", "ada", "grace"],
            );
            assert.deepEqual(json[0], {
                account: "linus",
                name: "linus",
                unit: "Sandbox",
                state: "active",
                expires: day(-2),
                days: -2,
                expired: true,
                owner: "linus@example.com",
                email: "aws+linus@example.com",
            });
        }));

    it("says below the list which budgets count an account and stop it, and nothing of the others", () => {
        const files = definition({ ada: day(3), linus: day(2) });
        const text = files["organization.yaml"] ?? "";
        const stopping = text.replace("ada:\n", "ada:\n        budget: { monthly: 50, stop: true }\n");
        return inStack({ "organization.yaml": `${stopping}costs: { notify: [a@example.com] }\n` }, async (folder) => {
            const lines = (await expiring(folder)).out.split("\n");
            const words = [
                'The budget "account ada monthly" counts what it still costs.',
                "AWS Budgets stops it when its monthly budget of 50 USD is used up.",
            ];
            assert.deepEqual(lines.slice(3), ["", `ada: ${words.join(" ")}`]);
            const json = JSON.parse((await expiring(folder, "--json")).out) as { notes?: string[] }[];
            assert.deepEqual(
                json.map(({ notes }) => notes),
                [undefined, words],
            );
        });
    });

    it("counts the last day as a day of use", () =>
        inStack(definition({ ada: day(0) }), async (folder) => {
            const run = await expiring(folder, "--within", "0");
            assert.equal(run.code, EXIT.done);
            assert.match(run.out, /its last day is today/);
        }));

    it("leaves out accounts that are closing or leaving, because they are taken care of", () => {
        const written = definition({ ada: day(-2) });
        const text = written["organization.yaml"]?.replace("ada:\n", "ada:\n        state: closing\n") ?? "";
        assert.match(text, /state: closing/);
        return inStack({ "organization.yaml": text }, async (folder) => {
            const run = await expiring(folder);
            assert.equal(run.code, EXIT.done, run.error);
            assert.match(run.out, /^No account of test has expired/);
        });
    });

    it("says that nothing expires", () =>
        inStack(definition({ ada: day(20) }), async (folder) => {
            const run = await expiring(folder);
            assert.equal(run.code, EXIT.done);
            assert.equal(run.out, "No account of test has expired or expires within 14 days.");
            assert.equal((await expiring(folder, "--json")).out, "[]");
        }));

    it("accepts days or weeks", () =>
        inStack(definition({}), async (folder) => {
            const run = await expiring(folder, "--within", "soon");
            assert.equal(run.code, EXIT.usage);
            assert.match(run.error, /such as 14d or 2w/);
        }));

    describe("with access that ends", () => {
        const people = (...lines: readonly string[]): string =>
            `organization: { serviceAccess: [sso.amazonaws.com] }
people: { groups: { shop: {} }, users: { ada@example.com: { name: Ada Lovelace, groups: [shop] } } }
access:
${lines.map((line) => `    - { permissionSet: read-only, ${line} }\n`).join("")}`;

        it("lists its lines below the accounts, also those that have ended, with what they mean and where they are", () =>
            inStack(
                {
                    ...definition({ ada: day(3), linus: undefined }),
                    "people.yaml": people(
                        `who: shop, where: everywhere, until: ${day(4)}, because: incident 4711`,
                        `who: [ada@example.com, shop], where: [ada, { managementAccount: true }], until: ${day(-1)}`,
                        `who: shop, where: [linus], until: ${day(30)}`,
                        "who: shop, where: [linus]",
                    ),
                },
                async (folder) => {
                    const run = await expiring(folder);
                    assert.equal(run.code, EXIT.found, run.error);
                    const lines = run.out.split("\n");
                    assert.match(lines[0] ?? "", /^ACCOUNT /);
                    assert.match(lines[1] ?? "", /^ada +Sandbox/);
                    const access = lines.slice(lines.indexOf("") + 2);
                    assert.match(lines.find((line) => line.startsWith("ACCESS")) ?? "", /WHERE +UNTIL +LINE +BECAUSE$/);
                    const [ended = "", soon = ""] = access.filter((line) => line.includes(" as "));
                    assert.match(
                        ended,
                        /^ada@example\.com and shop as read-only +the management account and ada +\S+ +ended 1 day ago +\S+people\.yaml:5:7$/,
                    );
                    assert.match(
                        soon,
                        /^shop as read-only +ada and linus +\S+ +in 4 days +\S+people\.yaml:4:7 +incident 4711$/,
                    );
                    const json = JSON.parse((await expiring(folder, "--json")).out) as Record<string, unknown>[];
                    assert.deepEqual(
                        json.map(({ account, expires, expired }) => [account, expires, expired]),
                        [
                            ["ada", day(3), false],
                            [null, day(-1), true],
                            [null, day(4), false],
                        ],
                    );
                    assert.deepEqual(json[2], {
                        account: null,
                        access: {
                            who: ["shop"],
                            permissionSets: ["read-only"],
                            accounts: ["ada", "linus"],
                            managementAccount: false,
                        },
                        expires: day(4),
                        days: 4,
                        expired: false,
                        because: "incident 4711",
                        from: "organizations/test/people.yaml:4:7",
                    });
                },
            ));

        it("counts its last day as a day of access, and says that no account expires", () =>
            inStack(
                {
                    ...definition({ ada: undefined }),
                    "people.yaml": people(`who: shop, where: [ada], until: ${day(0)}`),
                },
                async (folder) => {
                    const run = await expiring(folder);
                    assert.equal(run.code, EXIT.done, run.error);
                    const [first, empty, head = "", line = ""] = run.out.split("\n");
                    assert.equal(first, "No account of test has expired or expires within 14 days.");
                    assert.equal(empty, "");
                    assert.match(head, /^ACCESS /);
                    assert.match(line, /^shop as read-only +ada +\S+ +its last day is today +/);
                },
            ));
    });
});
