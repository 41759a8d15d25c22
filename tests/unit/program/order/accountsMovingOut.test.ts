import assert from "node:assert/strict";
import { accountsMovingOut } from "../../../../program/order/accountsMovingOut";
import { statementOrders } from "../../../../program/order/statementOrder";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

type Policies = Readonly<Record<string, string>>;

const content = (names: string): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [...names].map((name) => ({ Sid: name, Effect: "Deny", Action: `s3:${name}`, Resource: "*" })),
    });

/** Unit P has the policy p, and Q has q. Each account is given with its unit before and after. */
function found(
    before: Policies,
    after: Policies,
    accounts: Readonly<Record<string, readonly [was: string, is: string]>>,
): Record<string, readonly string[]> {
    const model = load({
        defaults: { email: "{account}@example.com" },
        policies: Object.fromEntries(
            Object.entries(after).map(([key, names]) => [
                key,
                { type: "SERVICE_CONTROL_POLICY", document: JSON.parse(content(names)) as unknown },
            ]),
        ),
        units: { P: { guardrails: ["p"] }, Q: { guardrails: ["q"] }, R: {} },
        accounts: Object.fromEntries(Object.entries(accounts).map(([key, [, unit]]) => [key, { unit }])),
    });
    const existing: ExistingResources = {
        ...fromState({}),
        policies: new Map(
            Object.entries(before).map(([key, names]) => [
                key,
                { id: `p-${key}`, type: "SERVICE_CONTROL_POLICY", content: content(names) },
            ]),
        ),
        units: new Map(["P", "Q", "R"].map((key) => [key, { id: `ou-${key}` }])),
        attachments: {
            root: [],
            units: new Map([
                ["P", ["p"]],
                ["Q", ["q"]],
            ]),
            accounts: new Map(),
        },
        accounts: new Map(
            Object.entries(accounts).map(([key, [unit]]) => [
                key,
                { id: "111122223333", email: `${key}@example.com`, unit, closing: false },
            ]),
        ),
    };
    return Object.fromEntries(
        accountsMovingOut(model, existing, statementOrders(model.policies, existing), new Map(), new Set()),
    );
}

describe("accounts that move out of the reach of a policy that loses statements", () => {
    it("move before the policy changes", () => {
        assert.deepEqual(
            found({ p: "ab", q: "c" }, { p: "a", q: "c" }, { x: ["P", "R"], y: ["P", "Q"], z: ["P", "P"] }),
            {
                p: ["x", "y"],
            },
        );
    });

    it("move at any time if the policy loses nothing, or if they come into its reach", () => {
        assert.deepEqual(found({ p: "a", q: "c" }, { p: "ab", q: "c" }, { x: ["P", "R"] }), {});
        assert.deepEqual(found({ p: "ab", q: "c" }, { p: "a", q: "c" }, { x: ["R", "P"] }), {});
    });

    it("do not wait if that would make a circle", () => {
        // q waits until p has its statement, and y waits for q.
        assert.deepEqual(found({ p: "ad", q: "bc" }, { p: "ab", q: "c" }, { y: ["P", "Q"] }), {});
        // The other way round there is no circle: p waits for q and for y.
        assert.deepEqual(found({ p: "ab", q: "c" }, { p: "a", q: "b" }, { y: ["P", "Q"] }), { p: ["y"] });
    });

    it("have a fixed order if two policies exchange accounts", () => {
        assert.deepEqual(found({ p: "ab", q: "cd" }, { p: "a", q: "c" }, { x: ["P", "Q"], y: ["Q", "P"] }), {
            p: ["x"],
        });
    });
});
