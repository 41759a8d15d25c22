import { refused } from "../../definition/definitionFixtures";

describe("the names in assertions", () => {
    it("knows a unit or account whose map another mistake has taken away", () => {
        refused(
            `defaults: { email: "{account}@example.com" }
units: { A: { units: { B: { accounts: { deep: {} } } } } }
accounts: { shop: { unit: A }, ▶foo: { ▶bar: 1 } }
assertions:
    a: { cannot: [s3:GetObject], in: [shop, deep, A/B, account shop] }
    b: { cannot: [s3:GetObject], in: [▶nowhere] }
`,
            "is missing",
            'unknown key "bar"',
            'there is no unit or account "nowhere"',
        );
    });
});
