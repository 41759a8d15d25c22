import assert from "node:assert/strict";
import { DefinitionError, formatPath, type OrganizationModel } from "../../../definition";
import { isReplaceable, review } from "../../../program/review";
import { fromState, type ExistingAccount, type ExistingResources } from "../../../program/state";
import { load } from "../definition/support";

const ID = "111122223333";
const SHOP: ExistingAccount = {
    id: ID,
    email: "shop@example.com",
    roleName: "OrganizationAccountAccessRole",
    unit: "W",
    closing: false,
};

/** The units W (own: tight) and W/P (own: tighter) and S, with account shop in W unless it says otherwise. */
function definition(account = "", unit = "W", more = ""): OrganizationModel {
    return load(`
policies:
  tight: { guardrail: deny-root-user }
  tighter: { guardrail: deny-purchases }
  rooted: { guardrail: deny-closing-account }
units:
  W: { guardrails: [tight], units: { P: { guardrails: [tighter] } } }
  S: {}
accounts: { shop: { unit: ${unit}, email: shop@example.com${account ? `, ${account}` : ""} } }
${more}`);
}

function existing(shop: Partial<ExistingAccount> = {}, more: Partial<ExistingResources> = {}): ExistingResources {
    return {
        organizationId: "o-1",
        featureSet: "ALL",
        accounts: new Map([["shop", { ...SHOP, ...shop }]]),
        units: new Map([
            ["W", { id: "ou-w" }],
            ["W/P", { id: "ou-p", parent: "W" }],
            ["S", { id: "ou-s" }],
        ]),
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

function refusals(model: OrganizationModel, state: ExistingResources): { path: string; message: string }[] {
    try {
        review(model, state, "organizations/dev");
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        return error.problems.map(({ path, message }) => ({ path: formatPath(path), message }));
    }
    return [];
}

/** A table: what the definition says, what the stack has, and the path and message of the refusal, or nothing. */
const CASES: readonly [string, OrganizationModel, ExistingResources, [string, RegExp]?][] = [
    ["the first run", definition(), fromState({})],
    ["nothing changed", definition(), existing()],
    [
        "closing that is acknowledged for another account",
        definition('state: closing, acknowledge: { closing: "999988887777" }'),
        existing(),
        [
            "accounts.shop.acknowledge.closing",
            /^acknowledges the closing of 999988887777, and account shop is 111122223333\. [^]*acknowledge: \{ closing: "111122223333" \}/,
        ],
    ],
    [
        "closing that is acknowledged for this account",
        definition(`state: closing, acknowledge: { closing: "${ID}" }`),
        existing(),
    ],
    ["another name where the state has none", definition("name: Other"), existing()],
    [
        "another name without account management",
        definition("name: Other"),
        existing({ name: "shop" }),
        [
            "accounts.shop.name",
            /^renames account shop \(111122223333\) from "shop" to "Other", [^]*organization: \{ serviceAccess: \[account\.amazonaws\.com\] \}/,
        ],
    ],
    [
        "another name with account management",
        definition("name: Other", "W", "organization: { serviceAccess: [account.amazonaws.com] }"),
        existing({ name: "shop" }),
    ],
    [
        "another name of an account that is replaced",
        definition(`name: Other, acknowledge: { replacement: "${ID}" }`),
        existing({ name: "shop" }),
    ],
    [
        "another name with consolidated billing",
        load(
            "organization: { featureSet: CONSOLIDATED_BILLING }\nunits: { W: { accounts: { shop: { name: Other, email: shop@example.com } } } }",
        ),
        existing({ name: "shop" }, { featureSet: "CONSOLIDATED_BILLING" }),
        ["units.W.accounts.shop.name", /Rename it there, and run `pulumi refresh`/],
    ],
    ["other tags", definition("tags: { A: b }"), existing()],
    ["a new account", definition(), existing({}, { accounts: new Map() })],
    [
        "an account left out",
        definition(),
        existing(
            {},
            {
                accounts: new Map([
                    ["shop", SHOP],
                    ["gone", { ...SHOP, id: "444455556666", unit: "S" }],
                ]),
            },
        ),
        [
            "",
            /^account gone \(444455556666, unit S\) is in the stack and no longer in the definition\. [^]*put it back with `state: closing`/,
        ],
    ],
    [
        "an account left out whose unit is unknown",
        definition(),
        existing(
            {},
            {
                accounts: new Map([
                    ["shop", SHOP],
                    ["gone", { id: "444455556666", email: "e", closing: false }],
                ]),
            },
        ),
        ["", /^account gone \(444455556666\) is in the stack/],
    ],
    [
        "a closing account left out",
        definition(),
        existing(
            {},
            {
                accounts: new Map([
                    ["shop", SHOP],
                    ["gone", { ...SHOP, closing: true }],
                ]),
            },
        ),
    ],
    [
        "another e-mail",
        definition(),
        existing({ email: "old@example.com" }),
        [
            "accounts.shop.email",
            /^changes the e-mail of account shop \(111122223333\) from old@example\.com to shop@example\.com, which would replace the account\. [^]*start-primary-email-update --account-id 111122223333 --primary-email shop@example\.com[^]*acknowledge: \{ replacement: "111122223333" \}/,
        ],
    ],
    [
        "another e-mail, acknowledged",
        definition(`acknowledge: { replacement: "${ID}" }`),
        existing({ email: "old@example.com" }),
    ],
    [
        "another e-mail, acknowledged for another account",
        definition('acknowledge: { replacement: "444455556666" }'),
        existing({ email: "old@example.com" }),
        ["accounts.shop.email", /changes the e-mail/],
    ],
    [
        "another role",
        definition("roleName: Admin"),
        existing(),
        [
            "accounts.shop.roleName",
            /^changes the access role of account shop \(111122223333\) from OrganizationAccountAccessRole to Admin, which would replace[^]*Keep roleName: OrganizationAccountAccessRole[^]*acknowledge: \{ replacement: "111122223333" \}/,
        ],
    ],
    ["another role, acknowledged", definition(`roleName: Admin, acknowledge: { replacement: "${ID}" }`), existing()],
    ["a role that AWS does not tell", definition("roleName: Admin"), existing({ roleName: undefined })],
    ["another role of an account taken over", definition(`roleName: Admin, id: "${ID}"`), existing()],
    ["a move to where all its guardrails are", definition("", "W/P"), existing()],
    [
        "a move that loses a guardrail",
        definition("", "S"),
        existing(),
        [
            "accounts.shop",
            /^moves account shop \(111122223333\) from W to S, where it loses the guardrails tight\. [^]*acknowledge: \{ loses: \[tight\] \}/,
        ],
    ],
    [
        "a move that loses those of parents too",
        definition("", "S"),
        existing({ unit: "W/P" }),
        [
            "accounts.shop",
            /from W\/P to S, where it loses the guardrails tight, tighter\. [^]*loses: \[tight, tighter\]/,
        ],
    ],
    [
        "a move upwards",
        definition("", "W"),
        existing({ unit: "W/P" }),
        ["accounts.shop", /loses the guardrails tighter\. /],
    ],
    [
        "a move that loses what is acknowledged",
        definition("acknowledge: { loses: [tight, tighter] }", "S"),
        existing({ unit: "W/P" }),
    ],
    [
        "a move that loses more than is acknowledged",
        definition("acknowledge: { loses: [tight] }", "S"),
        existing({ unit: "W/P" }),
        ["accounts.shop", /loses the guardrails tighter\. [^]*acknowledge: \{ loses: \[tight, tighter\] \}/],
    ],
    ["a move with the guardrails attached to the account", definition("guardrails: [tight]", "S"), existing()],
    ["a move with the guardrails attached to the root", definition("", "S", "guardrails: [tight]"), existing()],
    [
        "a move while the root loses one",
        definition("", "S"),
        existing({ unit: "W" }, { attachments: { root: ["rooted"], units: new Map(), accounts: new Map() } }),
        ["accounts.shop", /loses the guardrails rooted\. /],
    ],
    [
        "a move that leaves the account's own behind",
        definition("", "S"),
        existing({}, { attachments: { root: [], units: new Map(), accounts: new Map([["shop", ["rooted"]]]) } }),
        ["accounts.shop", /loses the guardrails rooted\. /],
    ],
    [
        "a move of an account whose key a unit has as well, with guardrails of its own",
        definition("", "S"),
        existing(
            {},
            {
                attachments: {
                    root: [],
                    units: new Map([["shop", ["rooted"]]]),
                    accounts: new Map([["W", ["tight"]]]),
                },
            },
        ),
    ],
    [
        "a guardrail given up without a move",
        definition("", "S"),
        existing({ unit: "S" }, { attachments: { root: ["rooted"], units: new Map(), accounts: new Map() } }),
    ],
    ["a move from a unit that is not of the stack", definition("", "S"), existing({ unit: undefined })],
    [
        "back to consolidated billing",
        load(
            "organization: { featureSet: CONSOLIDATED_BILLING }\nunits: { W: { accounts: { shop: { email: shop@example.com } } } }",
        ),
        existing(),
        ["organization.featureSet", /AWS has no way back to CONSOLIDATED_BILLING: keep featureSet: ALL/],
    ],
    [
        "consolidated billing as before",
        load(
            "organization: { featureSet: CONSOLIDATED_BILLING }\nunits: { W: { accounts: { shop: { email: shop@example.com } } } }",
        ),
        existing({}, { featureSet: "CONSOLIDATED_BILLING" }),
    ],
    ["all features from now on", definition(), existing({}, { featureSet: "CONSOLIDATED_BILLING" })],
];

describe("program: the review of what would lose an account", () => {
    for (const [what, model, state, refusal] of CASES) {
        it(`${refusal ? "refuses" : "takes"} ${what}`, () => {
            const found = refusals(model, state);
            assert.equal(found.length, refusal ? 1 : 0, JSON.stringify(found));
            if (refusal) {
                assert.equal(found[0]?.path, refusal[0]);
                assert.match(found[0].message, refusal[1]);
            }
        });
    }

    it("tells all refusals at once", () => {
        const found = refusals(
            definition("roleName: Admin", "S"),
            existing(
                { email: "old@example.com" },
                {
                    accounts: new Map([
                        ["shop", { ...SHOP, email: "old@example.com" }],
                        ["gone", SHOP],
                    ]),
                },
            ),
        );
        assert.deepEqual(found.map(({ path }) => path).sort(), [
            "",
            "accounts.shop",
            "accounts.shop.email",
            "accounts.shop.roleName",
        ]);
    });

    it("tells where the account stands in the definition", () => {
        assert.throws(
            () => {
                review(definition("", "S"), existing(), "organizations/dev");
            },
            (error) => error instanceof DefinitionError && error.problems[0]?.place.line === 9,
        );
    });

    it("lets an account be replaced by its id alone", () => {
        const [account] = definition(`acknowledge: { replacement: "${ID}" }`).accounts;
        assert.ok(account);
        assert.equal(isReplaceable(account, SHOP), true);
        assert.equal(isReplaceable(account, { ...SHOP, id: "444455556666" }), false);
        assert.equal(isReplaceable(account, undefined), false);
    });
});
