import assert from "node:assert/strict";
import type { CloudFormationTemplate } from "../../../../../cloudformation";
import { baselineEffect } from "../../../../../features/baseline/effect/baselineEffect";
import { takenRoles } from "../../../../../features/baseline/effect/roleAccess";
import { BASELINE_LIBRARY } from "../../../../../features/baseline/library";
import { loadBaseline, UNITS } from "../baselineFixture";
import { stateAfterUp } from "../baselineState";

const WHO = /^4 accounts \([^)]*\): role [\w-]+ changes: it can be taken by .*?, and /;

/** What the preview says of a role that changes, without whom it is about. */
async function changes(before: string, after: string): Promise<{ looser: string[]; tighter: string[] }> {
    const { model, organization } = loadBaseline(`${after}\n${UNITS}`);
    const state = stateAfterUp(loadBaseline(`${before}\n${UNITS}`));
    const effect = await baselineEffect(model, organization, state, false, BASELINE_LIBRARY);
    const [looser = [], tighter = []] = [effect?.looser, effect?.tighter].map((all) =>
        (all ?? []).flatMap(({ lines }) => lines.map(({ text }) => text.replace(WHO, ""))),
    );
    return { looser, tighter };
}

const deploy = (permissions: string, more = ""): string =>
    `baseline: { deploy-shop: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ${permissions}${more} } }`;
const role = (more: string): string =>
    `baseline: { ops: { roles: { ops: { trust: { accounts: "111122223333" }, ${more} } } } }`;
const statement = (text: string): string => role(`statements: [{ Effect: Allow, ${text} }]`);

const OWN = ", within the boundary deploy-shop-boundary";

describe("what a changed role of the baseline allows", () => {
    const looser: readonly [string, string, string, string][] = [
        ["everything", deploy('["ecs:*"]'), deploy('["*"]'), `allows everything${OWN} instead of ecs:*${OWN}`],
        [
            "another action",
            deploy('["ecs:*"]'),
            deploy('["ecs:*", "ecr:GetAuthorizationToken"]'),
            `allows ecs:* and ecr:GetAuthorizationToken${OWN} instead of ecs:*${OWN}`,
        ],
        [
            "another boundary",
            deploy('["ecs:*"]'),
            deploy('["ecs:*"]', ", boundary: { managed: PowerUserAccess }"),
            `allows ecs:*, within the boundary PowerUserAccess instead of ecs:*${OWN}`,
        ],
        [
            "a policy of an administrator",
            role("managedPolicies: [ReadOnlyAccess]"),
            role("managedPolicies: [AdministratorAccess]"),
            "allows everything (AdministratorAccess) instead of ReadOnlyAccess",
        ],
        [
            "every resource",
            statement('Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*"'),
            statement('Action: "s3:GetObject", Resource: "*"'),
            "allows s3:GetObject instead of s3:GetObject (some resources)",
        ],
        [
            "no condition",
            statement('Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": true } }'),
            statement('Action: "s3:*", Resource: "*"'),
            "allows s3:* instead of s3:* (under conditions)",
        ],
        [
            "no denial",
            role(
                'statements: [{ Effect: Allow, Action: "s3:*", Resource: "*" }, { Effect: Deny, Action: "s3:DeleteBucket", Resource: "*" }]',
            ),
            statement('Action: "s3:*", Resource: "*"'),
            "allows s3:* instead of s3:*, but not s3:DeleteBucket",
        ],
        [
            "longer sessions",
            role("managedPolicies: [ReadOnlyAccess]"),
            role("managedPolicies: [ReadOnlyAccess], hours: 12"),
            "allows ReadOnlyAccess, for 720 minutes at a time instead of 60",
        ],
        [
            "many actions",
            statement('Action: "s3:GetObject", Resource: "*"'),
            statement(
                'Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "ec2:RunInstances", "sqs:*", "sns:*", "sns:Publish"], Resource: "*"',
            ),
            "allows s3 (3 actions), ec2:RunInstances, sqs:* and sns:* instead of s3:GetObject",
        ],
    ];
    for (const [what, before, after, line] of looser) {
        it(`is LOOSER, and says what it was: ${what}`, async () => {
            assert.deepEqual(await changes(before, after), { looser: [line], tighter: [] });
        });
    }

    it("is tighter if it only allows less", async () => {
        assert.deepEqual(await changes(deploy('["*"]'), deploy('["ecs:*", "s3:Get*"]')), {
            looser: [],
            tighter: [`allows ecs:* and s3:Get*${OWN} instead of everything${OWN}`],
        });
        assert.deepEqual(
            await changes(
                role("managedPolicies: [ReadOnlyAccess, job-function/Billing]"),
                role("managedPolicies: [ReadOnlyAccess]"),
            ),
            { looser: [], tighter: ["allows ReadOnlyAccess instead of ReadOnlyAccess and job-function/Billing"] },
        );
    });

    it("is LOOSER if the boundary in the same stack denies less", async () => {
        const before = deploy('["ecs:*"]', ', alsoDenied: ["rds:DeleteDBInstance"]');
        assert.deepEqual(await changes(before, deploy('["ecs:*"]')), {
            looser: [`allows ecs:*${OWN}, whose policy changes`],
            tighter: [],
        });
    });

    it("says nothing of a role whose description alone changes", async () => {
        const before = role("managedPolicies: [ReadOnlyAccess]");
        const after = role('managedPolicies: [ReadOnlyAccess], description: "On call"');
        assert.deepEqual(await changes(before, after), { looser: [], tighter: [] });
    });

    it("reads policies that the template attaches, and does not guess what only AWS knows", () => {
        const attached = (Type: string, Roles: object, Statement: unknown): CloudFormationTemplate => ({
            Resources: {
                Ops: {
                    Type: "AWS::IAM::Role",
                    Properties: {
                        AssumeRolePolicyDocument: { Statement: { Effect: "Allow", Principal: { AWS: "*" } } },
                    },
                },
                Policy: { Type, Properties: { PolicyDocument: { Statement }, ...Roles } },
            },
        });
        const allows = (template: CloudFormationTemplate): string | undefined =>
            takenRoles({ template, parameters: {} }).get("Ops")?.allows;
        const all = { Effect: "Allow", Action: "*", Resource: "*" };
        const roles = { Roles: [{ Ref: "Ops" }] };
        assert.equal(allows(attached("AWS::IAM::Policy", roles, all)), "everything");
        assert.equal(allows(attached("AWS::IAM::ManagedPolicy", roles, [all])), "everything");
        assert.equal(allows(attached("AWS::IAM::RolePolicy", { RoleName: { Ref: "Ops" } }, all)), "everything");
        assert.equal(allows(attached("AWS::IAM::Policy", { Roles: [{ Ref: "Other" }] }, all)), "nothing by itself");
        const computed = attached("AWS::IAM::Policy", roles, { "Fn::If": ["IsProd", all, all] });
        assert.equal(allows(computed), "what the template computes");
    });
});
