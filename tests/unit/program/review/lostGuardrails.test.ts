import assert from "node:assert/strict";
import type { ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";
import { definition, existing, refusals, type ReviewCases, testCases, withRoot } from "./reviewSupport";

/** The policy tight as the state has it, in AWS's layout. */
const TIGHT: ExistingResources["policies"] = new Map(
    definition()
        .policies.filter(({ key }) => key === "tight")
        .map(({ key, type, content }) => [
            key,
            { id: "p-1", type, content: JSON.stringify(JSON.parse(content), undefined, 2) },
        ]),
);

const REGIONS = load(`
units:
  A: { regions: [eu-central-1] }
  B: { regions: [eu-central-1], accounts: { shop: { email: shop@example.com } } }
`);

const CASES: ReviewCases = [
    ["a move to where everything is denied", definition("", "Suspended"), existing({ unit: "W/P" })],
    [
        "a move into quarantine: the denial of everything is attached to the account",
        definition("state: quarantined", "S"),
        existing(),
    ],
    [
        "a move to where everything is denied that loses a policy of another type",
        definition("", "Suspended"),
        existing({}, withRoot("backups", "BACKUP_POLICY")),
        ["accounts.shop", /loses the guardrails backups\. /],
    ],
    [
        "a move to where everything is denied that loses a policy of an unknown type",
        definition("", "Suspended"),
        existing({}, withRoot("odd")),
        ["accounts.shop", /loses the guardrails odd\. /],
    ],
    [
        "a move to where everything is denied that loses a service control policy which only the stack has",
        definition("", "Suspended"),
        existing({}, withRoot("old", "SERVICE_CONTROL_POLICY")),
    ],
    ["a move to where all its guardrails are attached", definition("", "W/P"), existing()],
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
        "a move that also loses guardrails of units above",
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
        "a move while the root loses a guardrail",
        definition("", "S"),
        existing({ unit: "W" }, { attachments: { root: ["rooted"], units: new Map(), accounts: new Map() } }),
        ["accounts.shop", /loses the guardrails rooted\. /],
    ],
    [
        "a move that detaches the account's own guardrail",
        definition("", "S"),
        existing({}, { attachments: { root: [], units: new Map(), accounts: new Map([["shop", ["rooted"]]]) } }),
        ["accounts.shop", /loses the guardrails rooted\. /],
    ],
    [
        "a move of an account with the key of a unit that has guardrails of its own",
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
        "a guardrail that is removed without a move",
        definition("", "S"),
        existing({ unit: "S" }, { attachments: { root: ["rooted"], units: new Map(), accounts: new Map() } }),
    ],
    [
        "a move to where the same document is attached under another key",
        definition("", "S", "guardrails: [deny-root-user]"),
        existing({}, { policies: TIGHT }),
    ],
    [
        "a move to where another document is attached",
        definition("", "S", "guardrails: [rooted]"),
        existing({}, { policies: TIGHT }),
        ["accounts.shop", /loses the guardrails tight\. /],
    ],
    [
        "a move to where the same text is attached as a policy of another type",
        definition("", "S", "guardrails: [deny-root-user]"),
        existing({}, { policies: new Map([["tight", { ...TIGHT.get("tight"), id: "p-1", type: "TAG_POLICY" }]]) }),
        ["accounts.shop", /loses the guardrails tight\. /],
    ],
    [
        "a move between units with the same `regions`",
        REGIONS,
        existing(
            { unit: "A" },
            {
                units: new Map(["A", "B"].map((key) => [key, { id: `ou-${key}` }])),
                policies: new Map(REGIONS.policies.map(({ key, type, content }) => [key, { id: key, type, content }])),
                attachments: {
                    root: [],
                    units: new Map(REGIONS.units.map(({ key, guardrails }) => [key, guardrails])),
                    accounts: new Map(),
                },
            },
        ),
    ],
    ["a move from a unit that is not in the stack", definition("", "S"), existing({ unit: undefined })],
];

describe("program: the review of accounts that move", () => {
    testCases(CASES);

    it("shows the guardrails before and after a move that loosens any", () => {
        const [found] = refusals(definition("", "S", "guardrails: [rooted]"), existing({ unit: "W/P" }));
        assert.match(found?.message ?? "", /\nbefore: tight, tighter\nafter: rooted$/);
        const [none] = refusals(definition("", "S"), existing());
        assert.match(none?.message ?? "", /\nbefore: tight\nafter: none$/);
    });
});
