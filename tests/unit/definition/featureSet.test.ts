import assert from "node:assert/strict";
import { load, mistakes, refused } from "./definitionFixtures";

const BILLING = "organization: { featureSet: CONSOLIDATED_BILLING }\n";
const SAYS_SO = /CONSOLIDATED_BILLING.*Use featureSet: ALL/;

describe("definition: CONSOLIDATED_BILLING", () => {
    it("accepts units, accounts and tags", () => {
        const model = load(`${BILLING}units: { A: { tags: { T: v }, accounts: { a: { email: a@example.com } } } }`);
        assert.equal(model.featureSet, "CONSOLIDATED_BILLING");
        assert.deepEqual(model.policyTypes, []);
    });

    const refusals: readonly [string, string, number][] = [
        ["guardrails of the root", `${BILLING}guardrails: [▶deny-root-user]`, 1],
        ["guardrails of a unit", `${BILLING}units: { A: { guardrails: [▶deny-root-user] } }`, 1],
        [
            "guardrails of an account",
            `${BILLING}units: { A: { accounts: { a: { email: a@example.com, guardrails: [▶deny-root-user] } } } }`,
            1,
        ],
        ["a policy", `${BILLING}policies: { ▶p: { guardrail: deny-root-user } }`, 1],
        ["a kind with guardrails", `${BILLING}units: { A: { ▶kind: security } }`, 1],
        [
            "service access",
            "organization: { featureSet: CONSOLIDATED_BILLING, ▶serviceAccess: [sso.amazonaws.com] }",
            1,
        ],
        ["a policy type", "organization: { featureSet: CONSOLIDATED_BILLING, ▶policyTypes: [TAG_POLICY] }", 1],
        [
            "closing an account",
            `${BILLING}units: { A: { kind: sandbox, without: [deny-leaving-organization, deny-purchases], accounts: { a: { email: a@example.com, ▶state: closing } } } }`,
            1,
        ],
    ];
    for (const [what, definition, count] of refusals) {
        it(`refuses ${what}, and says why`, () => {
            refused(definition, ...Array<RegExp>(count).fill(SAYS_SO));
        });
    }

    it("accepts a kind whose guardrails are all switched off", () => {
        assert.deepEqual(
            mistakes(`${BILLING}units: { A: { kind: sandbox, without: [deny-leaving-organization, deny-purchases] } }`),
            [],
        );
    });
});

describe("definition: closing", () => {
    it("needs no acknowledgement in a sandbox, or below one", () => {
        const { accounts } = load(
            "units: { S: { kind: sandbox, units: { T: { accounts: { a: { email: a@example.com, state: closing } } } } } }",
        );
        assert.equal(accounts[0]?.state, "closing");
    });

    it("is refused elsewhere, and the message says what to write", () => {
        for (const kind of ["plain", "workloads", "security"]) {
            refused(
                `units: { A: { kind: ${kind}, accounts: { a: { email: a@example.com, ▶state: closing } } } }`,
                /account a will be closed, and its unit is not a sandbox\.[^]*acknowledge: \{ closing: "<its account id>" \}/,
            );
        }
    });

    it("is accepted elsewhere with the account's id", () => {
        const { accounts } = load(
            'units: { A: { accounts: { a: { email: a@example.com, state: closing, acknowledge: { closing: "111122223333" } } } } }',
        );
        assert.deepEqual(accounts[0]?.acknowledge, { closing: "111122223333", loses: [] });
        refused(
            "units: { A: { accounts: { a: { email: a@example.com, state: closing, acknowledge: { ▶closing: 'yes' } } } } }",
            'account id "yes" has 3 characters: AWS allows 12',
        );
    });

    it("accepts an acknowledged replacement only by id", () => {
        refused(
            "units: { A: { accounts: { a: { email: a@example.com, acknowledge: { ▶replacement: all-of-them! } } } } }",
            'account id "all-of-them!" has a form that AWS refuses: use twelve digits, in quotes',
        );
    });
});
