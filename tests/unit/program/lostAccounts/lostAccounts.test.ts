import assert from "node:assert/strict";
import { TYPES } from "../../../../components/typeTokens";
import {
    findLostAccounts,
    leftInState,
    lostAccountRefusal,
    lostAccountWarnings,
} from "../../../../program/lostAccounts";
import type { ExistingAccount } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const MODEL = load("accounts: { shop: { unit: W, email: s@example.com } }\nunits: { W: {} }");
const inState = (...accounts: [string, Partial<ExistingAccount>?][]): ReadonlyMap<string, ExistingAccount> =>
    new Map(
        accounts.map(([key, more]) => [key, { id: `id-${key}`, email: `${key}@example.com`, closing: false, ...more }]),
    );
const inAws = (state: string) => ({ id: "id-shop", name: "shop", email: "shop@example.com", state });
const urn = (types: string, name: string): string => `urn:pulumi:s::p::x$${types}::${name}`;

describe("accounts that were closed or removed by hand", () => {
    for (const [what, members, lost] of [
        ["an active account", [inAws("ACTIVE")], []],
        ["a closed account", [inAws("CLOSED")], [{ key: "shop", id: "id-shop", state: "CLOSED", isDefined: true }]],
        ["an account that left", [], [{ key: "shop", id: "id-shop", isDefined: true }]],
    ] as const) {
        it(`are found: ${what}`, async () => {
            const found = await findLostAccounts(MODEL, { accounts: inState(["shop"]) }, () =>
                Promise.resolve(members),
            );
            assert.deepEqual(found, { accounts: lost });
        });
    }

    it("are not those that this run closes or lets go", async () => {
        const accounts = inState(["a", { closing: true }], ["b", { leaving: true }], ["c"]);
        const found = await findLostAccounts(MODEL, { accounts }, () => Promise.resolve([]));
        assert.deepEqual(found.accounts, [{ key: "c", id: "id-c", isDefined: false }]);
        assert.deepEqual(lostAccountWarnings(found), []);
    });

    it("ask AWS nothing where nothing can be lost, and a missing answer is said and refuses nothing", async () => {
        const never = (): never => assert.fail("AWS is asked");
        assert.deepEqual(await findLostAccounts(MODEL, { accounts: inState() }, never), { accounts: [] });
        const denied = await findLostAccounts(MODEL, { accounts: inState(["shop"]) }, () =>
            Promise.reject(new Error("denied")),
        );
        assert.deepEqual(denied.accounts, []);
        assert.match(lostAccountWarnings(denied).join(), /was not checked: Error: denied$/);
    });

    it("refuse only a run that changes something of them", () => {
        const account = { key: "shop", id: "1", state: "CLOSED", isDefined: true };
        const refusal = (types: string, name: string): string | undefined =>
            lostAccountRefusal(account, [{ operation: "update", urn: urn(types, name) }]);
        assert.match(refusal(`${TYPES.account}$aws:organizations/account:Account`, "shop") ?? "", /\(update shop\)/);
        assert.match(refusal(`${TYPES.account}$aws:x:Y`, "p@shop") ?? "", /\(update p@shop\)/);
        assert.equal(refusal(`${TYPES.account}$aws:organizations/account:Account`, "web-shop"), undefined);
        // A unit may have the same key.
        assert.equal(refusal(`${TYPES.unit}$aws:x:Y`, "p@shop"), undefined);
    });

    for (const [state, said] of [
        ["PENDING_CLOSURE", /Wait some minutes, until AWS has closed it\. Then run `pulumi refresh`/],
        ["CLOSED", /has it as CLOSED, but the stack's state still has it\. Run `pulumi refresh`/],
        [undefined, /no longer in the organisation, but still in the stack's state\. Run `pulumi refresh`/],
    ] as const) {
        it(`say what is left to do once the definition does not have them: ${state ?? "gone"}`, () => {
            assert.match(leftInState({ key: "shop", id: "1", isDefined: false, ...(state && { state }) }), said);
        });
    }

    for (const [state, said] of [
        ["PENDING_CLOSURE", /AWS Support reopens it, within 90 days of its closing$/],
        ["SUSPENDED", /AWS Support says why it is suspended/],
        [undefined, /no longer in the organisation.*`invite: true`/],
    ] as const) {
        it(`say both ways out: ${state ?? "gone"}`, () => {
            const account = { key: "shop", id: "1", isDefined: true, ...(state && { state }) };
            const [warning = ""] = lostAccountWarnings({ accounts: [account] });
            assert.match(warning, said);
            assert.match(warning, /`\.\/org take-over`/);
        });
    }
});
