import assert from "node:assert/strict";
import { DefinitionError, formatPath, NO_IDS } from "../../../../definition";
import { load, refused } from "../../definition/definitionFixtures";

const ORGANIZATION = `
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
policies:
    keep-backups:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Sid: Keep, Effect: Deny, Action: "backup:DeleteRecoveryPoint", Resource: "*" }] }
units:
    Production: { guardrails: [keep-backups], accounts: { shop-prod: {}, data-prod: {} } }
    Sandbox: { accounts: { play: {} } }
    Frozen: { guardrails: [deny-everything], accounts: { old: {} } }
    Empty: {}
people:
    region: eu-central-1
    groups: { developers: {}, platform: {}, nobody: {}, auditors: { external: true } }
    users:
        ada@example.com: { name: Ada Lovelace, groups: [developers] }
        bob@example.com: { name: Bob Bobson, groups: [developers, platform] }
    permissionSets:
        Developer:
            description: Develops
            inlinePolicy:
                Version: "2012-10-17"
                Statement:
                    - { Sid: Buckets, Effect: Allow, Action: ["s3:GetObject", "s3:DeleteBucket"], Resource: "*" }
                    - { Sid: Deploy, Effect: Allow, Action: "codedeploy:CreateDeployment", Resource: "*" }
                    - { Sid: Queue, Effect: Allow, Action: "sqs:SendMessage", Resource: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": shop } } }
        Approver:
            description: Approves
            inlinePolicy:
                Version: "2012-10-17"
                Statement: [{ Sid: Approve, Effect: Allow, Action: "codepipeline:PutApprovalResult", Resource: "*" }]
        Backups:
            description: Backups
            inlinePolicy:
                Version: "2012-10-17"
                Statement: [{ Effect: Allow, Action: "backup:*", Resource: "*" }]
        Unknown: { description: Unknown, customerManagedPolicies: [{ name: Restart }] }
access:
    - { who: developers, permissionSet: Developer, where: everywhere, because: they work there }
    - { who: bob@example.com, permissionSet: Approver, where: [play], because: he approves }
    - { who: platform, permissionSet: Backups, where: [Production], because: backups }
    - { who: platform, permissionSet: break-glass, where: { managementAccount: true }, because: emergencies }
    - { who: auditors, permissionSet: Unknown, where: [play], because: audit }
assertions:
`;

const FILE = /\/tmp\/[^ )]*\/organization\.yaml/g;

/** The outcome of one assertion: `holds`, why it was not tested, or the message of its failure. */
async function outcome(assertion: string): Promise<string> {
    const model = load(`${ORGANIZATION}    it: { ${assertion} }\n`);
    try {
        const [tested] = await model.features.test(model, NO_IDS);
        return tested?.warnings[0] ?? "holds";
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        return error.problems
            .map(({ path, message }) => `${formatPath(path)}: ${message}`)
            .join("\n")
            .replaceAll(FILE, "FILE");
    }
}

