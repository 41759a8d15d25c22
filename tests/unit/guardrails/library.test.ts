import assert from "node:assert/strict";
import { KIND_GUARDRAILS, LIBRARY } from "../../../guardrails";
import { POLICY_TYPES } from "../../../limits";
import { isManagementPolicy } from "../../../evaluator/managementPolicies";
import { load, mistakes } from "../definition/definitionFixtures";
import { LARGE, SAMPLES } from "./library/samples";

interface Statement {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action?: string[];
    readonly NotAction?: string[];
    readonly Resource: string[];
    readonly Condition?: Record<string, Record<string, unknown>>;
}

function contentOf(guardrail: string, parameters: Record<string, unknown>): string {
    const content = load({ policies: { p: { guardrail, parameters } } }).policies[0]?.content;
    assert.ok(content !== undefined);
    return content;
}

function statementsOf(guardrail: string, parameters: Record<string, unknown> = {}): Statement[] {
    return (JSON.parse(contentOf(guardrail, parameters)) as { Statement: Statement[] }).Statement;
}

function messagesOf(guardrail: string, parameters: Record<string, unknown>): string[] {
    return mistakes({ policies: { p: { guardrail, parameters } } }).map(({ path, message }) => `${path} ${message}`);
}

describe("guardrails: the library", () => {
    for (const [name, guardrail] of LIBRARY) {
        const sample = SAMPLES[name] ?? {};
        describe(name, () => {
            it("makes a document that AWS accepts, within its size", () => {
                assert.deepEqual(messagesOf(name, sample), []);
                const { length } = contentOf(name, sample);
                assert.ok(length <= POLICY_TYPES[guardrail.type].maxCharacters, `${length} characters`);
            });

            if (LARGE[name]) {
                it("makes documents that AWS accepts from large parameters too", () => {
                    assert.deepEqual(messagesOf(name, LARGE[name] ?? {}), []);
                    const { policies } = load({ policies: { p: { guardrail: name, parameters: LARGE[name] } } });
                    for (const { content } of policies) {
                        assert.ok(content.length <= POLICY_TYPES[guardrail.type].maxCharacters, `${content.length}`);
                    }
                });
            }

            it("explains itself", () => {
                assert.match(name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
                assert.ok(guardrail.description.endsWith(".") && guardrail.description.length <= 512);
                assert.ok(guardrail.mayBreak.length > 20);
                assert.match(guardrail.source, /^https:\/\/docs\.aws\.amazon\.com\//);
            });

            it("names its statements and its actions well", () => {
                if (isManagementPolicy(guardrail.type)) return;
                for (const { Sid, Effect, Action, NotAction } of statementsOf(name, sample)) {
                    assert.match(Sid, /^[A-Za-z0-9]+$/);
                    assert.equal(Effect, "Deny");
                    for (const action of [...(Action ?? []), ...(NotAction ?? [])]) {
                        assert.match(action, /^(\*|[a-z0-9-]+:(\*|[A-Z][A-Za-z0-9]*\*?))$/, action);
                    }
                    assert.deepEqual(Action, Action && [...new Set(Action)].sort(), "sorted, each once");
                }
            });

            it("refuses a parameter that it does not have, by its name", () => {
                const messages = messagesOf(name, { ...sample, nonsense: 1 });
                assert.equal(messages.length, 1, messages.join("\n"));
                assert.match(
                    messages[0] ?? "",
                    new RegExp(`^policies\\.p\\.parameters\\.nonsense guardrail ${name} has no parameter "nonsense"`),
                );
            });

            it("describes each parameter", () => {
                for (const [parameter, schema] of Object.entries(guardrail.parameters.shape)) {
                    const described = schema as { description?: string; unwrap?: () => { description?: string } };
                    assert.ok(described.description ?? described.unwrap?.().description, parameter);
                }
            });
        });
    }

    it("has samples for exactly the guardrails that cannot be used without parameters", () => {
        const needing = [...LIBRARY.values()].filter(
            ({ name, parameters }) => name === "deny-everything" || !parameters.safeParse({}).success,
        );
        assert.deepEqual(needing.map(({ name }) => name).sort(), Object.keys(SAMPLES).sort());
    });
});

describe("guardrails: kinds", () => {
    for (const [kind, names] of Object.entries(KIND_GUARDRAILS)) {
        it(`${kind} brings guardrails of the library that need no parameters`, () => {
            for (const name of names) assert.ok(LIBRARY.get(name)?.parameters.safeParse({}).success, name);
            assert.equal(new Set<string>(names).size, names.length);
            assert.deepEqual(mistakes({ units: { A: { kind } } }), []);
        });
    }
});

describe("guardrails: parameters", () => {
    const wrong: readonly [string, Record<string, unknown>, RegExp][] = [
        [
            "region-deny",
            { regions: ["Frankfurt"] },
            /^policies\.p\.parameters\.regions\.?\[0\] "Frankfurt" is not a region: use a code such as eu-central-1 \(guardrail region-deny\)$/,
        ],
        ["region-deny", { regions: [] }, /^policies\.p\.parameters\.regions .*\(guardrail region-deny\)$/],
        [
            "region-deny",
            { regions: ["eu-west-1"], alsoAllowed: ["translate"] },
            /alsoAllowed\.?\[0\] use actions such as translate:\*/,
        ],
        ["region-deny", { regions: ["eu-west-1"], exemptRoles: ["Admin"] }, /exemptRoles\.?\[0\] use ARNs of roles/],
        ["deny-everything", { exemptRoles: ["arn:aws:iam::1:role/x"] }, /exemptRoles\.?\[0\] use ARNs of roles/],
        ["protect-logs", { exemptRoles: "arn:*:iam::*:role/x" }, /exemptRoles is the text .* must be a list/],
        ["protect-access-role", { roleName: "a/b" }, /roleName use the name of a role/],
        ["tag-spelling", { tags: { Team: "shop" } }, /tags\.Team is the text "shop", and must be a list/],
        [
            "tag-spelling",
            { tags: {}, enforcedFor: ["ec2"] },
            /enforcedFor\.?\[0\] use resource types such as ec2:instance/,
        ],
    ];
    for (const [guardrail, parameters, message] of wrong) {
        it(`${guardrail} refuses ${JSON.stringify(parameters)}`, () => {
            const messages = messagesOf(guardrail, parameters);
            assert.equal(messages.length, 1, messages.join("\n"));
            assert.match(messages[0] ?? "", message);
        });
    }

    it("region-deny denies everything in other regions except global services and what is also allowed", () => {
        const [statement, ...more] = statementsOf("region-deny", {
            regions: ["us-east-1", "eu-central-1"],
            alsoAllowed: ["translate:*", "iam:*"],
            exemptRoles: ["arn:*:iam::*:role/Admin"],
        });
        assert.equal(more.length, 0);
        assert.deepEqual(statement?.Condition, {
            StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "us-east-1"] },
            ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/Admin"] },
        });
        assert.equal(statement.Action, undefined);
        assert.deepEqual(statement.Resource, ["*"]);
        for (const action of [
            "iam:*",
            "organizations:*",
            "route53:*",
            "cloudfront:*",
            "support:*",
            "sts:*",
            "translate:*",
        ]) {
            assert.equal(statement.NotAction?.filter((one) => one === action).length, 1, action);
        }
        for (const regional of ["ec2:*", "s3:*", "rds:*", "lambda:*", "*"])
            assert.ok(!statement.NotAction?.includes(regional));
    });

    it("region-deny spares no role unless one is named", () => {
        const [statement] = statementsOf("region-deny", { regions: ["eu-west-1"] });
        assert.deepEqual(Object.keys(statement?.Condition ?? {}), ["StringNotEquals"]);
    });

    it("deny-root-user binds only the root user", () => {
        const [statement] = statementsOf("deny-root-user");
        assert.deepEqual(statement?.Condition, { ArnLike: { "aws:PrincipalArn": ["arn:*:iam::*:root"] } });
    });

    it("protect-access-role protects the role, and allows the role to change itself", () => {
        const [statement] = statementsOf("protect-access-role", { roleName: "Admin" });
        assert.deepEqual(statement?.Resource, ["arn:*:iam::*:role/Admin"]);
        assert.deepEqual(statement.Condition, { ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/Admin"] } });
    });

    it("tag-spelling accepts any value if none is named, and enforces only the named types", () => {
        assert.deepEqual(JSON.parse(contentOf("tag-spelling", SAMPLES["tag-spelling"] ?? {})), {
            tags: {
                environment: { tag_key: { "@@assign": "Environment" }, tag_value: { "@@assign": ["prod", "dev"] } },
                owner: { tag_key: { "@@assign": "Owner" } },
            },
        });
        const enforced = contentOf("tag-spelling", { tags: { Team: ["a"] }, enforcedFor: ["ec2:instance"] });
        assert.match(enforced, /"enforced_for":\{"@@assign":\["ec2:instance"\]\}/);
    });
});
