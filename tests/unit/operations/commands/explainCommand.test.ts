import assert from "node:assert/strict";
import { EXIT, type ExitCode } from "../../../../operations/cli/commandError";
import { inStack, org } from "../orgRuns";

const DEFINITION = {
    "organization.yaml": `
defaults: { email: "aws+{account}@example.com" }
guardrails: [trail]
policies:
    trail: { guardrail: protect-security-services, parameters: { exemptRoles: ["arn:*:iam::*:role/BreakGlass"] } }
    regions: { guardrail: region-deny, parameters: { regions: [eu-central-1] } }
    s3-only:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }
    tls:
        type: RESOURCE_CONTROL_POLICY
        document:
            Version: "2012-10-17"
            Statement: [{ Sid: Tls, Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }]
    one-account:
        type: SERVICE_CONTROL_POLICY
        document:
            Version: "2012-10-17"
            Statement: [{ Effect: Deny, Action: "sqs:*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }]
units:
    W: { guardrails: [regions, deny-root-user], accounts: { shop: { name: The shop }, old: { id: "444455556666" } } }
    A: { guardrails: [s3-only, tls], fullAccess: false, accounts: { vault: {} } }
    N: { guardrails: [one-account], accounts: { numbered: {} } }
    P: { guardrails: [only-our-organization], accounts: { logs: {} } }
`,
};

const explain = (folder: string, ...args: string[]): ReturnType<typeof org> =>
    org(folder, ["explain", "--stack", "test", ...args]);

