import assert from "node:assert/strict";
import * as fc from "fast-check";
import { registerModel } from "../register/registerModel";
import { ACCOUNT_CREATION, CLOSINGS } from "../../../../limits";
import { accountLanes } from "../../../../program/order/accountLanes";
import { fromState, type ExistingResources } from "../../../../program/state";
import { AWS, one, provision, waitsFor } from "../../components/mockedPulumi";
import { load } from "../../definition/definitionFixtures";

const NOTHING = fromState({});

describe("program: accounts that are created wait for each other", () => {
    it("each for the fifth before it", () => {
        fc.assert(
            fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), (keys) => {
                const before = accountLanes(keys, ACCOUNT_CREATION.concurrent);
                assert.equal(before.size, Math.max(0, keys.length - 5));
                keys.forEach((key, index) => assert.equal(before.get(key), keys[index - 5]));
            }),
        );
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

    it("only if they are new in the run", async () => {
        assert.deepEqual(await waiting(NOTHING), { f: "a", g: "b", h: "c" });
    });

    it("but not for accounts that exist or are imported", async () => {
        assert.deepEqual(await waiting(having("a")), { g: "b", h: "c" });
        assert.deepEqual(await waiting(NOTHING, { b: "111122223333" }), { g: "a", h: "c" });
        assert.deepEqual(await waiting(having(...keys)), {});
    });
});

describe("program: accounts that are closed wait for each other", () => {
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

    it("because AWS closes three at a time: each account is closed before the one that waits for it", async () => {
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
