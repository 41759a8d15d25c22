import assert from "node:assert/strict";
import { DefinitionError, formatPath, type OrganizationModel } from "../../../../definition";
import { findAccounts, isNew, takenEmails } from "../../../../program/creation/accounts";
import { findMoved } from "../../../../program/creation/moved";
import type { FoundUnit } from "../../../../aws/organization";
import { findUnits } from "../../../../program/identity";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/support";

const NOTHING = fromState({});
const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';

describe("program: accounts that AWS has and the stack has not", () => {
    const { accounts } = load(`${DEFAULTS}units: { U: { accounts: { shop: {} } } }`);
    const found = (email: string, state: string, existing: ExistingResources = NOTHING) =>
        findAccounts(
            accounts,
            { masterAccountEmail: "root@example.com", nonMasterAccounts: [{ id: "1", name: "any", email, state }] },
            existing,
        );

    it("are found by their e-mails, whatever their case and name", () => {
        for (const email of ["shop@example.com", "SHOP@Example.com"]) {
            assert.deepEqual([...found(email, "ACTIVE").ids], [["shop", "1"]]);
        }
        assert.equal(found("other@example.com", "ACTIVE").ids.size, 0);
    });

    const refused: readonly [string, ReturnType<typeof found>, RegExp][] = [
        ...["SUSPENDED", "PENDING_CLOSURE", "CLOSED"].map((state): [string, ReturnType<typeof found>, RegExp] => [
            `of an account that is ${state}`,
            found("shop@example.com", state),
            /^account shop: shop@example\.com is the e-mail of a closed account, 1 \([A-Z_]+\)\. Within 90 days .* Reopen it, or choose another e-mail$/,
        ]),
        [
            "of another account of the stack",
            found("shop@example.com", "ACTIVE", {
                ...NOTHING,
                accounts: new Map([["old", { id: "1", email: "shop@example.com", closing: true }]]),
            }),
            /^account shop: shop@example\.com is the e-mail of account old \(1\) of this stack\. .*Keep the key old/,
        ],
        [
            "of the management account",
            findAccounts(accounts, { masterAccountEmail: "Shop@example.com", nonMasterAccounts: [] }, NOTHING),
            /^account shop: shop@example\.com is the e-mail of the management account: choose another$/,
        ],
    ];
    for (const [what, { ids, problems }, message] of refused) {
        it(`cannot have the e-mail ${what}`, () => {
            assert.equal(ids.size, 0);
            assert.equal(problems.length, 1);
            assert.match(problems[0]?.message ?? "", message);
            assert.equal(formatPath(problems[0]?.path ?? []), "units.U.accounts.shop.email");
        });
    }

    it("cannot give their e-mails to the new ones that replace others", () => {
        const inAws = (id: string) => ({
            masterAccountEmail: "root@example.com",
            nonMasterAccounts: [{ id, name: "any", email: "SHOP@example.com", state: "ACTIVE" }],
        });
        const known = { accounts: new Map([["other", { id: "1" }]]) };
        const taken = (id: string): string | undefined => takenEmails(accounts, inAws(id), known)[0]?.message;
        assert.match(taken("1") ?? "", /is the e-mail of account other \(1\) of this stack/);
        assert.match(taken("2") ?? "", /is the e-mail of account 2 of the organisation: give the new account another/);
        assert.deepEqual(takenEmails([], inAws("2"), known), []);
    });

    it("are looked for only where they would be created", () => {
        const { accounts: all } = load(
            `${DEFAULTS}units: { U: { accounts: { created: {}, known: {}, taken: { id: "111122223333" }, invited: { id: "444455556666", invite: {} } } } }`,
        );
        const existing = { accounts: new Map([["known", { id: "1" }]]) };
        assert.deepEqual(
            all.filter((account) => isNew(account, existing)).map(({ key }) => key),
            ["created"],
        );
    });
});