/** The words after `org explain`, the exit code, and texts of the output. */
const CASES: readonly [string, ExitCode, ...RegExp[]][] = [
    [
        "shop cloudtrail:StopLogging",
        EXIT.done,
        /^DENIED: cloudtrail:StopLogging by a role that no policy names in account shop\.$/m,
        /^statement ProtectSecurityServices of service control policy trail at the root \(organizations\/test\/organization\.yaml:5:5\)$/m,
        /"Action": \["cloudtrail:StopLogging", /,
        /^the root +denied by trail$/m,
        /^Denied as well by\n- |^unit W +depends on regions$/m,
        /Note: the principal is a role that no policy names/,
    ],
    [
        "shop cloudtrail:stoplogging --principal BreakGlass --region eu-central-1",
        EXIT.done,
        /^ALLOWED: no guardrail stops cloudtrail:StopLogging by role BreakGlass in account shop \(eu-central-1\)\. IAM there still has to allow it\.\n\nStatements about this action that do not match this request:\n- statement ProtectSecurityServices/,
    ],
    [
        "aws+shop@example.com s3:GetObject",
        EXIT.done,
        /^IT DEPENDS .* If nothing below matches, it is allowed\.\n\nIt depends on the region: give --region\.\n\nstatement DenyOtherRegions/,
    ],
    ["logs s3:GetObject --principal Developer", EXIT.done, /^ALLOWED/],
    ["logs s3:GetObject --principal arn:aws:iam::999999999999:role/X --from outside", EXIT.done, /^DENIED/],
    [
        "shop s3:GetObject --principal root --region us-east-1",
        EXIT.done,
        /^DENIED/,
        /Denied as well by\n- statement DenyRootUser of service control policy deny-root-user at unit W/,
    ],
    [
        "shop s3:GetObject --principal AWSServiceRoleForBackup",
        EXIT.done,
        /^NOT BOUND: no guardrail applies to .*service-linked roles/,
    ],
    [
        "vault ec2:RunInstances",
        EXIT.done,
        /^DENIED: .*: nothing allows it\.\n\nFullAWSAccess is detached from unit A, and no policy attached there allows it\./,
        /^unit A +not allowed$/m,
    ],
    [
        "vault s3:GetObject --from outside",
        EXIT.done,
        /^ALLOWED: .* from outside in account vault/,
        /^unit A +allowed by RCPFullAWSAccess$/m,
    ],
    [
        "vault s3:GetObject --from outside --context aws:SecureTransport=false",
        EXIT.done,
        /^DENIED: .* from outside/,
        /Tls of resource control policy tls at unit A/,
        /^unit A +denied by tls$/m,
        /do not bind principals from outside/,
    ],
    [
        "vault s3:GetObject --from shop --region us-east-1",
        EXIT.done,
        /^DENIED: .* of account shop in account vault/,
        /^unit W +denied by regions$/m,
    ],
    [
        "vault s3:GetObject --principal arn:aws:iam::444455556666:role/Admin --account-id 111122223333",
        EXIT.done,
        /role\/Admin of account old in account vault/,
    ],
    [
        "vault s3:GetObject --principal arn:aws:iam::999955556666:role/Admin --account-id 111122223333",
        EXIT.done,
        /role\/Admin from outside in account vault/,
    ],
    [
        "numbered sqs:SendMessage",
        EXIT.done,
        /^ALLOWED/,
        /Note: the account's id is not in the definition, and one-account may name accounts: this answer uses 000000000000; give the real id with --account-id/,
    ],
    ["numbered sqs:SendMessage --account-id 111122223333", EXIT.done, /^DENIED/],
    ["numbered sqs:SendMessage --principal arn:aws:iam::111122223333:role/Admin", EXIT.done, /^DENIED/],
    [
        "shop s3:* --region us-east-1",
        EXIT.done,
        /^s3:\* by a role that no policy names in account shop \(us-east-1\): of \d+ actions (\d+ denied, \d+ allowed|\d+ allowed, \d+ denied)\.$/m,
        /^\d+ denied by statement DenyOtherRegions of .*\n {4}s3:AbortMultipartUpload, .* and \d+ more$/m,
    ],
    // for scripts
    ["shop cloudtrail:StopLogging --expect denied", EXIT.done, /^DENIED/],
    ["shop cloudtrail:StopLogging --expect allowed", EXIT.found, /^DENIED/],
    ["shop s3:GetObject --expect allowed", EXIT.found, /^IT DEPENDS/],
    ["shop s3:* --region eu-central-1 --expect allowed", EXIT.done, /allowed/],
    // mistakes
    ["shop s3:GetObjct", EXIT.usage, /there is no action s3:GetObjct\. Did you mean "s3:GetObject"\?/],
    ["shpo s3:GetObject", EXIT.usage, /has no account "shpo"\. Did you mean "shop"\?/],
    [
        "shop ec2:RunInstances --context ec2:InstanceTyp=x",
        EXIT.usage,
        /--context ec2:InstanceTyp: there is no condition key .* Did you mean "ec2:InstanceType"\?/,
    ],
    ["shop ec2:RunInstances --context novalue", EXIT.usage, /write key=value/],
    ["shop s3:GetObject --region Frankfurt", EXIT.usage, /--region: /],
    ["shop s3:GetObject --region eu-sotuh-1", EXIT.usage, /--region: .*Did you mean "eu-south-1"\?/],
    [
        "shop s3:GetObject --region eu-south-9",
        EXIT.done,
        /there is no region "eu-south-9" that this program knows\. Did you mean "eu-south-1"\?/,
    ],
    ["shop s3:GetObject --resource bucket", EXIT.usage, /the resource "bucket" is not an ARN/],
    ["shop s3:GetObject --principal a/", EXIT.usage, /names nobody: use a role's name/],
    ["shop s3:GetObject --account-id 12", EXIT.usage, /--account-id: /],
    ["shop s3:GetObject --expect maybe", EXIT.usage, /say allowed or denied/],
];

describe("org explain", () => {
    for (const [args, code, ...patterns] of CASES) {
        it(args, () =>
            inStack(DEFINITION, async (folder) => {
                const run = await explain(folder, ...args.split(" "));
                assert.equal(run.code, code, run.out + run.error);
                for (const pattern of patterns) assert.match(run.out + run.error, pattern);
            }),
        );
    }

    it("accepts a name with a space, and answers on one screen", () =>
        inStack(DEFINITION, async (folder) => {
            const { out } = await explain(folder, "The shop", "cloudtrail:StopLogging", "--region", "us-east-1");
            assert.match(out, /^DENIED/);
            assert.ok(out.split("\n").length <= 24, out);
        }));

    it("gives programs the whole answer", () =>
        inStack(DEFINITION, async (folder) => {
            const { out } = await explain(folder, "shop", "cloudtrail:StopLogging", "--json");
            const answer = JSON.parse(out) as Record<string, unknown>;
            assert.equal(answer["decision"], "explicitly denied");
            assert.equal(answer["account"], "shop");
            assert.equal(answer["principal"], "arn:aws:iam::000000000000:role/a-role-that-no-policy-names");
            const root = { kind: "root", name: "root" };
            const { sid, ...by } = answer["by"] as Record<string, unknown>;
            assert.equal(sid, "ProtectSecurityServices");
            assert.deepEqual(by, {
                type: "SERVICE_CONTROL_POLICY",
                level: root,
                policy: "trail",
                statement: 0,
                effect: "Deny",
            });
            assert.deepEqual(
                (answer["levels"] as { level: unknown }[]).map(({ level }) => level),
                [root, { kind: "unit", name: "W" }, { kind: "account", name: "shop" }],
            );
            const all = JSON.parse((await explain(folder, "shop", "s3:Get*", "--json")).out) as {
                actions: { action: string; decision: string }[];
            };
            assert.ok(
                all.actions.some(({ action, decision }) => action === "s3:GetObject" && decision === "undetermined"),
            );
        }));
});

describe("org check", () => {
    const check = (folder: string, ...args: string[]): ReturnType<typeof org> =>
        org(folder, ["check", "--stack", "test", ...args]);
    const holding = "assertions: { a: { cannot: [s3:GetObject], in: [W], regions: [us-east-1] } }\n";

    it("says that nothing is wrong, and how many assertions hold", () =>
        inStack({ ...DEFINITION, "assertions.yaml": holding }, async (folder) => {
            const run = await check(folder);
            assert.equal(run.code, EXIT.done, run.error);
            assert.equal(
                run.out,
                "organizations/test has no mistakes: 5 accounts, 4 units, 7 policies. 1 assertion holds.",
            );
            const json = JSON.parse((await check(folder, "--json")).out) as Record<string, unknown>;
            assert.equal(json["assertions"], 1);
        }));

    it("says what consolidated billing lacks even if the definition has no mistakes", () =>
        inStack(
            {
                "organization.yaml":
                    'organization: { featureSet: CONSOLIDATED_BILLING }\ndefaults: { email: "aws+{account}@example.com" }\nunits: { P: { accounts: { blog: {} } } }\n',
            },
            async (folder) => {
                assert.match(
                    (await check(folder)).out,
                    /\nThe organisation has consolidated billing only: it has no policies/,
                );
                const { out } = await explain(folder, "blog", "s3:GetObject");
                assert.match(out, /Note: the organisation has consolidated billing only, which has no policies\./);
            },
        ));

    it("reports a failed assertion with the statement, and exits as for a refusal", () =>
        inStack({ ...DEFINITION, "assertions.yaml": holding.replace("cannot", "can") }, async (folder) => {
            const run = await check(folder);
            assert.equal(run.code, EXIT.refused);
            assert.match(run.error, /organizations\/test\/assertions\.yaml:1:15 assertions\.a\n +does not hold/);
            assert.match(run.error, /statement DenyOtherRegions of service control policy regions at unit W/);
        }));

    it("does not decide whether a policy names this organisation, until the definition says so", async () => {
        const one = "o-a1b2c3d4e5";
        const perimeter = `policies: { ours: { guardrail: only-our-organization, parameters: { organizationId: ${one} } } }`;
        const text = (id: string): string =>
            `organization: { ${id} }\ndefaults: { email: "aws+{account}@example.com" }\n${perimeter}\nunits: { P: { guardrails: [ours], accounts: { logs: {} } } }\n`;
        const answers = (id: string, answer: RegExp): Promise<void> =>
            inStack({ "organization.yaml": text(id) }, async (folder) => {
                const run = await explain(folder, "logs", "s3:GetObject", "--principal", "Developer");
                assert.match(run.out, answer, run.error);
            });
        await answers("", /^IT DEPENDS/);
        await answers(`id: ${one}`, /^ALLOWED/);
    });
});
