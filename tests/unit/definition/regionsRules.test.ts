import assert from "node:assert/strict";
import * as fc from "fast-check";
import { hierarchiesOf } from "../../../definition/modelSituation";
import { accountNode } from "../../../tree";
import { evaluate } from "../../../evaluator/evaluation";
import { settingsOf } from "../features/accountSettings/support";
import { byKey, load, mistakes, refused, yaml } from "./definitionFixtures";

const defaults = { email: "aws+{account}@example.com" };

describe("definition: regions of the root, units and accounts", () => {
    const model = load({
        organization: { breakGlassRole: "BreakGlass" },
        defaults,
        regions: ["eu-central-1", "eu-west-1", "us-east-1"],
        units: {
            Workloads: {
                regions: ["eu-west-1", "eu-central-1"],
                guardrails: ["deny-root-user"],
                units: { Germany: { accounts: { shop: { regions: ["eu-central-1"] }, blog: {} } } },
            },
        },
        accounts: { play: { unit: "Workloads" } },
    });

    it("become policies of their own, attached to the same node", () => {
        assert.deepEqual(model.guardrails, ["regions-of-root"]);
        assert.deepEqual(byKey(model.units, "Workloads").guardrails, ["deny-root-user", "regions-of-unit-Workloads"]);
        assert.deepEqual(byKey(model.accounts, "shop").guardrails, ["regions-of-account-shop"]);
        assert.deepEqual(byKey(model.accounts, "blog").guardrails, []);
        const policy = byKey(model.policies, "regions-of-unit-Workloads");
        assert.equal(policy.type, "SERVICE_CONTROL_POLICY");
        assert.equal(policy.name, "regions-of-unit-workloads");
        assert.match(policy.description, /^Work happens in eu-central-1 and eu-west-1 only/);
        assert.match(policy.content, /"ArnNotLike":\{"aws:PrincipalArn":\["arn:\*:iam::\*:role\/BreakGlass"\]\}/);
    });

    const decide = (account: string, region: string, role = "Developer", action = "ec2:RunInstances"): string =>
        evaluate(
            { ...hierarchiesOf(model).of(accountNode(account)), account: "111122223333" },
            {
                action,
                region,
                principal: `arn:aws:iam::111122223333:role/${role}`,
            },
        ).decision;

    it("bind everything below, but never the break-glass role", () => {
        assert.equal(decide("shop", "eu-central-1"), "allowed");
        assert.equal(decide("shop", "eu-west-1"), "explicitly denied");
        assert.equal(decide("blog", "eu-west-1"), "allowed");
        assert.equal(decide("blog", "us-east-1"), "explicitly denied");
        assert.equal(decide("play", "us-west-2"), "explicitly denied");
        assert.equal(decide("shop", "us-west-2", "BreakGlass"), "allowed");
        assert.equal(decide("shop", "us-east-1", "Developer", "iam:CreateRole"), "allowed");
    });

    it("keep the key of their policy when the list changes, and distinguish units from accounts", () => {
        const keys = (regions: string[]): string[] =>
            load({
                defaults,
                units: { shop: { regions, accounts: { shop: { regions } } }, "a@b": { regions } },
            }).policies.map(({ key }) => key);
        assert.deepEqual(keys(["eu-central-1"]), [
            "regions-of-account-shop",
            "regions-of-unit-a%40b",
            "regions-of-unit-shop",
        ]);
        assert.deepEqual(keys(["eu-central-1"]), keys(["us-east-1", "eu-west-1"]));
    });

    it("of a deeply nested unit have a name that AWS accepts", () => {
        const long = (letter: string): string => letter.repeat(60);
        const units = {
            [long("a")]: { units: { [long("b")]: { units: { [long("c")]: { regions: ["us-east-1"] } } } } },
        };
        const [policy] = load({ units }).policies;
        assert.equal(policy?.name.length, 128);
        assert.match(policy?.name ?? "", /-[0-9a-f]{8}$/);
    });

    it("have unique names of lower-case letters and hyphens", () => {
        const regions = ["eu-west-1"];
        const { policies } = load({
            defaults,
            regions,
            units: {
                A: { units: { B: { regions, accounts: { "shop-1": { regions } } } } },
                "A-B": { regions },
                "A B": { regions },
            },
        });
        const names = policies.map(({ name }) => name);
        for (const name of ["regions-of-root", "regions-of-unit-a-b", "regions-of-account-shop-1"]) {
            assert.ok(names.includes(name), names.join());
        }
        assert.equal(new Set(names).size, 5);
        for (const name of names) assert.match(name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    });

    it("cannot allow regions that any kind of policy above denies", () => {
        refused(
            yaml`
                regions: [eu-central-1, eu-west-1]
                policies: { eu: { guardrail: region-deny, parameters: { regions: [eu-central-1] } } }
                units:
                  A: { ▶regions: [eu-central-1, us-east-1, us-west-2] }
                  B: { guardrails: [eu], units: { C: { ▶regions: [eu-west-1] } } }
                  D: { regions: [eu-central-1], accounts: { d: { email: d@example.com, ▶regions: [eu-west-1] } } }
                  E: { guardrails: [eu], ▶regions: [eu-west-1] }
            `,
            /^unit A allows work in us-east-1 and us-west-2, which the regions of the root do not allow: .* Allowed there: eu-central-1 and eu-west-1\. Remove them here, or add them there$/,
            /^unit B\/C allows work in eu-west-1, which policy eu at unit B does not allow: .* Remove it here/,
            /^account d allows work in eu-west-1, which the regions of unit D do not allow/,
            /^unit E allows work in eu-west-1, which policy eu at unit E does not allow/,
        );
    });

    it("may allow regions that an own policy denies only to some principals", () => {
        const statement = {
            Effect: "Deny",
            NotAction: ["iam:*"],
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-central-1", "aws:PrincipalTag/team": "ops" } },
        };
        const document = { Version: "2012-10-17", Statement: [statement] };
        const policies = { some: { type: "SERVICE_CONTROL_POLICY", document } };
        const model = load({ policies, guardrails: ["some"], units: { A: { regions: ["eu-west-1"] } } });
        assert.equal(model.policies.length, 2);
    });

    it("must exist in AWS, and be named once", () => {
        refused(
            yaml`
                units:
                  A: { regions: [▶eu-centrall-1, ▶eu-south-9, eu-west-1, ▶eu-west-1, ▶Frankfurt] }
                  B: { ▶regions: [] }
            `,
            /there is no region "eu-centrall-1" .* Did you mean "eu-central-1"\?$/,
            /there is no region "eu-south-9" .* Did you mean "eu-south-1"\? If AWS has added it since, make a policy of your own/,
            "names eu-west-1 a second time",
            'there is no region "Frankfurt"',
            "is an empty list",
        );
    });

    it("do not hide, by an empty list, that a unit or a policy does not exist", () => {
        refused(
            yaml`
                ▶regions: []
                units:
                  A:
                    guardrails: [▶no-such-policy]
                    units: { B: { regions: { ▶only: [] } } }
                accounts:
                  shop: { email: shop@example.com, ▶unit: NoSuchUnit }
            `,
            "is an empty list: give at least 1 entry",
            /no-such-policy/,
            "is an empty list: give at least 1 entry",
            /NoSuchUnit/,
        );
    });

    it("as a map, name more that stays usable everywhere beside global services", () => {
        const written = load({
            regions: { only: ["eu-central-1", "eu-west-1"], alsoAllowed: ["translate:*"] },
            units: { A: { regions: ["eu-central-1"] } },
        });
        const root = byKey(written.policies, "regions-of-root");
        const spared = (content: string): string[] =>
            (JSON.parse(content) as { Statement: [{ NotAction: string[] }] }).Statement[0].NotAction;
        const plain = spared(byKey(written.policies, "regions-of-unit-A").content);
        assert.deepEqual(spared(root.content), [...plain, "translate:*"].sort());
        assert.match(root.description, /^Work happens in eu-central-1 and eu-west-1 only/);
        // Except for what it also allows, it is the policy that the list makes.
        const list = load({ regions: ["eu-central-1", "eu-west-1"] });
        const same = load({ regions: { only: ["eu-central-1", "eu-west-1"] } });
        assert.deepEqual(byKey(same.policies, "regions-of-root"), {
            ...byKey(list.policies, "regions-of-root"),
            place: byKey(same.policies, "regions-of-root").place,
        });
        assert.ok(root.content.length < 10_240 / 2, String(root.content.length));
    });

    it("as a map, have each mistake reported at its place", () => {
        refused(
            yaml`
                units:
                  A: { regions: { only: [▶eu-centrl-1], alsoAllowed: [translate:*, ▶translate, ▶"*"] } }
                  B: { regions: { ▶only: [] } }
                  C: { regions: { ▶olny: [eu-west-1] } }
                  D: { regions: { only: [eu-west-1] }, units: { E: { ▶regions: { only: [eu-west-2] } } } }
            `,
            /there is no region "eu-centrl-1".* Did you mean "eu-central-1"\?/,
            '"translate" is not an action: use actions such as translate:*',
            '"*" is not an action',
            "is an empty list",
            'unknown key "olny". Did you mean "only"?\nAllowed here: alsoAllowed and only.',
            /^unit D\/E allows work in eu-west-2/,
        );
    });

    it("refuse a policy of the definition that has their key", () => {
        refused(
            yaml`
                policies: { regions-of-unit-A: { guardrail: deny-root-user } }
                units: { A: { ▶regions: [eu-west-1] } }
            `,
            "becomes a policy with the key regions-of-unit-A, which a policy of yours has already: give yours another key",
        );
    });

    it("are independent of enabledRegions", () => {
        const model = load({
            organization: { serviceAccess: ["account.amazonaws.com"] },
            defaults,
            units: {
                A: {
                    accounts: {
                        a: { regions: ["ap-east-1"], enabledRegions: ["ap-east-1"] },
                        b: { regions: ["af-south-1"] },
                    },
                },
            },
        });
        assert.deepEqual(
            ["a", "b"].map((key) => settingsOf(model, key).enabledRegions),
            [["ap-east-1"], []],
        );
    });

    it("need all features", () => {
        const found = mistakes({
            organization: { featureSet: "CONSOLIDATED_BILLING" },
            units: { A: { regions: ["eu-west-1"] } },
        });
        assert.match(found.map(({ message }) => message).join(), /needs all features/);
    });

    it("allow exactly the innermost of nested lists", () => {
        const ALL = ["eu-central-1", "eu-west-1", "us-east-1", "ap-south-1", "sa-east-1"];
        const nested = fc
            .shuffledSubarray(ALL, { minLength: 1 })
            .chain((outer) => fc.tuple(fc.constant(outer), fc.shuffledSubarray(outer, { minLength: 1 })));
        fc.assert(
            fc.property(nested, fc.constantFrom(...ALL), ([outer, inner], region) => {
                const loaded = load({
                    defaults,
                    regions: outer,
                    units: { A: { accounts: { a: { regions: inner } } } },
                });
                const { decision } = evaluate(hierarchiesOf(loaded).of(accountNode("a")), {
                    action: "s3:PutObject",
                    region,
                    principal: "arn:aws:iam::111122223333:role/x",
                });
                assert.equal(decision, inner.includes(region) ? "allowed" : "explicitly denied");
            }),
            { numRuns: 40 },
        );
    });
});
