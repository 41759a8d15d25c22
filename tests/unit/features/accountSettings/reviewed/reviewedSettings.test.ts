import assert from "node:assert/strict";
import { accountSettings } from "../../../../../features/accountSettings/definition";
import { changedDefinition, reviewedBetween } from "../../changedDefinitions";

function definition(written: string, accounts = "shop: {}, data: {}"): string {
    return `
organization: { serviceAccess: [account.amazonaws.com] }
defaults: { email: "{account}@example.com", ${written} }
units: { U: { accounts: { ${accounts} } } }
`;
}

const contact = (kind: string, phone = "+49 30 1234567"): string =>
    `contacts: { ${kind}: { name: Ada, title: Boss, email: ada@example.com, phone: "${phone}" } }`;
const MANY = "a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}";

const CASES: readonly (readonly [about: string, before: string, after: string, expected: readonly string[]])[] = [
    [
        "a contact that comes",
        definition(""),
        definition(contact("security")),
        ["routine: The security contact of accounts data and shop is set."],
    ],
    [
        "another phone number, which stays out",
        definition(contact("billing"), MANY),
        definition(contact("billing", "+49 30 7654321"), MANY),
        [
            "routine: The billing contact of 7 accounts gets another phone number.",
            "It is about a, b, c, d, e, f and g.",
        ],
    ],
    [
        "a security contact that goes",
        definition(contact("security")),
        definition(""),
        ["danger: The security contact of accounts data and shop is deleted."],
    ],
    [
        "a region that is enabled",
        definition(""),
        definition("", "shop: { enabledRegions: [ap-east-1] }, data: {}"),
        ["attention: Region ap-east-1 is enabled in account shop."],
    ],
    [
        "a region that leaves the definition",
        definition("enabledRegions: [ap-east-1]"),
        definition(""),
        ["attention: Region ap-east-1 leaves the definition, and stays enabled in accounts data and shop."],
    ],
];

describe("the words on settings of accounts in a review", () => {
    for (const [about, before, after, expected] of CASES) {
        it(`name ${about}`, async () => {
            const changes = await reviewedBetween(accountSettings, before, after);
            assert.deepEqual(
                changes.flatMap(({ text, risk, details }) => [`${risk}: ${text}`, ...details]),
                expected,
            );
            assert.doesNotMatch(JSON.stringify(changes), /\+49/);
        });
    }

    it("name a region that is disabled as a danger", async () => {
        const { changes, state, model } = await changedDefinition(
            definition(""),
            definition("enabledRegions: [ap-east-1]", "shop: {}"),
        );
        const disabled = changes.map((change) => ({
            ...change,
            operation: "update" as const,
            after: { ...change.after, enabled: false },
        }));
        assert.deepEqual(
            accountSettings
                .reviewedChanges?.(model.features.get(accountSettings), disabled, state, model)
                .map(({ text, risk }) => `${risk}: ${text}`),
            ["danger: Region ap-east-1 is disabled in account shop."],
        );
    });
});
