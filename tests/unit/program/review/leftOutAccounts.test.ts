import assert from "node:assert/strict";
import { fromState, type ExistingAccount, type ExistingResources } from "../../../../program/state";
import { definition, existing, refusals, type ReviewCases, SHOP, testCases, warnings } from "./reviewSupport";
import { load } from "../../definition/definitionFixtures";

const CASES: ReviewCases = [
    ["the first run", definition(), fromState({})],
    ["nothing changed", definition(), existing()],
    ["a new account", definition(), existing({}, { accounts: new Map() })],
    [
        "an account that is removed",
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
            /^account gone \(444455556666, unit S\) is in the stack and no longer in the definition\. [^]*put it back with `state: closing`; to remove it from the organisation without closing it, with `state: leaving`\./,
        ],
    ],
    [
        "a removed account whose unit is unknown",
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
        "a leaving account that is removed",
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
        "a closing account that is removed",
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
        "back to consolidated billing",
        load(
            "organization: { featureSet: CONSOLIDATED_BILLING }\nunits: { W: { accounts: { shop: { email: shop@example.com } } } }",
        ),
        existing(),
        ["organization.featureSet", /AWS cannot go back to CONSOLIDATED_BILLING: keep featureSet: ALL/],
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

describe("program: the review of accounts that are removed from the definition", () => {
    testCases(CASES);

    it("refuses more closings than AWS allows", () => {
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
            /^closes 252 accounts: of 253 accounts, AWS closes at most 250 in 30 days, [^]*Put 2 of them back/,
        );
        assert.deepEqual(refusals(definition(), existing({}, accounts(300, 1300))), [], "20 % of 1,601");
    });

    it("says which accounts are closed and which leave, because a diff does not show it", () => {
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
});
