import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { GITHUB, run, SANDBOX_PATH, SANDBOXES, template } from "./bootstrapRuns";

const WORKFLOW = path.resolve(__dirname, "../../../../../.github/workflows/sandboxes.yml");

interface Workflow {
    readonly on: object;
    readonly jobs: Readonly<
        Record<
            "close" | "empty",
            {
                readonly if: string;
                readonly environment?: string;
                readonly "timeout-minutes": number;
                readonly permissions: object;
                readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: object }[];
            }
        >
    >;
}

/** A step of a job, by the action that it uses. */
function stepWith({ steps }: Workflow["jobs"]["empty"], action: string): Readonly<Record<string, unknown>> {
    const found = steps.find(({ uses }) => uses?.startsWith(`${action}@`) === true);
    return { ...found?.with };
}

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
            [
                [...GITHUB, ...SANDBOXES, "--environment", "sandboxes"],
                /its jobs could assume the up role: give another/,
            ],
            [["--gitlab-project", "a/b", ...SANDBOXES], /--sandbox-path makes a role for the workflow sandboxes/],
        ];
        for (const [args, message] of wrong) {
            const { code, error } = await run(...args);
            assert.equal(code, 2, args.join(" "));
            assert.match(error, message);
        }
    });

    it("has credentials for as long as the workflow may take, which knows main as it is and no pull request", async () => {
        const { Resources } = await template(...GITHUB, ...SANDBOXES);
        const { on, jobs } = parse(fs.readFileSync(WORKFLOW, "utf8")) as Workflow;
        const { close, empty } = jobs;
        const seconds = Resources.SandboxesRole?.Properties?.MaxSessionDuration;
        assert.equal(stepWith(empty, "aws-actions/configure-aws-credentials")["role-duration-seconds"], seconds);
        assert.ok(empty["timeout-minutes"] * 60 <= Number(seconds));
        assert.deepEqual(Object.keys(on), ["schedule", "workflow_dispatch"]);
        assert.equal(empty.environment, "sandboxes");
        assert.deepEqual(empty.permissions, { "id-token": "write", contents: "read" });
        for (const job of [close, empty]) {
            assert.match(job.if, /&& github\.ref == 'refs\/heads\/main'$/);
            assert.deepEqual(stepWith(job, "actions/checkout"), { "persist-credentials": false, ref: "main" });
            for (const { uses, run: script = "" } of job.steps) {
                if (uses !== undefined) assert.match(uses, /@[0-9a-f]{40}$/);
                // What somebody wrote reaches a script as a variable only.
                assert.doesNotMatch(script, /\$\{\{/);
            }
        }
    });
});
