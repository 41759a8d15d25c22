import assert from "node:assert/strict";
import { byKey, load, meaning, mistakes, refused, yaml } from "./definitionFixtures";

const DEFAULTS = 'defaults: { email: "{account}@example.com" }';

describe("definition: accounts", () => {
    it("are written in their unit, or name it", () => {
        const nested = load(
            `${DEFAULTS}\nunits: { A: { units: { B: { tags: { T: v }, accounts: { a: { name: X } } } } } }`,
        );
        const named = load(
            `${DEFAULTS}\nunits: { A: { units: { B: { tags: { T: v } } } } }\naccounts: { a: { unit: A/B, name: X } }`,
        );
        assert.deepEqual(meaning(named), meaning(nested));
        assert.equal(byKey(named.accounts, "a").unit, "A/B");
        assert.deepEqual(byKey(named.accounts, "a").tags, { T: "v" });
    });

    it("have their key as their name by default", () => {
        const { accounts } = load(`${DEFAULTS}\nunits: { A: { accounts: { a: {}, b: { name: Bee } } } }`);
        assert.deepEqual(
            accounts.map(({ name }) => name),
            ["a", "Bee"],
        );
    });

    it("may have the same name as another", () => {
        assert.deepEqual(mistakes(`${DEFAULTS}\nunits: { A: { accounts: { a: { name: X }, b: { name: X } } } }`), []);
    });

    it("cannot be defined twice: the key is the identity", () => {
        refused(
            yaml`
                ${DEFAULTS}
                units:
                  A: { accounts: { shop: {} } }
                  B: { accounts: { ▶shop: {} } }
                accounts:
                  ▶shop: { unit: A }
            `,
            "account shop is defined a second time; the first is in unit A at organization.yaml:3:20",
            "The key is the account's identity: keep one, or choose another key",
        );
    });

    it("cannot name a unit that does not exist", () => {
        refused(
            `${DEFAULTS}\nunits: { Workloads: { units: { Production: {} } } }\naccounts: { a: { ▶unit: Workloads/Prodution } }`,
            'there is no unit "Workloads/Prodution". Did you mean "Workloads/Production"? There are Workloads and Workloads/Production.',
        );
        refused(`${DEFAULTS}\naccounts: { a: { ▶unit: A } }`, 'there is no unit "A". There are none.');
    });

    it("cannot share an e-mail, even in different case", () => {
        refused(
            yaml`
                units:
                  A:
                    accounts:
                      a: { email: Same@example.com }
                      b: { ▶email: same@EXAMPLE.com }
            `,
            "account b has the e-mail same@EXAMPLE.com, as has account a at organization.yaml:4:7: every account needs its own",
        );
        refused(
            "defaults: { email: all@example.com }\nunits: { A: { accounts: { a: {}, ▶b: {} } } }",
            "account b has the e-mail all@example.com, as has account a",
        );
    });

    it("cannot share an id", () => {
        refused(
            `${DEFAULTS}\nunits: { A: { accounts: { a: { id: "111122223333" }, b: { ▶id: "111122223333" } } } }`,
            "account b has the id 111122223333, as has account a",
        );
    });

    it("have ids of twelve digits, whose leading zeros are kept", () => {
        assert.equal(
            load(`${DEFAULTS}\nunits: { A: { accounts: { a: { id: "000000000001" } } } }`).accounts[0]?.id,
            "000000000001",
        );
        refused(
            `${DEFAULTS}\nunits: { A: { accounts: { a: { ▶id: "12345" } } } }`,
            'account id "12345" has 5 characters: AWS allows 12',
        );
    });

    it("cannot have an empty key, nor can units and policies", () => {
        refused(
            `${DEFAULTS}\nunits: { ▶"": { name: x }, A: { accounts: { ▶"": { name: x, email: x@example.com } } } }`,
            "the key of a unit cannot be empty",
            "the key of an account cannot be empty",
        );
        refused('policies: { ▶"": { guardrail: deny-root-user, name: x } }', "the key of a policy cannot be empty");
    });
});

describe("definition: units", () => {
    it("have the keys that lead to them, and come before their children", () => {
        const { units } = load("units: { A: { units: { B: { name: Bee, units: { C: {} } } } }, D: {} }");
        assert.deepEqual(
            units.map(({ key, name, parent, depth }) => [key, name, parent, depth]),
            [
                ["A", "A", undefined, 1],
                ["A/B", "Bee", "A", 2],
                ["A/B/C", "C", "A/B", 3],
                ["D", "D", undefined, 1],
            ],
        );
    });

    it("have keys without a slash", () => {
        refused(
            "units: { ▶A/B: {} }",
            'the key of a unit cannot hold "/", which joins the keys of units: choose another key and give the name in `name`',
        );
    });

    it("may be nested five levels deep, not six", () => {
        const nest = (levels: number): string =>
            levels === 0 ? "{}" : `{ units: { ${levels === 1 ? "▶" : ""}L: ${nest(levels - 1)} } }`;
        assert.equal(load(nest(5).replace("▶", "")).units.at(-1)?.depth, 5);
        refused(nest(6), "unit L/L/L/L/L/L is on level 6 below the root: AWS allows 5. Move it up");
    });

    it("must differ in name from their siblings, and only from them", () => {
        refused(
            "units: { A: { name: Same }, ▶B: { name: same } }",
            'unit B has the name "same", and the unit beside it has "Same", at organization.yaml:1:10: AWS requires names that differ in more than upper and lower case',
        );
        refused(
            "units: { A: { name: Same }, ▶B: { name: Same } }",
            'unit B has the name "Same", and the unit beside it too, at organization.yaml:1:10: AWS requires names that differ in more than upper and lower case',
        );
        assert.deepEqual(
            mistakes("units: { A: { name: Same, units: { Same: {}, B: {} } }, C: { units: { Same: {} } } }"),
            [],
        );
    });
});
