import assert from "node:assert/strict";
import { LIBRARY } from "../../../../guardrails";
import { catalogueFor, lint } from "../../../../evaluator/lint";
import { evaluate, parsePolicy, PolicyError, type AccessRequest } from "../../../../evaluator/evaluation";
import { hierarchyOf } from "../../../../definition/access";
import { hierarchiesOf, situationOf } from "../../../../definition/modelSituation";
import { Hierarchies } from "../../../../evaluator/situation";
import { accountNode } from "../../../../tree";
import { load } from "../../definition/definitionFixtures";
import { ACCOUNT, ORGANIZATION, ROLE, tell } from "../../evaluator/evaluation/support";

const DEFINITION = {
    defaults: { email: "aws+{account}@example.com" },
    guardrails: ["deny-leaving-organization"],
    policies: {
        regions: { guardrail: "region-deny", parameters: { regions: ["eu-central-1", "eu-west-1"] } },
        "only-s3": {
            type: "SERVICE_CONTROL_POLICY",
            document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] },
        },
        perimeter: {
            type: "RESOURCE_CONTROL_POLICY",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "OnlyUs",
                        Effect: "Deny",
                        Principal: "*",
                        Action: "s3:*",
                        Resource: "*",
                        Condition: { StringNotEquals: { "aws:PrincipalOrgID": ORGANIZATION.id } },
                    },
                ],
            },
        },
    },
    units: {
        Workloads: {
            guardrails: ["regions", "perimeter"],
            units: {
                Production: {
                    guardrails: ["protect-logs"],
                    accounts: { shop: { guardrails: ["protect-access-role"] } },
                },
            },
        },
        Sandbox: { accounts: { play: {} } },
    },
};

describe("evaluator: an account of a definition", () => {
    const model = load(DEFINITION);
    const shop = { ...hierarchiesOf(model).of(accountNode("shop")), account: ACCOUNT, organization: ORGANIZATION };
    const play = accountNode("play");

    it("has the policies of the root, its units and itself, and AWS's own everywhere", () => {
        assert.deepEqual(
            shop.levels.map(({ kind, key: name, policies }) => [kind, name, policies.map((one) => one.name)]),
            [
                ["root", "root", ["FullAWSAccess", "RCPFullAWSAccess", "deny-leaving-organization"]],
                ["unit", "Workloads", ["FullAWSAccess", "RCPFullAWSAccess", "regions", "perimeter"]],
                ["unit", "Workloads/Production", ["FullAWSAccess", "RCPFullAWSAccess", "protect-logs"]],
                ["account", "shop", ["FullAWSAccess", "RCPFullAWSAccess", "protect-access-role"]],
            ],
        );
        assert.equal(shop.account, ACCOUNT);
        assert.equal(hierarchiesOf(model).of(play).account, undefined);
    });

    const rows: readonly (readonly [AccessRequest, string])[] = [
        [{ action: "ec2:RunInstances", region: "eu-central-1" }, "allowed"],
        [{ action: "ec2:RunInstances", region: "us-east-1" }, "explicitly denied by DenyOtherRegions at Workloads"],
        [{ action: "ec2:RunInstances" }, "undetermined"],
        [{ action: "iam:CreateUser", region: "eu-central-1" }, "allowed"],
        [{ action: "organizations:LeaveOrganization" }, "explicitly denied by DenyLeavingOrganization at root"],
        [
            { action: "logs:DeleteLogGroup", region: "eu-west-1" },
            "explicitly denied by ProtectLogs at Workloads/Production",
        ],
        [{ action: "s3:GetObject", region: "eu-west-1", principal: ROLE }, "allowed"],
        [
            {
                action: "iam:DeleteRole",
                principal: ROLE,
                resource: `arn:aws:iam::${ACCOUNT}:role/OrganizationAccountAccessRole`,
            },
            "explicitly denied by ProtectAccessRole at shop",
        ],
        [
            {
                action: "iam:DeleteRole",
                principal: `arn:aws:iam::${ACCOUNT}:role/OrganizationAccountAccessRole`,
                resource: `arn:aws:iam::${ACCOUNT}:role/OrganizationAccountAccessRole`,
            },
            "allowed",
        ],
    ];
    for (const [request, expected] of rows) {
        it(`${request.action} ${request.region ?? ""}: ${expected}`, () => {
            assert.equal(tell(evaluate(shop, request)), expected);
        });
    }

    it("keeps outsiders out by the resource control policy", () => {
        const stranger = { action: "s3:GetObject", principal: "arn:aws:iam::444455556666:role/x" };
        assert.equal(
            tell(evaluate({ principal: "outside", resource: shop }, stranger)),
            "explicitly denied by OnlyUs at Workloads",
        );
    });

    it("FullAWSAccess may be detached", () => {
        const detached = {
            ...model,
            units: model.units.map((unit) => ({ ...unit, fullAccess: unit.key !== "Sandbox" })),
        };
        const ask = (of: typeof model): string =>
            tell(evaluate(hierarchiesOf(of).of(play), { action: "s3:GetObject" }));
        assert.equal(ask(detached), "implicitly denied at Sandbox");
        assert.equal(ask(model), "allowed");
    });

    it("prepares documents once for all accounts", () => {
        const hierarchies = new Hierarchies(situationOf(model));
        const rootOf = (account: string): unknown => hierarchies.of(accountNode(account)).levels[0];
        assert.equal(rootOf("shop"), rootOf("play"));
        assert.equal(hierarchiesOf(model), hierarchiesOf(model));
    });

    it("refuses an account that does not exist, and documents that cannot be read", () => {
        const [account] = model.accounts;
        assert.ok(account);
        assert.throws(
            () => hierarchyOf(model, { ...account, key: "nobody" }),
            /there is no account "nobody" in the definition/,
        );
        const broken = {
            ...model,
            policies: model.policies.map((one) => ({ ...one, content: one.content.replace("Deny", "Refuse") })),
        };
        assert.throws(
            () => hierarchyOf(broken, account),
            (error: Error) =>
                error instanceof PolicyError &&
                /^policy \S+: statement 1 .*has the Effect "Refuse"/m.test(error.message),
        );
    });
});

describe("evaluator: the library's documents", () => {
    const parameters: Record<string, Record<string, unknown>> = {
        "region-deny": { regions: ["eu-central-1"] },
        quarantine: { roleName: "BreakGlass" },
    };
    for (const [name, guardrail] of LIBRARY) {
        if (guardrail.type !== "SERVICE_CONTROL_POLICY" && guardrail.type !== "RESOURCE_CONTROL_POLICY") continue;
        const { type } = guardrail;
        const read = guardrail.parameters.safeParse(parameters[name] ?? {});
        // Others have parameters that must be given: the library's own tests know some.
        if (!read.success) continue;
        it(`${name} names actions and condition keys that exist`, async () => {
            const policy = parsePolicy(guardrail.document(read.data), type);
            const messages = lint(policy, await catalogueFor([policy])).map(({ message }) => message);
            assert.deepEqual(messages, []);
        });
    }
});
