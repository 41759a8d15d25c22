import assert from "node:assert/strict";
import { GITHUB, run, SANDBOX_PATH, SANDBOXES, template } from "./bootstrapRuns";

describe("org bootstrap: the role that empties sandboxes", () => {
    it("is there only if asked for, and gets into the accounts of the named units alone", async () => {
        assert.doesNotMatch((await run(...GITHUB)).text, /Sandboxes|sandboxes/);
        const { Resources } = await template(...GITHUB, ...SANDBOXES, "--sandbox-role", "Admin");
        const { AssumeRolePolicyDocument, Policies } = (Resources.SandboxesRole?.Properties ?? {}) as {
            AssumeRolePolicyDocument: {
                Statement: readonly { Condition: { StringEquals: Record<string, unknown> } }[];
            };
            Policies: readonly { PolicyDocument: { Statement: readonly object[] } }[];
        };
        assert.deepEqual(
            AssumeRolePolicyDocument.Statement.map(
                ({ Condition }) => Condition.StringEquals["token.actions.githubusercontent.com:sub"],
            ),
            [["repo:acme/aws-organization:environment:sandboxes"]],
        );
        assert.deepEqual(Policies[0]?.PolicyDocument.Statement, [
            {
                Sid: "EnterSandboxes",
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Resource: { "Fn::Sub": "arn:${AWS::Partition}:iam::*:role/Admin" },
                Condition: { "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": [`${SANDBOX_PATH}/*`] } },
            },
        ]);
        const policies = Object.values(Resources).filter(({ Type }) => Type === "AWS::IAM::ManagedPolicy");
        for (const { Properties = {} } of policies) {
            const isReading = String(Properties.ManagedPolicyName).startsWith("aws-organization-preview");
            assert.equal(JSON.stringify(Properties.Roles).includes("SandboxesRole"), isReading);
        }
    });

    it("is refused without a path of a unit, or without GitHub", async () => {
        const wrong: readonly (readonly [string[], RegExp])[] = [
            [
                [...GITHUB, "--sandbox-path", "o-abcdefghij/r-ab12"],
                /--sandbox-path "o-abcdefghij\/r-ab12": give the path of a unit/,
            ],
            [[...GITHUB, "--sandbox-path", "*"], /--sandbox-path "\*": give the path of a unit/],
            [[...GITHUB, ...SANDBOXES, "--sandbox-role", "a/*"], /--sandbox-role "a\/\*": give the name of a role/],
            [[...GITHUB, "--sandbox-role", "Admin"], /--sandbox-role is the access role/],
            [["--gitlab-project", "a/b", ...SANDBOXES], /--sandbox-path makes a role for the workflow sandboxes/],
        ];
        for (const [args, message] of wrong) {
            const { code, error } = await run(...args);
            assert.equal(code, 2, args.join(" "));
            assert.match(error, message);
        }
    });
});
