import assert from "node:assert/strict";
import { POLICY_TYPES, type PolicyType } from "../../../limits";
import { mistakes } from "./support";

const TYPES = Object.keys(POLICY_TYPES) as PolicyType[];

/** A document that is valid for its type. */
function document(type: PolicyType, filling: string): Record<string, unknown> {
    switch (type) {
        case "SERVICE_CONTROL_POLICY":
            return { Version: "2012-10-17", Statement: [{ Sid: filling, Effect: "Deny", Action: "*", Resource: "*" }] };
        case "RESOURCE_CONTROL_POLICY":
            return {
                Version: "2012-10-17",
                Statement: [{ Sid: filling, Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }],
            };
        default:
            return { filling };
    }
}

function documentOf(type: PolicyType, characters: number): Record<string, unknown> {
    return document(type, "x".repeat(characters - JSON.stringify(document(type, "")).length));
}

describe("definition: AWS's limits of policies", () => {
    for (const type of TYPES) {
        const { maxCharacters, maxAttached, attachedByAws } = POLICY_TYPES[type];
        it(`${type}: ${maxCharacters} characters, not one more`, () => {
            const policy = (characters: number): Record<string, unknown> => ({
                policies: { p: { type, document: documentOf(type, characters) } },
            });
            assert.deepEqual(mistakes(policy(maxCharacters)), []);
            const [mistake, ...more] = mistakes(policy(maxCharacters + 1));
            assert.equal(
                mistake?.message,
                `policy p has ${maxCharacters + 1} characters without white space: AWS allows ${maxCharacters} for a ${type}. Split it into two`,
            );
            assert.equal(more.length, 0);
        });

        const own = maxAttached - attachedByAws;
        it(`${type}: ${own} attached to one root, unit or account, not one more`, () => {
            const keys = Array.from({ length: own + 1 }, (_, index) => `p${index}`);
            const policies = Object.fromEntries(keys.map((key) => [key, { type, document: document(type, "x") }]));
            const targets: readonly [string, (guardrails: string[]) => Record<string, unknown>][] = [
                ["the root", (guardrails) => ({ guardrails })],
                ["unit A", (guardrails) => ({ units: { A: { guardrails } } })],
                [
                    "account a",
                    (guardrails) => ({ units: { A: { accounts: { a: { email: "a@example.com", guardrails } } } } }),
                ],
            ];
            for (const [what, definition] of targets) {
                assert.deepEqual(mistakes({ policies, ...definition(keys.slice(1)) }), [], what);
                const [mistake, ...more] = mistakes({ policies, ...definition(keys) });
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

    it("what is attached above does not count, nor do policies of another type", () => {
        const keys = Array.from({ length: 9 }, (_, index) => `p${index}`);
        const policies = {
            ...Object.fromEntries(
                keys.map((key) => [
                    key,
                    { type: "SERVICE_CONTROL_POLICY", document: document("SERVICE_CONTROL_POLICY", "x") },
                ]),
            ),
            t: { type: "TAG_POLICY", document: {} },
        };
        const guardrails = [...keys, "t"];
        assert.deepEqual(
            mistakes({ policies, guardrails, units: { A: { guardrails, units: { B: { guardrails } } } } }),
            [],
        );
    });

    it("names and descriptions have AWS's lengths", () => {
        const policy = (more: Record<string, unknown>): Record<string, unknown> => ({
            policies: { p: { type: "TAG_POLICY", document: {}, ...more } },
        });
        assert.deepEqual(mistakes(policy({ name: "x".repeat(128), description: "x".repeat(512) })), []);
        assert.match(
            mistakes(policy({ name: "x".repeat(129) }))[0]?.message ?? "",
            /^policy name .* AWS allows 1 to 128$/,
        );
        assert.match(mistakes(policy({ description: "x".repeat(513) }))[0]?.message ?? "", /AWS allows 0 to 512$/);
        assert.match(mistakes(policy({ description: "two\nlines" }))[0]?.message ?? "", /any text on one line/);
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
            "statement 1 is missing or no object: give Effect, Action and Resource",
        ],
        ["SERVICE_CONTROL_POLICY", "a text for a statement", [scp, "deny"], "statement 2 is missing or no object"],
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
            [{ ...scp, NotAction: "x" }],
            "statement 1 needs one of Action and NotAction",
        ],
        [
            "SERVICE_CONTROL_POLICY",
            "no resource",
            [{ Effect: "Deny", Action: "*" }],
            'statement 1 needs a Resource: use "*" for all',
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
            [{ ...rcp, Principal: { AWS: "*" } }],
            'statement 1 needs "Principal": "*"',
        ],
        ["RESOURCE_CONTROL_POLICY", "no principal", [scp], 'statement 1 needs "Principal": "*"'],
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

    it("wants the version of 2012", () => {
        for (const Version of [undefined, "2008-10-17", 2012]) {
            const [mistake] = mistakes({
                policies: { p: { type: "SERVICE_CONTROL_POLICY", document: { Version, Statement: [scp] } } },
            });
            assert.match(mistake?.message ?? "", /the document's Version is .*: use "2012-10-17"/);
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