describe("program: units that AWS has and the stack has not", () => {
    const model = load(
        `${DEFAULTS}units: { A: { units: { B: {}, C: {} } }, D: { id: ou-abcd-dddddddd, units: { E: {} } }, F: { name: Other, units: { G: {} } } }`,
    );
    const asked: string[] = [];
    const found = (
        of: OrganizationModel,
        below: Readonly<Record<string, readonly FoundUnit[]>>,
        existing: ExistingResources = NOTHING,
    ): ReturnType<typeof findUnits> => {
        asked.length = 0;
        return findUnits(of, existing, "r-1", {
            childrenOf: (parentId) => {
                asked.push(parentId);
                return Promise.resolve(below[parentId] ?? []);
            },
            parentOf: (id) =>
                Promise.resolve(Object.entries(below).find(([, units]) => units.some((unit) => unit.id === id))?.[0]),
        });
    };
    const D = { id: "ou-abcd-dddddddd", name: "D" };
    const find = async (
        below: Readonly<Record<string, readonly FoundUnit[]>>,
        existing: ExistingResources = NOTHING,
    ): Promise<unknown> => {
        const { ids, problems } = await found(model, { ...below, "r-1": [...(below["r-1"] ?? []), D] }, existing);
        assert.deepEqual(problems, []);
        return Object.fromEntries(ids);
    };
    const refusals = async (
        text: string,
        below: Readonly<Record<string, readonly FoundUnit[]>>,
        existing: ExistingResources = NOTHING,
    ): Promise<string[]> =>
        (await found(load(text), below, existing)).problems.map(
            ({ path, message }) => `${formatPath(path)} ${message}`,
        );

    it("are found by their names, level by level, with one question for each parent that exists", async () => {
        const found = await find({
            "r-1": [
                { id: "ou-a", name: "A" },
                { id: "ou-f", name: "other" },
            ],
            "ou-a": [{ id: "ou-c", name: "C" }],
            "ou-abcd-dddddddd": [{ id: "ou-e", name: "E" }],
        });
        assert.deepEqual(found, { A: "ou-a", "A/C": "ou-c", "D/E": "ou-e", F: "ou-f" });
        assert.deepEqual(asked.sort(), ["ou-a", "ou-abcd-dddddddd", "ou-f", "r-1"]);
    });

    it("are asked for below those parents only that have something new or renamed", async () => {
        const existing = {
            ...NOTHING,
            units: new Map([
                ["A", { id: "ou-a", name: "A" }],
                ["D", { id: D.id, name: "D" }],
                ["F", { id: "ou-other", name: "Other" }],
            ]),
        };
        assert.deepEqual(await find({}, existing), {});
        assert.ok(!asked.includes("r-1"), "nothing is new under the root");
        const renamed = { ...existing, units: new Map([...existing.units, ["F", { id: "ou-other", name: "Before" }]]) };
        assert.deepEqual(await find({}, renamed), {});
        assert.ok(asked.includes("r-1"));
    });

    /** The units A and B of a stack, below the root. */
    const AB = {
        ...NOTHING,
        units: new Map([
            ["A", { id: "ou-a", name: "A" }],
            ["B", { id: "ou-b", name: "B" }],
        ]),
    };
    const BOTH = {
        "r-1": [
            { id: "ou-a", name: "A" },
            { id: "ou-b", name: "B" },
        ],
    };
    const X = "ou-abcd-xxxxxxxx";
    const cases: readonly [string, string, Parameters<typeof refusals>[1], ExistingResources, RegExp[]][] = [
        ["a free name", "units: { A: { name: C }, B: {} }", BOTH, AB, []],
        ["the case of its own name", "units: { A: { name: a }, B: {} }", BOTH, AB, []],
        [
            "the names of two exchanged",
            "units: { A: { name: B }, B: { name: A } }",
            BOTH,
            AB,
            [/^units\.A .*in AWS unit B \(ou-b\) of this stack has it\. .*in two steps/, /^units\.B .*unit A \(ou-a\)/],
        ],
        [
            "the name of one that is renamed in the same run, in another case",
            "units: { A: { name: b }, B: { name: C } }",
            BOTH,
            AB,
            [/^units\.A .*unit B \(ou-b\) of this stack has it, written "B"\. .*in two steps/],
        ],
        [
            "a key renamed with the name kept",
            "units: { A: {}, New: { name: B } }",
            BOTH,
            AB,
            [/^units\.New .*unit B \(ou-b\) of this stack has it\. .*keep the key B/],
        ],
        [
            "the name of one that is left out",
            "units: { A: { name: B } }",
            BOTH,
            AB,
            [/^units\.A .*Unit B is deleted at the end of a run: leave it out first, apply that, and then rename A$/],
        ],
        [
            "the name of a unit of somebody else",
            "units: { A: { name: theirs }, B: {} }",
            { "r-1": [...(BOTH["r-1"] ?? []), { id: "ou-t", name: "Theirs" }] },
            AB,
            [/^units\.A .*AWS has a unit of the name "Theirs", ou-t, which this stack does not know/],
        ],
        [
            "one to take over that is elsewhere",
            `units: { A: {}, B: { units: { X: { id: ${X} } } } }`,
            { ...BOTH, "ou-a": [{ id: X, name: "X" }] },
            AB,
            [
                /^units\.B\.units\.X\.id unit B\/X \(ou-abcd-xxxxxxxx\) is in unit A \(ou-a\) in AWS, and the definition has it in unit B \(ou-b\)\. AWS cannot move a unit: write it where it is/,
            ],
        ],
        [
            "one to take over below a unit that is new",
            `units: { A: {}, B: {}, C: { units: { X: { id: ${X} } } } }`,
            { ...BOTH, "ou-zzzz-zzzzzzzz": [{ id: X, name: "X" }] },
            AB,
            [/is in unit ou-zzzz-zzzzzzzz in AWS, and the definition has it in unit C \(which AWS has not yet\)/],
        ],
        [
            "one to take over that is not there",
            `units: { A: {}, B: {}, X: { id: ${X} } }`,
            BOTH,
            AB,
            [/^units\.X\.id the organisation has no unit ou-abcd-xxxxxxxx/],
        ],
        [
            "one to take over where it is, with another name",
            `units: { A: {}, B: {}, X: { id: ${X} } }`,
            { "r-1": [...(BOTH["r-1"] ?? []), { id: X, name: "Before" }] },
            AB,
            [],
        ],
    ];
    for (const [what, text, below, existing, expected] of cases) {
        it(`${expected.length === 0 ? "allowed" : "refused"}: ${what}`, async () => {
            const told = await refusals(text, below, existing);
            assert.equal(told.length, expected.length, told.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(told[index] ?? "", message);
        });
    }

    it("with the exact name come before those with another case", async () => {
        const both = [
            { id: "ou-1", name: "a" },
            { id: "ou-2", name: "A" },
        ];
        assert.deepEqual(await find({ "r-1": both }), { A: "ou-2" });
    });
});

describe("program: accounts that were moved by a run that broke off", () => {
    const model = load(`${DEFAULTS}units: { U: { id: ou-abcd-uuuuuuuu, accounts: { a: {}, b: {} } }, V: {} }`);
    const existing: ExistingResources = {
        ...NOTHING,
        accounts: new Map([
            ["a", { id: "1", email: "a@example.com", closing: false, unit: "V", parentId: "ou-v" }],
            ["b", { id: "2", email: "b@example.com", closing: false, unit: "U", parentId: "ou-abcd-uuuuuuuu" }],
        ]),
    };
    const find = (
        parent: string | undefined,
        asked: string[] = [],
        told: string[] = [],
    ): Promise<ReadonlySet<string>> =>
        findMoved(
            model,
            existing,
            (id) => {
                asked.push(id);
                return Promise.resolve(parent);
            },
            (message) => void told.push(message),
        );

    it("are those that are in their units already; only what is to move is asked for", async () => {
        const asked: string[] = [];
        const told: string[] = [];
        assert.deepEqual([...(await find("ou-abcd-uuuuuuuu", asked, told))], ["a"]);
        assert.deepEqual(asked, ["1"]);
        assert.match(told.join("\n"), /^account a \(1\) is in U already: .*`pulumi refresh` tells the stack\.$/);
    });

    it("are none where AWS agrees with the stack, or does not say", async () => {
        assert.equal((await find("ou-v")).size, 0);
        assert.equal((await find(undefined)).size, 0);
    });

    it("are none for an account of the root that stays there, without asking", async () => {
        const rooted = load(`${DEFAULTS}units: { U: {} }\naccounts: { old: { unit: /, id: "111122223333" } }`);
        const state = (parentId: string): ExistingResources => ({
            ...NOTHING,
            accounts: new Map([["old", { id: "111122223333", email: "old@example.com", parentId, closing: false }]]),
        });
        const never = (): Promise<string> => assert.fail("AWS was asked");
        assert.equal((await findMoved(rooted, state("r-abcd"), never, () => undefined)).size, 0);
        // One that a run has moved to the root before it broke off.
        const back = await findMoved(
            rooted,
            state("ou-u"),
            () => Promise.resolve("r-abcd"),
            () => undefined,
        );
        assert.deepEqual([...back], ["old"]);
    });

    it("are refused from a third place", async () => {
        await assert.rejects(find("ou-third"), (error: DefinitionError) => {
            assert.match(
                error.message,
                /account a \(1\) is in ou-third in AWS and in ou-v in the stack.*run `pulumi refresh` first/,
            );
            return error instanceof DefinitionError;
        });
    });
});
