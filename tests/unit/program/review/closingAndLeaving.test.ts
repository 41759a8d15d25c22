import assert from "node:assert/strict";
import {
    definition,
    existing,
    ID,
    MARKED,
    QUARANTINED,
    type ReviewCases,
    SANDBOX,
    testCases,
    UNITS,
    warnings,
} from "./reviewSupport";
import { load } from "../../definition/definitionFixtures";

const CASES: ReviewCases = [
    [
        "closing that is acknowledged for another account",
        definition('state: closing, acknowledge: { closing: "999988887777" }'),
        existing(),
        [
            "accounts.shop.acknowledge.closing",
            /^acknowledges the closing of 999988887777, but account shop is 111122223333\. [^]*acknowledge: \{ closing: "111122223333" \}/,
        ],
    ],
    [
        "closing that is acknowledged for this account",
        definition(`state: closing, acknowledge: { closing: "${ID}" }`),
        existing(),
    ],
    [
        "leaving that is acknowledged for another account",
        definition('state: leaving, acknowledge: { leaving: "999988887777" }'),
        existing(),
        [
            "accounts.shop.acknowledge.leaving",
            /^acknowledges the leaving of 999988887777, but account shop is 111122223333\. If it should leave the organisation, write\nacknowledge: \{ leaving: "111122223333" \}/,
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
            /^account shop \(111122223333\) has `state: closing`, and is in a sandbox by this definition alone: the applied state has it in unit S, which has no mark [^]*\nacknowledge: \{ closing: "111122223333" \}$/,
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
        "closing of an account that is adopted into a sandbox",
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
        ["accounts.shop.state", /^account shop is new, and would be created only to be closing: leave it out/],
    ],
    ["a new account in quarantine", definition("state: quarantined"), existing({}, { accounts: new Map() })],
    [
        "the quarantine of an invited account, which may have joined",
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
];

describe("program: the review of accounts that are closing, leaving or quarantined", () => {
    testCases(CASES);

    it("says which accounts get into a sandbox, by a move or because their unit becomes one", () => {
        const seen = (unit: string, was: string, units = UNITS): string =>
            warnings(
                definition(unit === was ? "" : "acknowledge: { loses: [tight] }", unit, SANDBOX),
                existing({ unit: was }, { units }),
            ).join("\n");
        const warning =
            /account shop \(111122223333\) will be in unit S of kind sandbox\. Until now, their unit did not have the mark of a sandbox \(aws-organization:kind\)\. From then on `org reset-sandbox` may empty/;
        assert.match(seen("S", "S"), warning);
        assert.match(seen("S", "W", MARKED), warning);
        assert.equal(seen("S", "S", MARKED), "");
        assert.doesNotMatch(seen("W", "W"), /sandbox/);
    });
});
