import assert from "node:assert/strict";
import { isManagementPolicy } from "../../../evaluator/managementPolicies";
import { POLICY_TYPES, policyTypeLimits, REFUSED_POLICY_TYPES, type PolicyType } from "../../../limits";
import { EXAMPLES } from "../evaluator/managementPolicies/examples";
import { mistakes, refused, yaml } from "./definitionFixtures";

const TYPES = Object.keys(POLICY_TYPES) as PolicyType[];
/** What some types need, so that a test is about what it is about. */
const organization = {
    serviceAccess: TYPES.flatMap((type) => policyTypeLimits(type).service?.principal ?? []),
};

/** A document that is valid for its type, with a text somewhere that may be of any length. */
function document(type: PolicyType, filling: string): Record<string, unknown> {
    if (!isManagementPolicy(type)) {
        const Principal = type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
        const Condition = { StringEquals: { "aws:PrincipalTag/x": filling } };
        return {
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", ...Principal, Action: "s3:*", Resource: "*", Condition }],
        };
    }
    const [example] = EXAMPLES[type];
    const key = Object.keys(example ?? {})[0] ?? "";
    const operator = "@@operators_allowed_for_child_policies";
    // As long as it must be, of operators that AWS would read as one.
    if (filling === "") return { ...example };
    const top = example?.[key] as Record<string, unknown>;
    return { [key]: { ...top, [operator]: ["@@none"], ...(type === "TAG_POLICY" && { [filling]: {} }) } };
}

