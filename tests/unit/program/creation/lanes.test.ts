import assert from "node:assert/strict";
import * as fc from "fast-check";
import { registerModel } from "../register/support";
import { ACCOUNT_CREATION, CLOSINGS } from "../../../../limits";
import { announcement, creationTime } from "../../../../program/creation/creationTime";
import { accountLanes } from "../../../../program/order/accountLanes";
import { fromState, type ExistingResources } from "../../../../program/state";
import { AWS, one, provision, waitsFor } from "../../components/support";
import { load } from "../../definition/support";

const NOTHING = fromState({});

describe("program: the lanes in which accounts are created", () => {
    it("are five, of accounts that wait for each other in order", () => {
        fc.assert(
            fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), (keys) => {
                const before = accountLanes(keys, ACCOUNT_CREATION.concurrent);
                assert.equal(before.size, Math.max(0, keys.length - 5));
                keys.forEach((key, index) => assert.equal(before.get(key), keys[index - 5]));
            }),
        );
    });

    for (const [count, time] of [
        [1, "less than a minute"],
        [3, "less than a minute"],
        [20, "about 3 min"],
        [50, "about 8 min"],
        [363, "about 1 h"],
        [369, "about 1 h 1 min"],
        [1_000, "about 2 h 47 min"],
    ] as const) {
        it(`take ${time} for ${count}`, () => assert.equal(creationTime(count), time));
    }

    it("are told", () => {
        assert.equal(announcement(1), "1 account is created: less than a minute at AWS's rates");
        assert.equal(announcement(5), "5 accounts are created: less than a minute at AWS's rates");
        assert.equal(announcement(20), "20 accounts are created, five at a time: about 3 min at AWS's rates");
    });

    const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const model = load(
        `defaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { ${keys.map((key) => `${key}: {}`).join(", ")} } } }`,
    );
    const waiting = async (
        existing: ExistingResources,
        ids: Readonly<Record<string, string>> = {},
    ): Promise<unknown> => {
        const accounts = model.accounts.map((account) => ({
            ...account,
            ...(ids[account.key] !== undefined && { id: ids[account.key] }),
        }));
        const { registered } = await provision(() => registerModel({ ...model, accounts }, { existing }));
        return Object.fromEntries(
            keys.flatMap((key) => {
                const [first, ...more] = waitsFor(registered, one(registered, AWS.account, key));
                assert.deepEqual(more, []);
                return first === undefined ? [] : [[key, first]];
            }),
        );
    };
    const having = (...known: string[]): ExistingResources => ({
        ...NOTHING,
        accounts: new Map(
            known.map((key) => [key, { id: key, email: `${key}@example.com`, roleName: "R", closing: false }]),
        ),
    });

    it("are dependencies of what is new in the run", async () => {
        assert.deepEqual(await waiting(NOTHING), { f: "a", g: "b", h: "c" });
    });

    it("leave out what exists, and what is taken over", async () => {
        assert.deepEqual(await waiting(having("a")), { g: "b", h: "c" });
        assert.deepEqual(await waiting(NOTHING, { b: "111122223333" }), { g: "a", h: "c" });
        assert.deepEqual(await waiting(having(...keys)), {});
    });
});

describe("program: the lanes in which accounts are closed", () => {
    const model = load(
        `defaults: { email: "{account}@example.com" }\nunits: { U: { kind: sandbox, accounts: { ${[
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
            "g",
            "h",
        ]
            .map((key) => `${key}: { ${key === "b" ? "" : "state: closing"} }`)
            .join(", ")} } } }`,
    );

    it("are as many as AWS closes at a time: each account is closed before the one that it waits for", async () => {
        assert.equal(CLOSINGS.concurrent, 3);
        const known = model.accounts.map(
            ({ key }) => [key, { id: key, email: `${key}@example.com`, roleName: "R", closing: true }] as const,
        );
        const { registered } = await provision(() =>
            registerModel(model, { existing: { ...NOTHING, accounts: new Map(known) } }),
        );
        const waiting = model.accounts.map(({ key }) => [
            key,
            waitsFor(registered, one(registered, AWS.account, key)).filter((name) => !name.includes("@")),
        ]);
        assert.deepEqual(Object.fromEntries(waiting), {
            a: [],
            b: [],
            c: [],
            d: [],
            e: ["a"],
            f: ["c"],
            g: ["d"],
            h: ["e"],
        });
    });
});

describe("program: an account that a run has left behind", () => {
    const model = load('defaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { a: {} } } }');
    const ignored = async (roleName: string | undefined, moved: ReadonlySet<string>): Promise<unknown> => {
        const known = { id: "1", email: "a@example.com", closing: false, ...(roleName !== undefined && { roleName }) };
        const { registered } = await provision(() =>
            registerModel(model, { existing: { ...NOTHING, accounts: new Map([["a", known]]) }, moved }),
        );
        return one(registered, AWS.account, "a").options.ignoreChanges;
    };

    it("keeps its role in all later runs, of which the state tells that it was taken over", async () => {
        assert.deepEqual(await ignored(undefined, new Set()), ["roleName"]);
        assert.deepEqual(await ignored("Admin", new Set()), []);
    });

    it("is not moved a second time", async () => {
        assert.deepEqual(await ignored("Admin", new Set(["a"])), ["parentId"]);
    });
});
