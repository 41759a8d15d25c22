import assert from "node:assert/strict";
import { POLICY_TYPES, policyTypeLimits, type PolicyType } from "../../../limits";
import { EXAMPLES } from "../evaluator/managementPolicies/examples";
import { mistakes, refused, yaml } from "./definitionFixtures";

describe("definition: the grammar of policies", () => {
    const scp = { Effect: "Deny", Action: "*", Resource: "*" };
    const rcp = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
    const cases: readonly [PolicyType, string, unknown, string | undefined][] = [
        ["SERVICE_CONTROL_POLICY", "one statement without a list", scp, undefined],
        ["SERVICE_CONTROL_POLICY", "an allowing statement", [{ ...scp, Effect: "Allow" }], undefined],
        ["SERVICE_CONTROL_POLICY", "NotAction", [{ Effect: "Deny", NotAction: "iam:*", Resource: "*" }], undefined],
        ["SERVICE_CONTROL_POLICY", "NotResource", [{ Effect: "Deny", Action: "*", NotResource: "*" }], undefined],
        [
            "SERVICE_CONTROL_POLICY",
            "no statement",
            undefined,
            "there are no statements: give at least one in Statement",
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a misspelt operator",
            [{ ...scp, Condition: { StringEqual: { "aws:RequestedRegion": "eu-central-1" } } }],
            'statement 1 has the unknown condition operator "StringEqual". Did you mean "StringEquals"?',
        ],
        ["SERVICE_CONTROL_POLICY", "a text for a statement", [scp, "deny"], "statement 2 is not an object"],
        [
            "SERVICE_CONTROL_POLICY",
            "a wrong effect",
            [{ ...scp, Effect: "deny" }],
            'statement 1 has the Effect "deny": use "Allow" or "Deny"',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "no action",
            [{ Effect: "Deny", Resource: "*" }],
            "statement 1 needs one of Action and NotAction",
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "both actions",
            [{ ...scp, NotAction: "x:Y" }],
            "statement 1 needs one of Action and NotAction",
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "no resource",
            [{ Effect: "Deny", Action: "*" }],
            'statement 1 needs one of Resource and NotResource: use "Resource": "*" for all',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a principal",
            [{ ...scp, Principal: "*" }],
            "statement 1 has a Principal, which a service control policy cannot have",
        ],
        ["SERVICE_CONTROL_POLICY", "a NotPrincipal", [{ ...scp, NotPrincipal: "*" }], "statement 1 has a Principal"],
        ["RESOURCE_CONTROL_POLICY", "a denying statement", [rcp], undefined],
        [
            "RESOURCE_CONTROL_POLICY",
            "an allowing statement",
            [{ ...rcp, Effect: "Allow" }],
            'statement 1 has "Effect": "Allow", but a resource control policy can only deny',
        ],
        [
            "RESOURCE_CONTROL_POLICY",
            "another principal",
            [{ ...rcp, Principal: { AWS: "111122223333" } }],
            'statement 1 needs "Principal": "*"',
        ],
        [
            "RESOURCE_CONTROL_POLICY",
            "everyone as a map",
            [{ ...rcp, Principal: { AWS: ["*"] } }],
            'statement 1 has "Principal": {"AWS":["*"]}, which AWS does not document',
        ],
        ["RESOURCE_CONTROL_POLICY", "no principal", [{ ...scp, Action: "s3:*" }], 'statement 1 needs "Principal": "*"'],
        [
            "RESOURCE_CONTROL_POLICY",
            "NotAction",
            [{ Effect: "Deny", Principal: "*", NotAction: "s3:*", Resource: "*" }],
            "statement 1 has NotAction, which a resource control policy cannot have",
        ],
    ];
    for (const [type, what, Statement, message] of cases) {
        it(`${message === undefined ? "accepts" : "refuses"} a ${type} with ${what}`, () => {
            const found = mistakes({ policies: { p: { type, document: { Version: "2012-10-17", Statement } } } });
            assert.equal(found.length, message === undefined ? 0 : 1, JSON.stringify(found));
            if (message !== undefined)
                assert.ok(found[0]?.message.startsWith(`policy p: ${message}`), found[0]?.message);
        });
    }

    const more: readonly [PolicyType, string, unknown, string][] = [
        [
            "SERVICE_CONTROL_POLICY",
            "a misspelt element",
            [{ ...scp, Conditions: {} }],
            'statement 1 has the unknown element "Conditions". Did you mean "Condition"? A statement has Sid, Effect, ',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a Sid with a blank",
            [{ ...scp, Sid: "a b" }],
            'statement 1 (a b) has the Sid "a b": use letters',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a Sid twice",
            [
                { ...scp, Sid: "a" },
                { ...scp, Sid: "a" },
            ],
            "statement 2 (a) has the Sid of statement 1: choose another",
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "an action without its service",
            [{ ...scp, Action: "RunInstances" }],
            'statement 1 has "RunInstances" in Action: use "*" or actions such as',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "both resources",
            [{ ...scp, NotResource: "*" }],
            "statement 1 needs one of Resource and NotResource",
        ],
        [
            "RESOURCE_CONTROL_POLICY",
            "every action",
            [{ ...rcp, Action: ["*"] }],
            'statement 1 has the action "*", which a resource control policy',
        ],
        [
            "RESOURCE_CONTROL_POLICY",
            "every service",
            [{ ...rcp, Action: "*:*" }],
            'statement 1 has the action "*:*": a resource control policy names each service in full, such as s3:Get*',
        ],
        [
            "RESOURCE_CONTROL_POLICY",
            "a wildcard for the service",
            [rcp, { ...rcp, Action: ["s3:*", "s*:Get*"] }],
            'statement 2 has the action "s*:Get*": a resource control policy names each service in full',
        ],
        [
            "RESOURCE_CONTROL_POLICY",
            "a service that is not reached",
            [{ ...rcp, Action: ["s3:*", "lambda:*"] }],
            'statement 1 has the action "lambda:*": resource control policies do not reach the service lambda, so AWS refuses it.',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a wildcard for the service of a resource",
            [{ ...scp, Resource: ["arn:aws:s3:::a", "arn:aws:s*:::b"] }],
            'statement 1 has "arn:aws:s*:::b" in Resource: AWS does not allow wildcards in the service of an ARN.',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a resource of no service",
            [{ Effect: "Deny", Action: "s3:*", NotResource: "arn:*" }],
            'statement 1 has "arn:*" in NotResource: AWS does not allow wildcards in the service of an ARN.',
        ],
    ];
    for (const [type, what, Statement, message] of more) {
        it(`refuses a ${type} with ${what}`, () => {
            const found = mistakes({ policies: { p: { type, document: { Version: "2012-10-17", Statement } } } });
            assert.equal(found.length, 1, JSON.stringify(found));
            assert.ok(found[0]?.message.startsWith(`policy p: ${message}`), found[0]?.message);
        });
    }

    it("lets the definition acknowledge a service that AWS has added to resource control policies since", () => {
        const policy = (acknowledge: object) => ({
            policies: {
                p: {
                    type: "RESOURCE_CONTROL_POLICY",
                    document: { Version: "2012-10-17", Statement: [{ ...rcp, Action: ["lambda:*", "sns:*"] }] },
                    ...acknowledge,
                },
            },
        });
        const found = mistakes(policy({ acknowledge: { rcpServices: ["sns"] } })).map(({ message }) => message);
        assert.equal(found.length, 1, found.join("\n"));
        assert.match(
            found[0] ?? "",
            /service lambda.*\. If AWS has added it since, write\nacknowledge: \{ rcpServices: \[sns, lambda\] \}$/s,
        );
        assert.deepEqual(mistakes(policy({ acknowledge: { rcpServices: ["sns", "lambda"] } })), []);
    });

    it("checks management policies too, and reports each mistake at its line", () => {
        refused(
            yaml`
                policies:
                  tags:
                    type: TAG_POLICY
                    document:
                      tags:
                        team:
                          ▶tag_keys: { "@@assign": Team }
                          tag_value: { ▶"@@asign": [shop] }
            `,
            'policy tags: tags.team.tag_keys is not known here. Did you mean "tag_key"? Allowed: tag_key, tag_value, enforced_for and report_required_tag_for.',
            'policy tags: tags.team.tag_value.@@asign is not an operator. Did you mean "@@assign"? Allowed: @@assign, ',
        );
    });

    it("accepts AWS's examples of every type", () => {
        const policies = Object.fromEntries(
            Object.entries(EXAMPLES).flatMap(([type, examples]) =>
                examples.map((document, index) => [`${type}-${index}`, { type, document }]),
            ),
        );
        const serviceAccess = (Object.keys(POLICY_TYPES) as PolicyType[]).flatMap(
            (type) => policyTypeLimits(type).service?.principal ?? [],
        );
        assert.deepEqual(mistakes({ organization: { serviceAccess }, policies }), []);
    });

    it("requires the Version 2012-10-17", () => {
        for (const Version of [undefined, "2008-10-17", 2012]) {
            const [mistake] = mistakes({
                policies: { p: { type: "SERVICE_CONTROL_POLICY", document: { Version, Statement: [scp] } } },
            });
            assert.match(mistake?.message ?? "", /Version( is .*)?: use "2012-10-17"/);
        }
    });

    it("reports the mistakes of every statement", () => {
        const Statement = [{ ...scp, Effect: "x" }, scp, { ...scp, Principal: "*" }];
        const found = mistakes({
            policies: { p: { type: "SERVICE_CONTROL_POLICY", document: { Version: "2012-10-17", Statement } } },
        });
        assert.deepEqual(
            found.map(({ message }) => /statement \d/.exec(message)?.[0]),
            ["statement 1", "statement 3"],
        );
    });
});
