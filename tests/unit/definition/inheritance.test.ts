import assert from "node:assert/strict";
import { byKey, load, refused, yaml } from "./definitionFixtures";

describe("definition: inheritance", () => {
    it("makes e-mails from the nearest pattern", () => {
        const { accounts } = load(yaml`
            defaults: { email: "aws+{account}@example.com" }
            units:
              A:
                accounts: { one: {}, own: { email: own@example.com } }
                units: { B: { email: "b-{account}-{account}@example.com", accounts: { two: {} } } }
        `);
        assert.equal(byKey(accounts, "one").email, "aws+one@example.com");
        assert.equal(byKey(accounts, "own").email, "own@example.com");
        assert.equal(byKey(accounts, "two").email, "b-two-two@example.com");
    });

    it("puts an account's key into the pattern literally, dollar signs too", () => {
        const { accounts } = load(
            "units: { A: { email: '{account}@example.com', accounts: { 'a$$b$&': {} } } }".replace("$&", ""),
        );
        assert.equal(accounts[0]?.email, "a$$b@example.com");
    });

    it("refuses other placeholders, and accounts without an e-mail", () => {
        refused(
            "units: { A: { accounts: { a: { ▶email: 'aws+{name}@example.com' } } } }",
            "the e-mail pattern aws+{name}@example.com holds {name}: the only placeholder is {account}",
        );
        refused("units: { A: { accounts: { ▶a: {} } } }", "account a has no e-mail: give its email here, or a pattern");
        refused("units: { A: { accounts: { ▶a: { email: '' } } } }", "account a has no e-mail");
    });

    it("inherits the access role", () => {
        const { accounts } = load(yaml`
            defaults: { email: "{account}@example.com" }
            units:
              A: { roleName: Admin, accounts: { a: {}, b: { roleName: Own } }, units: { C: { accounts: { c: {} } } } }
              D: { accounts: { d: {} } }
        `);
        assert.deepEqual(
            accounts.map(({ roleName }) => roleName),
            ["Admin", "Own", "Admin", "OrganizationAccountAccessRole"],
        );
    });

    it("inherits tags, and lets a child add and override", () => {
        const { accounts, units, policies } = load(yaml`
            defaults: { email: "{account}@example.com", tags: { Owner: all, Org: acme } }
            guardrails: [deny-root-user]
            units:
              A:
                tags: { Owner: unit, Env: dev }
                accounts: { a: { tags: { Env: prod } } }
        `);
        assert.deepEqual(byKey(units, "A").tags, { Owner: "unit", Org: "acme", Env: "dev" });
        assert.deepEqual(byKey(accounts, "a").tags, { Owner: "unit", Org: "acme", Env: "prod" });
        assert.deepEqual(policies[0]?.tags, { Owner: "all", Org: "acme" }, "policies have the tags of defaults");
    });

    it("refuses to override a locked tag in a unit and in an account, and accepts the same value", () => {
        refused(
            yaml`
                defaults: { email: "{account}@example.com", tags: { Org: acme }, lockedTags: [Org] }
                units:
                  A: { tags: { ▶Org: other } }
                  B:
                    tags: { Env: dev }
                    lockedTags: [Env]
                    units: { C: { accounts: { a: { tags: { ▶Env: prod } }, b: { tags: { Env: dev, Org: acme } } } } }
            `,
            'overrides the tag Org, which defaults locks to "acme": leave it out here, or remove it from lockedTags there',
            'overrides the tag Env, which units.B locks to "dev"',
        );
    });

    it("refuses to lock a tag that has no value", () => {
        refused(
            "defaults: { tags: { Org: acme }, lockedTags: [Org, ▶Env, ▶toString] }",
            "locks the tag Env, which has no value here or above: give it one in tags",
            "locks the tag toString",
        );
    });

    it("inherits the kind, and attaches its guardrails only to the unit that names it", () => {
        const { units, accounts } = load(yaml`
            defaults: { email: "{account}@example.com" }
            units:
              S: { kind: sandbox, units: { T: { accounts: { a: {} } }, P: { kind: plain } } }
              N: {}
        `);
        assert.deepEqual(
            units.map(({ key, kind, guardrails }) => [key, kind, guardrails]),
            [
                ["S", "sandbox", ["deny-leaving-organization", "deny-purchases"]],
                ["S/T", "sandbox", []],
                ["S/P", "plain", []],
                ["N", "plain", []],
            ],
        );
        assert.equal(byKey(accounts, "a").kind, "sandbox");
        assert.deepEqual(byKey(accounts, "a").guardrails, []);
    });

    it("attaches a kind's guardrails once, even if they are named as well", () => {
        const { units, policies } = load(
            "units: { S: { kind: sandbox, guardrails: [deny-purchases, deny-root-user] } }",
        );
        assert.deepEqual(units[0]?.guardrails, ["deny-leaving-organization", "deny-purchases", "deny-root-user"]);
        assert.deepEqual(
            policies.map(({ key }) => key),
            ["deny-leaving-organization", "deny-purchases", "deny-root-user"],
        );
    });

    it("switches off a kind's guardrails, and makes no policy that is not used", () => {
        const { units, policies } = load("units: { S: { kind: sandbox, without: [deny-purchases] } }");
        assert.deepEqual(units[0]?.guardrails, ["deny-leaving-organization"]);
        assert.equal(policies.length, 1);
    });

    it("refuses to switch off what the kind does not bring, or without a kind", () => {
        refused(
            "units: { S: { kind: sandbox, without: [▶deny-purchase] } }",
            'kind sandbox does not bring "deny-purchase". Did you mean "deny-purchases"? It brings deny-leaving-organization and deny-purchases.',
        );
        refused(
            "units: { S: { kind: sandbox, units: { T: { ▶without: [deny-purchases] } } } }",
            "this unit names no kind: leave `without` out, or move it to the unit that has the kind",
        );
    });
});