/** Assertions with what comes of them: `holds`, or texts of the message. */
const CASES: readonly [string, "holds" | readonly RegExp[]][] = [
    ["person: ada@example.com, can: [s3:GetObject], in: [Production]", "holds"],
    ["person: [ada@example.com, bob@example.com], can: [s3:GetObject], in: [Production, play]", "holds"],
    ["group: developers, can: [s3:GetObject], in: [Production]", "holds"],
    ["person: ada@example.com, cannot: [backup:DeleteRecoveryPoint]", "holds"],
    // The guardrail denies what the permission set allows.
    ["group: platform, cannot: [backup:DeleteRecoveryPoint], in: [Production]", "holds"],
    // Nobody has access, so that nobody can.
    ["group: nobody, cannot: ['s3:*']", "holds"],
    [
        "person: ada@example.com, cannot: [s3:DeleteBucket], in: [Production], because: we keep them",
        [
            /^assertions\.it: does not hold, and it should: we keep them\nada@example\.com can s3:DeleteBucket in account data-prod and account shop-prod, with permission set Developer \(FILE:20:9\), granted to group developers \(FILE:40:7\):\n {2}allowed by statement Buckets of its inline policy \(FILE:25:23\)$/,
        ],
    ],
    [
        "person: ada@example.com, can: [backup:ListBackupJobs], in: [play]",
        [
            /ada@example\.com cannot backup:ListBackupJobs in account play, with permission set Developer .*:\n {2}nothing in its policies allows it$/,
        ],
    ],
    [
        "person: bob@example.com, can: [backup:DeleteRecoveryPoint], in: [shop-prod]",
        [/bob@example\.com cannot backup:DeleteRecoveryPoint in account shop-prod/],
    ],
    [
        "group: platform, can: [s3:GetObject], in: [play]",
        [/group platform cannot do anything in account play: no permission set there$/],
    ],
    // A member of the group has it by another grant.
    [
        "group: platform, cannot: [codepipeline:PutApprovalResult]",
        [
            /bob@example\.com can codepipeline:PutApprovalResult in the management account.*break-glass/s,
            /bob@example\.com can codepipeline:PutApprovalResult in account play, with permission set Approver/,
        ],
    ],
    ["group: platform, cannot: [codepipeline:PutApprovalResult], exceptWith: [break-glass, Approver]", "holds"],
    ["person: everybody, cannot: [iam:CreateUser], exceptWith: break-glass, in: [Production]", "holds"],
    [
        "person: everybody, cannot: [iam:CreateUser]",
        [
            /group platform|bob@example\.com can iam:CreateUser in the management account/,
            /it is not proven that group auditors cannot iam:CreateUser in account play\. With permission set Unknown .*:\n {2}\/Restart \(FILE:[\d:]+\): its document is not known here/,
        ],
    ],
    ["group: auditors, can: [iam:CreateUser], in: [play]", [/it is not proven that group auditors can iam:CreateUser/]],
    [
        "person: ada@example.com, can: [sqs:SendMessage], in: [play]",
        [
            /it is not proven that .*statement Queue of its inline policy \(FILE:[\d:]+\) depends on aws:principaltag\/team \(add context\)/s,
        ],
    ],
    [
        "person: ada@example.com, cannot: [sqs:SendMessage], in: [play]",
        [/it is not proven that ada@example\.com cannot sqs:SendMessage/],
    ],
    [
        "person: ada@example.com, can: [sqs:SendMessage], in: [play], context: { 'aws:PrincipalTag/team': shop }",
        "holds",
    ],
    [
        "person: ada@example.com, cannot: [sqs:SendMessage], in: [play], context: { 'aws:PrincipalTag/team': null }",
        "holds",
    ],
    [
        "person: ada@example.com, can: [s3:GetObject], in: [Frozen]",
        [/^assertion it was not tested: none of its accounts exists, or nothing can be done there/],
    ],
    ["person: ada@example.com, cannot: [s3:GetObject], in: [Frozen]", "holds"],
    ["person: ada@example.com, cannot: [s3:GetObject], in: [Empty]", [/^assertion it was not tested/]],
    [
        "nobodyCanBoth: [codepipeline:PutApprovalResult, [codedeploy:CreateDeployment, ecs:UpdateService]], exceptWith: break-glass, in: [Production, play]",
        [
            /bob@example\.com alone can do all of it:\n {2}- codepipeline:PutApprovalResult in account play, with permission set Approver \(FILE:28:9\), granted to bob@example\.com \(FILE:41:7\)\n {2}- codedeploy:CreateDeployment in account data-prod, with permission set Developer .*, granted to group developers/,
            /it is not proven that group auditors cannot do all of it alone:\n {2}- perhaps codepipeline:PutApprovalResult in account play/,
        ],
    ],
    ["nobodyCanBoth: [codepipeline:PutApprovalResult, codedeploy:CreateDeployment], person: ada@example.com", "holds"],
    [
        "nobodyCanBoth: [codepipeline:PutApprovalResult, codedeploy:CreateDeployment], exceptWith: [break-glass, Unknown], in: [Production]",
        "holds",
    ],
];