describe("definition: AWS's limits of policies", () => {
    for (const type of TYPES.filter((one) => !isManagementPolicy(one) || one === "TAG_POLICY")) {
        const { maxCharacters, kind } = policyTypeLimits(type);
        it(`${type}: ${maxCharacters} characters, not one more`, () => {
            const policy = (characters: number): Record<string, unknown> => {
                const rest = JSON.stringify(document(type, "x")).length - 1;
                return { policies: { p: { type, document: document(type, "x".repeat(characters - rest)) } } };
            };
            assert.deepEqual(mistakes(policy(maxCharacters)), []);
            const [mistake, ...more] = mistakes(policy(maxCharacters + 1));
            const size = `policy p has ${maxCharacters + 1} characters without white space: AWS allows ${maxCharacters} for a ${type}. `;
            assert.equal(
                mistake?.message,
                kind === "management"
                    ? `${size}Split it into two`
                    : `${size}It is divided by itself where it can be, and statement 1 cannot: with ${maxCharacters + 1} characters it is too large even with a single action or resource. Shorten it`,
            );
            assert.equal(more.length, 0);
        });
    }

    for (const type of TYPES) {
        const { maxAttached, attachedByAws } = policyTypeLimits(type);
        if (!Number.isFinite(maxAttached)) continue;
        const own = maxAttached - attachedByAws;
        it(`${type}: ${own} attached to one root, unit or account, not one more`, () => {
            const keys = Array.from({ length: own + 1 }, (_, index) => `p${index}`);
            const policies = Object.fromEntries(keys.map((key) => [key, { type, document: document(type, "") }]));
            const targets: readonly [string, (guardrails: string[]) => Record<string, unknown>][] = [
                ["the root", (guardrails) => ({ guardrails })],
                ["unit A", (guardrails) => ({ units: { A: { guardrails } } })],
                [
                    "account a",
                    (guardrails) => ({ units: { A: { accounts: { a: { email: "a@example.com", guardrails } } } } }),
                ],
            ];
            for (const [what, definition] of targets) {
                // An account keeps a place for the quarantine.
                const kept = type === "SERVICE_CONTROL_POLICY" && what === "account a" ? 2 : 1;
                assert.deepEqual(mistakes({ organization, policies, ...definition(keys.slice(kept)) }), [], what);
                const [mistake, ...more] = mistakes({ organization, policies, ...definition(keys) });
                assert.equal(more.length, 0);
                assert.ok(
                    mistake?.message.startsWith(
                        `${what} has ${own + 1} policies of type ${type} attached (${keys.join(", ")})`,
                    ),
                    mistake?.message,
                );
                assert.equal(mistake?.message.includes(", and 1 of AWS's own"), attachedByAws === 1);
                assert.ok(mistake?.message.includes(`: AWS allows ${maxAttached}.`));
            }
        });
    }

    it("types that the provider refuses are told as such", () => {
        for (const type of Object.keys(REFUSED_POLICY_TYPES)) {
            const [policy, enabled] = [
                mistakes({ policies: { p: { type, document: {} } } }),
                mistakes({ organization: { policyTypes: [type] } }),
            ];
            for (const [mistake] of [policy, enabled]) {
                assert.match(
                    mistake?.message ?? "",
                    new RegExp(
                        `^AWS has the type ${type}, and the AWS provider in use refuses it.* Allowed: SERVICE_CONTROL_POLICY, `,
                    ),
                );
            }
        }
    });

    it("a type that needs its service says what to add", () => {
        const type = "SECURITYHUB_POLICY";
        const use = { policies: { p: { type, document: document(type, "") } } };
        const message =
            "policies of type SECURITYHUB_POLICY need securityhub.amazonaws.com to have access to the organisation, before the type is enabled and as long as it is. Write\n" +
            "organization: { serviceAccess: [sso.amazonaws.com, securityhub.amazonaws.com] }";
        for (const definition of [use, {}]) {
            const found = mistakes({
                organization: { serviceAccess: ["sso.amazonaws.com"], policyTypes: [type] },
                ...definition,
            });
            assert.deepEqual(
                found.map(({ path, message }) => [path, message]),
                [["organization.serviceAccess", message]],
            );
        }
        assert.deepEqual(mistakes({ organization, ...use }), []);
    });

    it("what is attached above does not count, nor do policies of another type", () => {
        const keys = Array.from({ length: 9 }, (_, index) => `p${index}`);
        const policies = {
            ...Object.fromEntries(
                keys.map((key) => [
                    key,
                    { type: "SERVICE_CONTROL_POLICY", document: document("SERVICE_CONTROL_POLICY", "x") },
                ]),
            ),
            t: { type: "TAG_POLICY", document: { tags: {} } },
        };
        const guardrails = [...keys, "t"];
        assert.deepEqual(
            mistakes({ policies, guardrails, units: { A: { guardrails, units: { B: { guardrails } } } } }),
            [],
        );
    });

    it("names and descriptions have AWS's lengths", () => {
        const policy = (more: Record<string, unknown>): Record<string, unknown> => ({
            policies: { p: { type: "TAG_POLICY", document: { tags: {} }, ...more } },
        });
        assert.deepEqual(mistakes(policy({ name: "x".repeat(128), description: "x".repeat(512) })), []);
        assert.match(
            mistakes(policy({ name: "x".repeat(129) }))[0]?.message ?? "",
            /^policy name .* AWS allows 1 to 128$/,
        );
        assert.match(mistakes(policy({ description: "x".repeat(513) }))[0]?.message ?? "", /AWS allows 0 to 512$/);
        assert.deepEqual(mistakes(policy({ description: "two\nlines\tof\r\ntext" })), []);
    });
});

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
        ["SERVICE_CONTROL_POLICY", "a text for a statement", [scp, "deny"], "statement 2 is no object"],
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
            "statement 1 allows: a resource control policy can only deny",
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
        it(`${type} with ${what} is ${message === undefined ? "taken" : "refused"}`, () => {
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
            'statement 1 has the action "lambda:*": resource control policies do not reach the service lambda, and AWS refuses it.',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a wildcard for the service of a resource",
            [{ ...scp, Resource: ["arn:aws:s3:::a", "arn:aws:s*:::b"] }],
            'statement 1 has "arn:aws:s*:::b" in Resource: AWS takes no wildcard for the service.',
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "a resource of no service",
            [{ Effect: "Deny", Action: "s3:*", NotResource: "arn:*" }],
            'statement 1 has "arn:*" in NotResource: AWS takes no wildcard for the service.',
        ],
    ];
    for (const [type, what, Statement, message] of more) {
        it(`${type} with ${what} is refused`, () => {
            const found = mistakes({ policies: { p: { type, document: { Version: "2012-10-17", Statement } } } });
            assert.equal(found.length, 1, JSON.stringify(found));
            assert.ok(found[0]?.message.startsWith(`policy p: ${message}`), found[0]?.message);
        });
    }

    it("a service that AWS has added to resource control policies since is acknowledged", () => {
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

    it("is that of management policies too, each mistake at its line", () => {
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
            'policy tags: tags.team.tag_keys is not known there. Did you mean "tag_key"? Allowed: tag_key, tag_value, enforced_for and report_required_tag_for.',
            'policy tags: tags.team.tag_value.@@asign is no operator. Did you mean "@@assign"? Allowed: @@assign, ',
        );
    });

    it("takes AWS's examples of every type", () => {
        const policies = Object.fromEntries(
            Object.entries(EXAMPLES).flatMap(([type, examples]) =>
                examples.map((document, index) => [`${type}-${index}`, { type, document }]),
            ),
        );
        assert.deepEqual(mistakes({ organization, policies }), []);
    });

    it("wants the version of 2012", () => {
        for (const Version of [undefined, "2008-10-17", 2012]) {
            const [mistake] = mistakes({
                policies: { p: { type: "SERVICE_CONTROL_POLICY", document: { Version, Statement: [scp] } } },
            });
            assert.match(mistake?.message ?? "", /Version( is .*)?: use "2012-10-17"/);
        }
    });

    it("tells what is wrong in every statement", () => {
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
