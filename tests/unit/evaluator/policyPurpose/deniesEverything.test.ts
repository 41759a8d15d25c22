import assert from "node:assert/strict";
import { deniesEverything } from "../../../../evaluator/policyPurpose";
import { LIBRARY } from "../../../../guardrails";
import { load } from "../../definition/definitionFixtures";

type Statement = Record<string, unknown>;

function spares(statements: Statement | Statement[]): readonly string[] | undefined {
    const content = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    return deniesEverything({ type: "SERVICE_CONTROL_POLICY", content })?.spares;
}

const ALL = { Effect: "Deny", Action: "*", Resource: "*" };
const except = (operator: string, ...roles: string[]): Statement => ({
    ...ALL,
    Condition: { [operator]: { "aws:PrincipalArn": roles } },
});

describe("guardrails: a policy that denies everything", () => {
    const yes: readonly [string, Statement | Statement[], string[]][] = [
        ["without a condition", ALL, []],
        [
            "as lists, beside other statements",
            [
                { ...ALL, Action: "s3:*" },
                { ...ALL, Action: ["*"], Resource: ["*"] },
            ],
            [],
        ],
        ["but for a role", except("ArnNotLike", "arn:*:iam::*:role/Admin"), ["arn:*:iam::*:role/Admin"]],
        [
            "but for a family of roles",
            except("ArnNotLike", "arn:*:iam::*:role/aws-reserved/*/Admin_*"),
            ["arn:*:iam::*:role/aws-reserved/*/Admin_*"],
        ],
        [
            "but for one role by its whole ARN",
            { ...ALL, Condition: { StringNotEquals: { "aws:principalarn": "arn:aws:iam::111122223333:role/Admin" } } },
            ["arn:aws:iam::111122223333:role/Admin"],
        ],
    ];
    for (const [what, statements, spared] of yes) {
        it(`is recognised ${what}`, () => {
            assert.deepEqual(spares(statements), spared);
        });
    }

    const no: readonly [string, Statement | Statement[]][] = [
        ["some actions", { ...ALL, Action: ["s3:*", "ec2:*"] }],
        ["all actions but some", { Effect: "Deny", NotAction: ["iam:*"], Resource: "*" }],
        ["some resources", { ...ALL, Resource: "arn:aws:s3:::bucket" }],
        ["in some regions", { ...ALL, Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }],
        ["to some principals", { ...ALL, Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" } } }],
        ["but to every role", except("ArnNotLike", "arn:*:iam::*:role/*")],
        ["but to everybody", except("StringNotLike", "*")],
        [
            "on one condition more",
            {
                ...ALL,
                Condition: {
                    ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/Admin" },
                    Bool: { "aws:MultiFactorAuthPresent": "false" },
                },
            },
        ],
        ["nothing: it allows", { ...ALL, Effect: "Allow" }],
        ["nothing: it has no statements", []],
    ];
    for (const [what, statements] of no) {
        it(`is not a policy that denies ${what}`, () => {
            assert.equal(spares(statements), undefined);
        });
    }

    it("is a service control policy: other types do not bind the principals of the account", () => {
        const content = JSON.stringify({ Version: "2012-10-17", Statement: { ...ALL, Principal: "*" } });
        assert.equal(deniesEverything({ type: "RESOURCE_CONTROL_POLICY", content }), undefined);
    });

    it("exists in the library only as quarantine and deny-everything", () => {
        const named = ["quarantine", "deny-everything"];
        const { policies } = load({ organization: { breakGlassRole: "BreakGlass" }, guardrails: ["deny-everything"] });
        assert.deepEqual(
            policies.filter(deniesEverything).map(({ key }) => key),
            named.sort(),
        );
        const plain = [...LIBRARY.values()].filter(
            ({ name, type, parameters }) =>
                type === "SERVICE_CONTROL_POLICY" && !named.includes(name) && parameters.safeParse({}).success,
        );
        for (const { name } of plain) {
            const model = load({ guardrails: [name] });
            assert.deepEqual(model.policies.filter(deniesEverything), [], name);
        }
    });
});
