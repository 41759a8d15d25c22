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
});
