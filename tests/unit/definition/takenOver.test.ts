import assert from "node:assert/strict";
import { effectiveGuardrails, policyWarnings } from "../../../definition";
import { byKey, load, refused, yaml } from "./definitionFixtures";

describe("definition: tags of a unit alone", () => {
    it("override what the unit inherits, and are not inherited below", () => {
        const { units, accounts } = load(yaml`
            defaults: { email: "{account}@example.com", tags: { Team: a } }
            units:
                U:
                    tags: { Environment: prod }
                    ownTags: { Map: x, Team: b }
                    units: { V: {} }
                    accounts: { shop: {} }
        `);
        assert.deepEqual(byKey(units, "U").tags, { Team: "b", Environment: "prod", Map: "x" });
        assert.deepEqual(byKey(units, "U/V").tags, { Team: "a", Environment: "prod" });
        assert.deepEqual(byKey(accounts, "shop").tags, { Team: "a", Environment: "prod" });
    });

    it("respect locked tags and AWS's rules", () => {
        refused(
            yaml`
            defaults: { tags: { Team: a }, lockedTags: [Team] }
            units:
                U: { ownTags: { ▶Team: b } }
                V: { ownTags: { ▶"a*": b } }
        `,
            "overrides the tag Team, which defaults locks",
            'tag key "a*" has a form that AWS refuses',
        );
    });
});

describe("definition: accounts in the root", () => {
    const model = load({
        guardrails: ["deny-leaving-organization"],
        defaults: { email: "{account}@example.com", tags: { Team: "a" } },
        units: { U: { kind: "workloads" } },
        accounts: { old: { unit: "/", id: "111122223333", tags: { Map: "x" } }, shop: { unit: "U" } },
    });

    it("inherit the defaults, and are bound by the root's guardrails alone", () => {
        const old = byKey(model.accounts, "old");
        assert.equal(old.unit, "/");
        assert.equal(old.kind, "plain");
        assert.deepEqual(old.tags, { Team: "a", Map: "x" });
        assert.equal(old.email, "old@example.com");
        assert.deepEqual(effectiveGuardrails(old, model), ["deny-leaving-organization"]);
    });

    it("cause a warning", () => {
        assert.deepEqual(policyWarnings(model), [
            "account old: in the root, where no unit's guardrails bind it. Give it a unit",
        ]);
    });

    it("must be adopted: none is created there", () => {
        refused(
            yaml`
            units: { U: {} }
            accounts:
                new: { ▶unit: /, email: new@example.com }
        `,
            "account new would be in the root, where no unit's guardrails bind it: name its unit",
        );
    });

    it("count against the limits of what is attached, like those of units", () => {
        const keys = Array.from({ length: 10 }, (_, index) => `p${index}`);
        refused(
            yaml`
            policies: { ${keys.map((key) => `${key}: ${JSON.stringify({ type: "SERVICE_CONTROL_POLICY", document: { Version: "2012-10-17", Statement: [{ Sid: key, Effect: "Deny", Action: "s3:*", Resource: "*" }] } })}`).join(", ")} }
            accounts:
                ▶old: { unit: /, email: old@example.com, id: "111122223333", guardrails: [${keys.join(", ")}] }
        `,
            /account old has 10 policies of type SERVICE_CONTROL_POLICY attached .*\n[^]*the root [^]*account old/,
        );
    });
});