describe("assertions about people", () => {
    for (const [assertion, expected] of CASES) {
        it(`${assertion}: ${expected === "holds" ? "holds" : "says why not"}`, async () => {
            const found = await outcome(assertion);
            if (expected === "holds") assert.equal(found, "holds");
            else for (const text of expected) assert.match(found, text);
        });
    }

    it("knows the people, the permission sets, the actions and the condition keys", async () => {
        const found = await outcome(
            "person: ada@exmaple.com, group: [developer], exceptWith: Approvers, cannot: [s3:GetObjekt], in: [play]",
        );
        assert.match(
            found,
            /assertions\.it\.person: there is no person "ada@exmaple\.com"\. Did you mean "ada@example\.com"\?/,
        );
        assert.match(found, /assertions\.it\.group\[0\]: there is no group "developer"\. Did you mean "developers"\?/);
        assert.match(
            found,
            /assertions\.it\.exceptWith: there is no permission set "Approvers"\. Did you mean "Approver"\?/,
        );
        assert.match(found, /assertions\.it\.cannot\[0\]: .*Did you mean "s3:GetObject"\?/);
    });

    it("are written with words that go together", () => {
        refused(
            `
defaults: { email: "{account}@example.com" }
assertions:
    a: { person: everybody, cannot: [s3:GetObject], ▶who: [Developer] }
    ▶b: { group: developers, can: [s3:GetObject], cannot: [s3:GetObject] }
    ▶c: { person: ada@example.com }
    ▶d: { nobodyCanBoth: [s3:GetObject, s3:PutObject], can: [s3:GetObject] }
    e: { who: [Developer], cannot: [s3:GetObject], ▶exceptWith: [Admin] }
`,
            "is about roles, and does not go with person, group and nobodyCanBoth",
            "gives can and cannot: keep one, and write a second assertion for the other",
            "has neither can nor cannot: give one of them, with actions",
            "gives can and nobodyCanBoth: keep one, and write a second assertion for the other",
            "goes with person, group or nobodyCanBoth: permission sets are what people have",
        );
    });

    it("are quick for 1,000 accounts and 100 people", async () => {
        const accounts = Array.from({ length: 1000 }, (_, index) => `a${index}`);
        const users = Array.from({ length: 100 }, (_, index) => `u${index}@example.com`);
        const units = Array.from({ length: 20 }, (_, unit) => ({
            key: `U${unit}`,
            accounts: accounts.filter((__, index) => index % 20 === unit),
        }));
        const model = load({
            defaults: { email: "{account}@example.com" },
            organization: { serviceAccess: ["sso.amazonaws.com"] },
            units: Object.fromEntries(
                units.map(({ key, accounts: keys }) => [
                    key,
                    { guardrails: ["deny-root-user"], accounts: Object.fromEntries(keys.map((one) => [one, {}])) },
                ]),
            ),
            people: {
                region: "eu-central-1",
                groups: { everyone: {} },
                users: Object.fromEntries(
                    users.map((one, index) => [one, { name: `Us Er${index}`, groups: ["everyone"] }]),
                ),
            },
            access: [
                { who: "everyone", permissionSet: "read-only", where: "everywhere", because: "they read" },
                { who: users, permissionSet: "security-audit", where: "everywhere", because: "they look" },
            ],
            assertions: {
                a: { person: "everybody", cannot: ["s3:DeleteBucket", "iam:Create*"] },
                b: { person: "everybody", can: ["s3:ListAllMyBuckets"] },
                c: { nobodyCanBoth: ["s3:DeleteBucket", "iam:CreateUser"] },
            },
        });
        const started = Date.now();
        const [tested] = await model.features.test(model, NO_IDS);
        const seconds = (Date.now() - started) / 1000;
        assert.equal(tested?.summary, "3 assertions hold.");
        assert.ok(seconds < 10, `it took ${seconds} s`);
    });
});
