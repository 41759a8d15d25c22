import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { IAM_POLICY_SIZES } from "../../../../../limits";
import { POWERS } from "../../../../../operations/commands/bootstrap/permissions";
import type { BootstrapTemplate } from "../../../../../operations/commands/bootstrap/bootstrapTemplate";
import { EVERYTHING, GITHUB, run, SANDBOXES, SECURITY_ROLES, template } from "./bootstrapRuns";

const CHECKOUT = path.resolve(__dirname, "../../../../..");
const EXISTING = [
    ...GITHUB,
    ...["--existing-bucket", "acme-state", "--existing-key", "arn:aws:kms:eu-central-1:444455556666:key/mrk-1"],
];

interface Trust {
    readonly Statement: readonly { readonly Sid: string; readonly Principal: object; readonly Condition: unknown }[];
}

function trustOf({ Resources }: BootstrapTemplate, role: "PreviewRole" | "UpRole"): Trust["Statement"] {
    return (Resources[role]?.Properties?.AssumeRolePolicyDocument as Trust).Statement;
}

describe("org bootstrap", () => {
    it("is the same for the same options, in any order", async () => {
        const allowed = ["--allow", "remove-accounts", "close-accounts"];
        const turned = ["--allow", "close-accounts", "remove-accounts"];
        const { text } = await run(...GITHUB, ...allowed);
        assert.equal((await run(...turned, ...GITHUB)).text, text);
        assert.deepEqual(parse(text), JSON.parse((await run(...GITHUB, ...allowed, "--json")).text));
    });

    it("trusts exactly one repository: pull requests and the branch preview, the environment applies", async () => {
        const made = await template(
            "--repository",
            "acme@1/organization@2",
            "--branch",
            "live",
            "--environment",
            "aws",
        );
        const host = "token.actions.githubusercontent.com";
        const [preview, ...others] = trustOf(made, "PreviewRole");
        assert.deepEqual(others, []);
        assert.deepEqual(preview?.Condition, {
            StringEquals: {
                [`${host}:aud`]: "sts.amazonaws.com",
                [`${host}:sub`]: [
                    "repo:acme@1/organization@2:pull_request",
                    "repo:acme@1/organization@2:ref:refs/heads/live",
                ],
            },
        });
        const [up] = trustOf(made, "UpRole");
        assert.deepEqual(up?.Condition, {
            StringEquals: {
                [`${host}:aud`]: "sts.amazonaws.com",
                [`${host}:sub`]: ["repo:acme@1/organization@2:environment:aws"],
            },
        });
    });

    it("trusts the branches of one project of GitLab, of which one applies", async () => {
        const made = await template(
            "--gitlab-project",
            "acme/organization",
            "--gitlab-url",
            "https://git.acme.example",
        );
        assert.deepEqual(trustOf(made, "PreviewRole")[0]?.Condition, {
            StringEquals: { "git.acme.example:aud": "https://git.acme.example" },
            StringLike: { "git.acme.example:sub": "project_path:acme/organization:ref_type:branch:ref:*" },
        });
        assert.deepEqual(trustOf(made, "UpRole")[0]?.Condition, {
            StringEquals: {
                "git.acme.example:aud": "https://git.acme.example",
                "git.acme.example:sub": "project_path:acme/organization:ref_type:branch:ref:main",
            },
        });
        assert.deepEqual(made.Resources.GitLabProvider?.Properties, {
            Url: "https://git.acme.example",
            ClientIdList: ["https://git.acme.example"],
        });
    });

    it("trusts named people for a workstation, and then needs no provider", async () => {
        const made = await template(
            "--up-permission-set",
            "Platform",
            "--preview-permission-set",
            "ReadOnly",
            "Platform",
        );
        const [up, ...others] = trustOf(made, "UpRole");
        assert.deepEqual(others, []);
        const role = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com";
        assert.deepEqual(up?.Condition, {
            ArnLike: {
                "aws:PrincipalArn": [
                    { "Fn::Sub": `${role}/AWSReservedSSO_Platform_????????????????` },
                    { "Fn::Sub": `${role}/*/AWSReservedSSO_Platform_????????????????` },
                ],
            },
        });
        assert.ok(!Object.values(made.Resources).some(({ Type }) => Type === "AWS::IAM::OIDCProvider"));
    });

    it("keeps the bucket, its key and the provider, and lets nobody read the bucket without TLS", async () => {
        const { Resources } = await template(...GITHUB, "--bucket", "acme-pulumi-state");
        for (const name of ["StateKey", "StateKeyAlias", "StateBucket", "StateBucketPolicy", "GitHubProvider"]) {
            // Also deleted again if the first deployment fails: otherwise the second would find the bucket's name taken.
            assert.equal(Resources[name]?.DeletionPolicy, "RetainExceptOnCreate", name);
            assert.equal(Resources[name].UpdateReplacePolicy, "Retain", name);
        }
        const properties = Resources.StateBucket?.Properties;
        assert.equal(properties?.BucketName, "acme-pulumi-state");
        assert.deepEqual(properties.VersioningConfiguration, { Status: "Enabled" });
        assert.ok(Object.values(properties.PublicAccessBlockConfiguration as object).every((one) => one === true));
        const { Statement } = Resources.StateBucketPolicy?.Properties?.PolicyDocument as { Statement: object[] };
        assert.deepEqual(
            Statement.map((one) => ({ ...one, Sid: "", Resource: "" })),
            [
                {
                    Sid: "",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: "",
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        );
        const existing = await template(...GITHUB, "--existing-provider");
        assert.equal(existing.Resources.GitHubProvider, undefined);
    });

    it("uses a bucket and a key that exist, each by itself or both", async () => {
        const key = "arn:aws:kms:eu-central-1:444455556666:key/mrk-1";
        const both = await template(...EXISTING);
        for (const name of ["StateKey", "StateKeyAlias", "StateBucket", "StateBucketPolicy"]) {
            assert.equal(both.Resources[name], undefined, name);
        }
        const policies = JSON.stringify(both.Resources);
        assert.doesNotMatch(policies, /StateBucket|StateKey/);
        assert.ok(policies.includes(`:s3:::acme-state/.pulumi/stacks/aws-organization/*`));
        assert.ok(policies.includes(JSON.stringify({ Resource: [key] }).slice(1, -1)));
        assert.deepEqual(both.Outputs.BackendUrl?.Value, { "Fn::Sub": "s3://acme-state?region=${AWS::Region}" });
        assert.equal(both.Outputs.SecretsProvider?.Value, `awskms:///${key}?region=eu-central-1`);

        const withKey = await template(...GITHUB, "--existing-key", key);
        assert.match(JSON.stringify(withKey.Resources.StateBucket), new RegExp(`"KMSMasterKeyID":"${key}"`));
        const withBucket = await template(...GITHUB, "--existing-bucket", "state.acme.example");
        assert.equal(withBucket.Resources.StateKey?.Type, "AWS::KMS::Key");
        assert.match(JSON.stringify(withBucket.Resources), /:s3:::state\.acme\.example\/\.pulumi/);
    });

    it("lets the roles into the accounts of security only by name, and into no other", async () => {
        const with_ = JSON.stringify((await template(...EVERYTHING)).Resources);
        for (const role of SECURITY_ROLES) assert.ok(with_.includes(`"${role}"`), role);
        assert.doesNotMatch(with_, /SecurityRoles/);
        assert.doesNotMatch(JSON.stringify((await template(...GITHUB)).Resources), /"sts:AssumeRole"\]?,"Resource/);
        for (const args of [
            ["--allow", "security-accounts"],
            ["--security-role", ...SECURITY_ROLES],
        ]) {
            const { code, error } = await run(...GITHUB, ...args);
            assert.equal(code, 2, error);
            assert.match(error, /--allow security-accounts and --security-role belong together/);
        }
    });

    it("lets a workflow's up last as long as its job may", async () => {
        const { Resources, Outputs } = await template(...GITHUB);
        const up = fs.readFileSync(path.join(CHECKOUT, ".github", "workflows", "up.yml"), "utf8");
        const minutes = Math.max(...[...up.matchAll(/timeout-minutes: (\d+)/g)].map(([, number]) => Number(number)));
        assert.equal(Resources.UpRole?.Properties?.MaxSessionDuration, minutes * 60);
        assert.equal(Outputs.UpSessionSeconds?.Value, String(minutes * 60));
    });

    it("has policies that IAM accepts, each about one thing", async () => {
        const { Resources } = await template(...EVERYTHING);
        const policies = Object.values(Resources).filter(({ Type }) => Type === "AWS::IAM::ManagedPolicy");
        // The up role has all of them, and IAM allows ten.
        assert.equal(policies.length, 10);
        for (const { Properties = {} } of policies) {
            const document = JSON.stringify(Properties.PolicyDocument).replace(/"\$\{[\w:.]+\}/g, (name) => `${name} `);
            const name = String(Properties.ManagedPolicyName);
            assert.ok(document.length < IAM_POLICY_SIZES.managed, `${name}: ${document.length}`);
        }
        for (const role of ["PreviewRole", "UpRole"] as const) {
            const length = JSON.stringify(trustOf(await template(...EVERYTHING), role)).length;
            assert.ok(length < IAM_POLICY_SIZES.trust, `${role}: ${length}`);
        }
    });

    it("leaves out what is not used, and names every power", async () => {
        const names = async (...args: string[]): Promise<string> => {
            const { text } = await run(...GITHUB, ...args);
            return text;
        };
        const plain = await names();
        assert.doesNotMatch(plain, /organizations:(CloseAccount|RemoveAccount|Invite|CreateOrganization\b)/);
        assert.match(plain, /KeepOutOfManagementAccount/);
        assert.match(await names("--allow", "close-accounts"), /organizations:CloseAccount/);
        assert.doesNotMatch(await names("--allow", "management-account-access"), /KeepOutOfManagementAccount/);
        assert.doesNotMatch(await names("--without", "costs", "people"), /\b(ce|budgets|sso|identitystore):/);
        const { text } = await run("--help");
        for (const power of POWERS) assert.ok(text.includes(`  ${power}: `), power);
    });

    it("refuses what would let in others than those who are named, and says what to write", async () => {
        const wrong: readonly (readonly [string[], RegExp])[] = [
            [[], /nobody could assume the preview and up role.*--repository \(GitHub\)/],
            [["--up-permission-set", "Platform"], /nobody could assume the preview role/],
            [["--repository", "acme/*"], /--repository "acme\/\*": give owner\/name/],
            [["--repository", "acme@1/name"], /--repository/],
            [[...GITHUB, "--branch", "release/*"], /--branch "release\/\*": give the name of one branch/],
            [[...GITHUB, "--up-principal", "arn:aws:iam::111122223333:root"], /--up-principal.*one role or user/],
            [[...GITHUB, "--up-principal", "*"], /--up-principal/],
            [["--gitlab-project", "acme"], /--gitlab-project "acme": give group\/project/],
            [["--gitlab-project", "a/b", "--gitlab-url", "http://git.example"], /--gitlab-url/],
            [[...GITHUB, "--bucket", "Acme"], /--bucket "Acme": give the name of a bucket of S3: 3 to 63/],
            [[...GITHUB, "--bucket", "state-s3alias"], /--bucket "state-s3alias": give the name/],
            [
                [...GITHUB, "--existing-key", "alias/aws-organization"],
                /--existing-key.*the ARN of a key of KMS by its id/,
            ],
            [[...GITHUB, "--bucket", "acme-a", "--existing-bucket", "acme-b"], /give one of them/],
            [[...GITHUB, "--gitlab-url", "https://git.example.com"], /--gitlab-url is for --gitlab-project/],
            [["--gitlab-project", "a/b", "--environment", "prod"], /--environment is for --repository/],
            [["--up-permission-set", "A", "--existing-provider"], /--existing-provider is for/],
            [
                [...GITHUB, "--without", "costs", "people", "--allow", "stop-spending", "management-account-access"],
                /--allow stop-spending is for costs, .*\n.*--allow management-account-access is for people, /,
            ],
            [[...GITHUB, "--without", "costs", "--export-bucket", "acme-costs"], /--export-bucket is for costs/],
            [[...GITHUB, "--allow", "everything"], /Allowed choices are all-features/],
        ];
        for (const [args, message] of wrong) {
            const { code, error } = await run(...args);
            assert.equal(code, 2, args.join(" "));
            assert.match(error, message);
        }
    });

    it("gives the variables that the workflows read, to roles that the workflows may assume", async () => {
        const workflows = path.join(CHECKOUT, ".github", "workflows");
        const texts = fs.readdirSync(workflows).map((file) => fs.readFileSync(path.join(workflows, file), "utf8"));
        const read = texts.flatMap((text) => [...text.matchAll(/vars\.(\w+)/g)].map(([, name]) => name));
        const { Outputs, Resources } = await template(...GITHUB, ...SANDBOXES);
        const said = Object.values(Outputs).flatMap(({ Description }) => Description.match(/\b[A-Z]+_[A-Z_]+/g) ?? []);
        // The checksum of aws-nuke comes from its release.
        assert.deepEqual([...new Set(read)].filter((one) => one !== "AWS_NUKE_SHA256").sort(), said.sort());
        // The defaults of --environment and --branch.
        const trust = JSON.stringify([Resources.PreviewRole, Resources.UpRole]);
        const up = fs.readFileSync(path.join(workflows, "up.yml"), "utf8");
        const environment = /^ +environment: (\w+)/m.exec(up)?.[1] ?? assert.fail("up.yml has no environment");
        const branch = /branches: \[(\w+)\]/.exec(up)?.[1] ?? assert.fail("up.yml has no branch");
        assert.ok(trust.includes(`:environment:${environment}"`));
        assert.ok(trust.includes(`:ref:refs/heads/${branch}"`));
        const emptying = fs.readFileSync(path.join(workflows, "sandboxes.yml"), "utf8");
        const place = /^ +environment: (\w+)/m.exec(emptying)?.[1] ?? assert.fail("sandboxes.yml has no environment");
        assert.ok(JSON.stringify(Resources.SandboxesRole).includes(`:environment:${place}"`));
    });

    it("passes cfn-lint", async function () {
        this.timeout(120_000);
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bootstrap-"));
        const files: string[] = [];
        for (const args of [
            [...EVERYTHING, ...SANDBOXES],
            GITHUB,
            ["--gitlab-project", "a/b", "--without", "costs"],
            EXISTING,
        ]) {
            const file = path.join(folder, `${files.length}.yaml`);
            fs.writeFileSync(file, `${(await run(...args)).text}\n`);
            files.push(file);
        }
        const { status, stdout, stderr } = spawnSync("tests/cfnLint/cfnLint", files, {
            cwd: CHECKOUT,
            encoding: "utf8",
        });
        fs.rmSync(folder, { recursive: true });
        assert.equal(status, 0, stdout + stderr);
    });
});
