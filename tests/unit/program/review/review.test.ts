import assert from "node:assert/strict";
import { formatPath, type OrganizationModel } from "../../../../definition";
import { isReplaceable, review } from "../../../../program/review";
import { fromState, type ExistingAccount, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/support";

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

/** Makes S a sandbox, by the definition. */
const SANDBOX = "# sandbox";
const UNITS: ExistingResources["units"] = new Map([
    ["W", { id: "ou-w" }],
    ["W/P", { id: "ou-p", parent: "W" }],
    ["S", { id: "ou-s" }],
]);
/** S is a sandbox, by what is applied. */
const MARKED: ExistingResources["units"] = new Map([...UNITS, ["S", { id: "ou-s", sandbox: true as const }]]);

function existing(shop: Partial<ExistingAccount> = {}, more: Partial<ExistingResources> = {}): ExistingResources {
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

function refusals(model: OrganizationModel, state: ExistingResources): { path: string; message: string }[] {
    return review(model, state, "organizations/dev").problems.map(({ path, message }) => ({
        path: formatPath(path),
        message,
    }));
}

/** What is seen of a change that is allowed. */
function warnings(model: OrganizationModel, state: ExistingResources): readonly string[] {
    const found = review(model, state, "organizations/dev");
    assert.deepEqual(found.problems, []);
    return found.warnings;
}

const QUARANTINED: Partial<ExistingResources> = {
    attachments: { root: [], units: new Map(), accounts: new Map([["shop", ["quarantine"]]]) },
};

/** One more policy on the root, which the definition no longer has. */
function withRoot(policy: string, type?: string): Partial<ExistingResources> {
    return {
        policies: new Map([[policy, { id: "p-1", ...(type !== undefined && { type }) }]]),
        attachments: { root: [policy], units: new Map(), accounts: new Map() },
    };
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
    [
        "staging what is in force",
        load(
            "policies: { tight: { guardrail: deny-root-user, staged: true } }\nunits: { W: { guardrails: [tight], accounts: { shop: { email: shop@example.com } } }, PolicyStaging: {} }",
        ),
        existing(),
        [
            "policies.tight.staged",
            /^policy tight is in force on unit W, and to stage it would take it off there\. [^]*tight: \{ \.\.\., staged: \{ parameters/,
        ],
    ],
    [
        "staging what is in force on the staging unit alone",
        load(
            "policies: { tight: { guardrail: deny-root-user, staged: true } }\norganization: { stagingUnit: W }\nunits: { W: { accounts: { shop: { email: shop@example.com } } } }",
        ),
        existing(),
    ],
    [
        "staging a version beside what is in force",
        load(
            "policies: { tight: { guardrail: deny-root-user, staged: { parameters: {} } } }\nunits: { W: { guardrails: [tight], accounts: { shop: { email: shop@example.com } } }, PolicyStaging: {} }",
        ),
        existing(),
    ],
    [
        "promoting",
        load(
            "policies: { tight: { guardrail: deny-root-user } }\nunits: { W: { guardrails: [tight], accounts: { shop: { email: shop@example.com } } }, PolicyStaging: {} }",
        ),
        existing(
            {},
            { attachments: { root: [], units: new Map([["PolicyStaging", ["tight"]]]), accounts: new Map() } },
        ),
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
            /^account gone \(444455556666, unit S\) is in the stack and no longer in the definition\. [^]*put it back with `state: closing`; to let it go out of the organisation, open, with `state: leaving`\./,
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
        "a leaving account left out",
        definition(),
        existing(
            {},
            {
                accounts: new Map([
                    ["shop", SHOP],
                    ["gone", { ...SHOP, leaving: true }],
                ]),
            },
        ),
    ],
    [
        "an acknowledged replacement with the e-mail of the account that goes",
        definition(`roleName: Other, acknowledge: { replacement: "${ID}" }`),
        existing(),
        ["accounts.shop.email", /^account shop is to be replaced .* both would have the e-mail shop@example\.com/],
    ],
    [
        "leaving that is acknowledged for another account",
        definition('state: leaving, acknowledge: { leaving: "999988887777" }'),
        existing(),
        [
            "accounts.shop.acknowledge.leaving",
            /^acknowledges the leaving of 999988887777, and account shop is 111122223333\. If it is to leave the organisation, write\nacknowledge: \{ leaving: "111122223333" \}/,
        ],
    ],
    [
        "leaving that is acknowledged for this account",
        definition(`state: leaving, acknowledge: { leaving: "${ID}" }`),
        existing(),
    ],
    ["closing in a sandbox", definition("state: closing", "S", SANDBOX), existing({ unit: "S" }, { units: MARKED })],
    [
        "closing in a sandbox from a sandbox elsewhere",
        definition("state: closing, acknowledge: { loses: [tight] }", "S", SANDBOX),
        existing({ unit: "W" }, { units: new Map([...UNITS, ["W", { id: "ou-w", sandbox: true as const }]]) }),
    ],
    [
        "closing in a unit that becomes a sandbox by the same change",
        definition("state: closing", "S", SANDBOX),
        existing({ unit: "S" }),
        [
            "accounts.shop.state",
            /^account shop \(111122223333\) is to be closed, and is in a sandbox by this definition alone: the applied state has it in unit S, which has no mark [^]*\nacknowledge: \{ closing: "111122223333" \}$/,
        ],
    ],
    [
        "closing that is acknowledged, in a unit that becomes a sandbox by the same change",
        definition(`state: closing, acknowledge: { closing: "${ID}" }`, "S", SANDBOX),
        existing({ unit: "S" }),
    ],
    [
        "closing that is acknowledged for another account, in a unit that becomes a sandbox by the same change",
        definition('state: closing, acknowledge: { closing: "999988887777" }', "S", SANDBOX),
        existing({ unit: "S" }),
        ["accounts.shop.acknowledge.closing", /^acknowledges the closing of 999988887777/],
    ],
    [
        "closing of an account that moves into a sandbox by the same change",
        definition("state: closing, acknowledge: { loses: [tight] }", "S", SANDBOX),
        existing({ unit: "W" }, { units: MARKED }),
        ["accounts.shop.state", /the applied state has it in unit W, which has no mark/],
    ],
    [
        "closing of an account that is taken over into a sandbox",
        definition(`id: "${ID}", state: closing`, "S", SANDBOX),
        existing({}, { accounts: new Map(), units: MARKED }),
        ["accounts.shop.state", /the applied state has it in no unit of the stack/],
    ],
    [
        "closing in a sandbox that was applied before there were marks",
        definition("state: closing", "S", SANDBOX),
        existing({ unit: "S", closing: true }),
    ],
    [
        "the replacement of an account whose closing is applied",
        definition(`acknowledge: { replacement: "${ID}" }`),
        existing({ email: "old@example.com", closing: true }),
        ["accounts.shop.acknowledge.replacement", /would be CLOSED when it is replaced, and not let go/],
    ],
    [
        "closing in a sandbox that is acknowledged for another",
        load(
            `units: { S: { kind: sandbox, accounts: { shop: { email: shop@example.com, state: closing, acknowledge: { closing: "999988887777" } } } } }`,
        ),
        existing({ unit: "S" }),
        ["units.S.accounts.shop.acknowledge.closing", /account shop is 111122223333/],
    ],
    [
        "a new account that is closing",
        definition(`state: closing, acknowledge: { closing: "${ID}" }`),
        existing({}, { accounts: new Map() }),
        ["accounts.shop.state", /^account shop is new, and would be created to be closing: leave it out/],
    ],
    ["a new account in quarantine", definition("state: quarantined"), existing({}, { accounts: new Map() })],
    [
        "the quarantine of an account that is invited, and may have joined: AWS knows",
        definition("invite: true, state: quarantined"),
        existing({}, { accounts: new Map() }),
    ],
    ["the quarantine of an account that was invited", definition("invite: true, state: quarantined"), existing()],
    [
        "closing that would end a quarantine",
        definition(`guardrails: [tight], state: closing, acknowledge: { closing: "${ID}" }`),
        existing({}, QUARANTINED),
        [
            "accounts.shop.state",
            /^account shop \(111122223333\) is in quarantine, and `state: closing` alone would end that [^]*\nguardrails: \[tight, quarantine\]$/,
        ],
    ],
    [
        "leaving that would end a quarantine",
        definition(`state: leaving, acknowledge: { leaving: "${ID}" }`),
        existing({}, QUARANTINED),
        ["accounts.shop.state", /`state: leaving` alone would end that [^]*\nguardrails: \[quarantine\]$/],
    ],
    [
        "closing in quarantine",
        definition(`guardrails: [quarantine], state: closing, acknowledge: { closing: "${ID}" }`),
        existing({}, QUARANTINED),
    ],
    [
        "closing from a quarantine where everything is denied anyway",
        definition(`state: closing, acknowledge: { closing: "${ID}" }`, "Suspended"),
        existing({}, QUARANTINED),
    ],
    ["the end of a quarantine", definition(), existing({}, QUARANTINED)],
    ["the end of a quarantine on the move", definition("", "W/P"), existing({}, QUARANTINED)],
    ["a move to where everything is denied", definition("", "Suspended"), existing({ unit: "W/P" })],
    [
        "a move into quarantine: the account carries what denies everything",
        definition("state: quarantined", "S"),
        existing(),
    ],
    [
        "a move to where everything is denied that loses what is no service control policy",
        definition("", "Suspended"),
        existing({}, withRoot("backups", "BACKUP_POLICY")),
        ["accounts.shop", /loses the guardrails backups\. /],
    ],
    [
        "a move to where everything is denied that loses what is of an unknown type",
        definition("", "Suspended"),
        existing({}, withRoot("odd")),
        ["accounts.shop", /loses the guardrails odd\. /],
    ],
    [
        "a move to where a service control policy of the stack alone is lost, under a denial",
        definition("", "Suspended"),
        existing({}, withRoot("old", "SERVICE_CONTROL_POLICY")),
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
    [
        "another role, acknowledged, with an e-mail of its own",
        load(
            `units: { W: { accounts: { shop: { email: new@example.com, roleName: Admin, acknowledge: { replacement: "${ID}" } } } } }`,
        ),
        existing(),
    ],
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

    it("shows the guardrails before and after a move that loosens any", () => {
        const [found] = refusals(definition("", "S", "guardrails: [rooted]"), existing({ unit: "W/P" }));
        assert.match(found?.message ?? "", /\nbefore: tight, tighter\nafter: rooted$/);
        const [none] = refusals(definition("", "S"), existing());
        assert.match(none?.message ?? "", /\nbefore: tight\nafter: none$/);
    });

    it("refuses more closings than AWS takes", () => {
        const accounts = (closing: number, others = 0): Partial<ExistingResources> => ({
            accounts: new Map([
                ...Array.from({ length: closing }, (_, index) => [`c${index}`, { ...SHOP, closing: true }] as const),
                ...Array.from({ length: others }, (_, index) => [`o${index}`, { ...SHOP, leaving: true }] as const),
                ["shop", SHOP],
            ]),
        });
        assert.deepEqual(refusals(definition(), existing({}, accounts(250))), []);
        const [found, ...more] = refusals(definition(), existing({}, accounts(252)));
        assert.equal(more.length, 0);
        assert.match(
            found?.message ?? "",
            /^leaves out 252 accounts that are to be closed: of 253 accounts AWS closes 250 in 30 days, [^]*Put 2 of them back/,
        );
        assert.deepEqual(refusals(definition(), existing({}, accounts(300, 1300))), [], "20 % of 1,601");
    });

    it("shows what is allowed and should be seen", () => {
        const seen = (model: OrganizationModel, state: ExistingResources): string =>
            warnings(model, state).join("\n---\n");
        assert.equal(seen(definition(), existing()), "");
        assert.match(
            seen(definition(), existing({}, QUARANTINED)),
            /^account shop \(111122223333\) leaves its quarantine: [^]*$/,
        );
        assert.match(
            seen(definition("acknowledge: { loses: [tight] }", "S"), existing()),
            /^moves account shop \(111122223333\) from W to S, where it loses the guardrails tight, as is acknowledged\.\nbefore: tight\nafter: none$/,
        );
        const closing = `state: closing, acknowledge: { closing: "${ID}" }`;
        assert.match(
            seen(definition(closing), existing()),
            /is closing, and until it is closed people can work in it\./,
        );
        assert.equal(seen(definition(closing, "Suspended"), existing({ unit: "Suspended" })), "");
    });

    it("says which accounts a change closes and which it lets go: in a diff they look the same", () => {
        const gone = (more: Partial<ExistingAccount>, id: string): ExistingAccount => ({ ...SHOP, ...more, id });
        const accounts = new Map([
            ["shop", SHOP],
            ["old", gone({ closing: true }, "444455556666")],
            ["older", gone({ closing: true }, "555566667777")],
            ["sold", gone({ leaving: true }, "777788889999")],
        ]);
        assert.deepEqual(warnings(definition(), existing({}, { accounts })), [
            "AWS CLOSES by this change: old (444455556666) and older (555566667777). Left out of the definition, with `state: closing` applied.",
            "the organisation loses, open, by this change: sold (777788889999). Left out of the definition, with `state: leaving` applied.",
        ]);
    });

    it("says which accounts come into a sandbox, by a move or because their unit becomes one", () => {
        const seen = (unit: string, was: string, units = UNITS): string =>
            warnings(
                definition(unit === was ? "" : "acknowledge: { loses: [tight] }", unit, SANDBOX),
                existing({ unit: was }, { units }),
            ).join("\n");
        const warning =
            /account shop \(111122223333\) will be in unit S of kind sandbox, and until now no unit of theirs has the mark of one \(aws-organization:kind\)\. From then on `org reset-sandbox` may empty/;
        assert.match(seen("S", "S"), warning);
        assert.match(seen("S", "W", MARKED), warning);
        assert.equal(seen("S", "S", MARKED), "");
        assert.doesNotMatch(seen("W", "W"), /sandbox/);
    });

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
        const [problem] = review(definition("", "S"), existing(), "organizations/dev").problems;
        assert.equal(problem?.place.line, 11);
    });

    it("lets an account be replaced by its id alone", () => {
        const [account] = definition(`acknowledge: { replacement: "${ID}" }`).accounts;
        assert.ok(account);
        assert.equal(isReplaceable(account, SHOP), true);
        assert.equal(isReplaceable(account, { ...SHOP, id: "444455556666" }), false);
        assert.equal(isReplaceable(account, undefined), false);
    });
});
