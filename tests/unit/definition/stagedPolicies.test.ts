import assert from "node:assert/strict";
import * as fc from "fast-check";
import { policyWarnings, promoted, type OrganizationModel } from "../../../definition";
import { byKey, load, refused, yaml } from "./definitionFixtures";

const ORGANIZATION = `
policies:
  regions: { guardrail: region-deny, parameters: { regions: [eu-central-1] }STAGED }
guardrails: [deny-leaving-organization]
units:
  W: { guardrails: [regions, deny-root-user], accounts: { shop: { email: shop@example.com, guardrails: [regions] } } }
  PolicyStaging: { accounts: { try: { email: try@example.com } } }
`;
const organization = (staged: string): string => ORGANIZATION.replace("STAGED", staged);

function attached(model: OrganizationModel): Record<string, readonly string[]> {
    return Object.fromEntries(
        [
            ["root", model.guardrails] as const,
            ...[...model.units, ...model.accounts].map(({ key, guardrails }) => [key, guardrails] as const),
        ].filter(([, guardrails]) => guardrails.length > 0),
    );
}

const UNSTAGED = {
    root: ["deny-leaving-organization"],
    W: ["regions", "deny-root-user"],
    shop: ["regions"],
};

describe("definition: staging", () => {
    it("attaches a staged policy to the staging unit and not where it is named, until the line `staged` is removed", () => {
        const model = load(organization(", staged: true"));
        assert.deepEqual(attached(model), {
            root: ["deny-leaving-organization"],
            W: ["deny-root-user"],
            PolicyStaging: ["regions"],
        });
        assert.deepEqual(byKey(model.policies, "regions").staged, {
            unit: "PolicyStaging",
            targets: [
                { kind: "unit", key: "W" },
                { kind: "account", key: "shop" },
            ],
        });
        assert.deepEqual(attached(load(organization(""))), UNSTAGED);
        assert.deepEqual(attached(load(organization(", staged: false"))), UNSTAGED);
        assert.deepEqual(attached(promoted(model)), { ...UNSTAGED, W: ["deny-root-user", "regions"] });
        assert.deepEqual(policyWarnings(model), [
            "policy regions is staged: it is attached to unit PolicyStaging and nowhere else; unit W and account shop will get it when `staged` is removed",
        ]);
    });

    it("stages a guardrail of the library by its name", () => {
        const model = load(organization("").replace("policies:", "policies:\n  deny-root-user: { staged: true }"));
        assert.deepEqual(attached(model), {
            root: ["deny-leaving-organization"],
            W: ["regions"],
            shop: ["regions"],
            PolicyStaging: ["deny-root-user"],
        });
        const { name, content, staged } = byKey(model.policies, "deny-root-user");
        assert.equal(name, "deny-root-user");
        assert.equal(content, byKey(load(organization("")).policies, "deny-root-user").content);
        assert.deepEqual(staged?.targets, [{ kind: "unit", key: "W" }]);
    });

    it("stages the guardrails of a unit's kind, and those of the root", () => {
        const model = load(yaml`
            policies: { deny-purchases: { staged: true }, deny-leaving-organization: { staged: true } }
            guardrails: [deny-leaving-organization]
            units: { S: { kind: sandbox }, PolicyStaging: {} }
        `);
        assert.deepEqual(attached(model), { PolicyStaging: ["deny-purchases", "deny-leaving-organization"] });
    });

    it("stages a version of a policy while the policy stays in force", () => {
        const model = load(organization(", staged: { parameters: { regions: [eu-central-1, eu-west-1] } }"));
        assert.deepEqual(attached(model), { ...UNSTAGED, PolicyStaging: ["regions-staged"] });
        const version = byKey(model.policies, "regions-staged");
        assert.equal(version.name, "regions-staged");
        assert.match(version.content, /eu-west-1/);
        assert.doesNotMatch(byKey(model.policies, "regions").content, /eu-west-1/);
        assert.deepEqual(attached(promoted(model)), {
            ...UNSTAGED,
            W: ["regions-staged", "deny-root-user"],
            shop: ["regions-staged"],
        });
        assert.match(
            policyWarnings(model).join(),
            /policy regions has a version that is staged: regions-staged is attached to unit PolicyStaging, and regions stays in force/,
        );
    });

    it("stages an own document that is to replace a guardrail", () => {
        const document = '{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "ec2:*", Resource: "*" }] }';
        const model = load(organization(`, staged: { document: ${document} }`));
        assert.equal(byKey(model.policies, "regions-staged").type, "SERVICE_CONTROL_POLICY");
        assert.match(byKey(model.policies, "regions-staged").content, /ec2:\*/);
    });

    it("stages all parts of a policy that is too large", () => {
        const statements = Array.from({ length: 8 }, (_, index) => ({
            Sid: `S${index}`,
            Effect: "Deny",
            Action: Array.from({ length: 60 }, (__, action) => `ec2:ActionWithALongName${index}x${action}`),
            Resource: "*",
        }));
        const model = load({
            policies: {
                large: {
                    type: "SERVICE_CONTROL_POLICY",
                    document: { Version: "2012-10-17", Statement: statements },
                    staged: true,
                },
            },
            units: { W: { guardrails: ["large"] }, PolicyStaging: {} },
        });
        assert.deepEqual(attached(model), { PolicyStaging: ["large", "large-2"] });
        assert.deepEqual(attached(promoted(model)), { W: ["large", "large-2"] });
        assert.equal(policyWarnings(model).length, 1);
    });

    it("finds the unit that the definition names, and a unit PolicyStaging at any depth", () => {
        const named = organization(", staged: true").replace("PolicyStaging:", "Try:");
        const model = load(`organization: { stagingUnit: Try }\n${named}`);
        assert.deepEqual(attached(model)["Try"], ["regions"]);
        const deeper = load(
            "policies: { deny-root-user: { staged: true } }\nunits: { A: { units: { PolicyStaging: {} } } }",
        );
        assert.deepEqual(attached(deeper), { "A/PolicyStaging": ["deny-root-user"] });
    });

    it("gives the definition without `staged` when it is promoted, whatever is staged and wherever it is named", () => {
        const names = ["deny-root-user", "deny-purchases", "deny-closing-account", "own"];
        const some = fc.uniqueArray(fc.constantFrom(...names));
        fc.assert(
            fc.property(some, fc.array(some, { minLength: 5, maxLength: 5 }), (staged, [root, w, p, staging, shop]) => {
                const definition = (keys: readonly string[]): OrganizationModel =>
                    load({
                        guardrails: root,
                        policies: {
                            own: { guardrail: "deny-everything", staged: keys.includes("own") },
                            ...Object.fromEntries(
                                keys.filter((key) => key !== "own").map((key) => [key, { staged: true }]),
                            ),
                        },
                        units: {
                            W: { guardrails: w, units: { P: { guardrails: p } } },
                            PolicyStaging: { guardrails: staging },
                        },
                        accounts: { shop: { unit: "W/P", email: "shop@example.com", guardrails: shop } },
                    });
                const sorted = (model: OrganizationModel): unknown =>
                    Object.entries(attached(model)).map(([key, guardrails]) => [key, [...guardrails].sort()]);
                const model = definition(staged);
                assert.deepEqual(sorted(promoted(model)), sorted(definition([])));
                // Until it is promoted, it binds only the staging unit.
                for (const [key, guardrails] of Object.entries(attached(model))) {
                    for (const one of staged) assert.equal(guardrails.includes(one), key === "PolicyStaging");
                }
            }),
            { numRuns: 60 },
        );
    });

    const MISTAKES: readonly [string, string, string | RegExp][] = [
        [
            "no unit to stage on",
            "policies: { deny-root-user: { ▶staged: true } }\nunits: { W: {} }",
            "there is no unit to try it out in: create a unit PolicyStaging, with an account",
        ],
        [
            "two units to stage on",
            "policies: { deny-root-user: { ▶staged: true } }\nunits: { PolicyStaging: {}, A: { units: { PolicyStaging: {} } } }",
            "there are the units PolicyStaging and A/PolicyStaging: name the one",
        ],
        [
            "a staging unit that is none",
            "organization: { ▶stagingUnit: Stagin }\nunits: { Staging: {} }",
            'there is no unit "Stagin". Did you mean "Staging"?',
        ],
        [
            "the quarantine",
            "policies: { quarantine: { ▶staged: true } }\nunits: { PolicyStaging: {} }",
            "cannot be staged",
        ],
        [
            "a version that says nothing",
            "policies: { p: { guardrail: deny-everything, ▶staged: {} } }\nunits: { PolicyStaging: {} }",
            "is empty: give the parameters",
        ],
        [
            "a version with a mistake",
            "policies: { p: { guardrail: region-deny, parameters: { regions: [eu-west-1] }, staged: { parameters: { ▶regions: [] } } } }\nunits: { PolicyStaging: {} }",
            "(guardrail region-deny)",
        ],
        [
            "a version whose key is taken",
            "policies: { p: { guardrail: deny-everything, ▶staged: { parameters: {} } }, p-staged: { guardrail: deny-everything, name: x } }\nunits: { PolicyStaging: {} }",
            "becomes the policy p-staged, but another policy has that key",
        ],
        [
            "something else",
            "policies: { p: { guardrail: deny-everything, ▶staged: soon } }\nunits: { PolicyStaging: {} }",
            "must be true, or the parameters, document or file",
        ],
    ];
    for (const [what, text, message] of MISTAKES) it(`refuses ${what}`, () => void refused(text, message));
});
