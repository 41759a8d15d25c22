import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { formatPath, type OrganizationModel } from "../../../../definition";
import { review } from "../../../../program/review";
import { type ExistingAccount, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

export const ID = "111122223333";
export const SHOP: ExistingAccount = {
    id: ID,
    email: "shop@example.com",
    roleName: "OrganizationAccountAccessRole",
    unit: "W",
    closing: false,
};

/** A definition with the units W (with guardrail tight), W/P (with tighter) and S. The account shop is in W by default. */
export function definition(account = "", unit = "W", more = ""): OrganizationModel {
    const kind = more === SANDBOX ? "kind: sandbox" : "";
    return load(`
policies:
  tight: { guardrail: deny-root-user }
  tighter: { guardrail: deny-purchases }
  rooted: { guardrail: deny-closing-account }
  suspend: { guardrail: deny-everything, parameters: { exemptRoles: ["arn:*:iam::*:role/Admin"] } }
units:
  W: { guardrails: [tight], units: { P: { guardrails: [tighter] } } }
  S: { ${kind} }
  Suspended: { guardrails: [suspend] }
accounts: { shop: { unit: ${unit}, email: shop@example.com${account ? `, ${account}` : ""} } }
${more}`);
}

/** Makes S a sandbox in the definition. */
export const SANDBOX = "# sandbox";
export const UNITS: ExistingResources["units"] = new Map([
    ["W", { id: "ou-w" }],
    ["W/P", { id: "ou-p", parent: "W" }],
    ["S", { id: "ou-s" }],
]);
/** The units of a stack in which S is a sandbox. */
export const MARKED: ExistingResources["units"] = new Map([...UNITS, ["S", { id: "ou-s", sandbox: true as const }]]);

export function existing(
    shop: Partial<ExistingAccount> = {},
    more: Partial<ExistingResources> = {},
): ExistingResources {
    return {
        organizationId: "o-1",
        featureSet: "ALL",
        accounts: new Map([["shop", { ...SHOP, ...shop }]]),
        units: UNITS,
        policies: new Map(),
        attachments: {
            root: [],
            units: new Map([
                ["W", ["tight"]],
                ["W/P", ["tighter"]],
            ]),
            accounts: new Map(),
        },
        ...more,
    };
}

export function refusals(model: OrganizationModel, state: ExistingResources): { path: string; message: string }[] {
    return review(model, state, "organizations/dev").problems.map(({ path, message }) => ({
        path: formatPath(path),
        message,
    }));
}

/** The warnings of a change that is allowed. */
export function warnings(model: OrganizationModel, state: ExistingResources): readonly string[] {
    const found = review(model, state, "organizations/dev");
    assert.deepEqual(found.problems, []);
    return found.warnings.map(messageText);
}

export const QUARANTINED: Partial<ExistingResources> = {
    attachments: { root: [], units: new Map(), accounts: new Map([["shop", ["quarantine"]]]) },
};

/** A state with one more policy on the root, which the definition no longer has. */
export function withRoot(policy: string, type?: string): Partial<ExistingResources> {
    return {
        policies: new Map([[policy, { id: "p-1", ...(type !== undefined && { type }) }]]),
        attachments: { root: [policy], units: new Map(), accounts: new Map() },
    };
}

/** A table: the case, the definition, the state, and the path and message of the refusal if there is one. */
export type ReviewCases = readonly [string, OrganizationModel, ExistingResources, [string, RegExp]?][];

/** Makes a test of each case of a table. */
export function testCases(cases: ReviewCases): void {
    for (const [what, model, state, refusal] of cases) {
        it(`${refusal ? "refuses" : "accepts"} ${what}`, () => {
            const found = refusals(model, state);
            assert.equal(found.length, refusal ? 1 : 0, JSON.stringify(found));
            if (refusal) {
                assert.equal(found[0]?.path, refusal[0]);
                assert.match(found[0].message, refusal[1]);
            }
        });
    }
}
