import assert from "node:assert/strict";
import { blockNamed } from "./resolvedBlock";

type Parameters = Readonly<Record<string, unknown>>;

/** The mistakes that a user reads: `path: message`. */
function mistakes(name: string, parameters: Parameters): string[] {
    // As the language reads them.
    const read = blockNamed(name).parameters.strict().safeParse(parameters);
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const SHOP = { repository: "acme/shop", environment: "prod", permissions: ["s3:*"] };
const GITLAB = { gitlabProject: "acme/shop", branch: "main", permissions: ["s3:*"] };
const AUDIT = "arn:aws:iam::111122223333:role/audit";

describe("the parameters of blocks", () => {
    const right: readonly (readonly [string, Parameters])[] = [
        ["deploy-role", SHOP],
        ["deploy-role", { ...SHOP, repository: "acme@123/shop@456" }],
        ["deploy-role", { ...SHOP, environment: "Prod EU".replace(" ", "-"), branch: "release/1.0" }],
        ["deploy-role", { ...GITLAB, gitlabProject: "acme/apps/shop.web", gitlabHost: "git.example.com" }],
        ["deploy-role", { name: "deploy", trustedRoles: [AUDIT], managedPolicies: ["AmazonECS_FullAccess"] }],
        [
            "read-only-role",
            { trustedRoles: ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*Admin_*"] },
        ],
        ["config-recorder", { bucket: "acme-config", whenExists: "adopt", globalTypesIn: "eu-central-1" }],
        ["ebs-encryption", { key: "alias/ebs" }],
        ["ebs-encryption", { key: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab" }],
        ["backup-vault", { plan: {} }],
        ["backup-vault", { minimumDays: 35, plan: { schedule: "cron(0/15 8-18 ? JAN,JUL MON-FRI *)" } }],
        ["backup-vault", { plan: { schedule: "cron(15 10 L * ? 2026-2030)" } }],
        ["backup-vault", { plan: { schedule: "rate(12 hours)" } }],
        ["log-retention", { days: 90, except: ["/aws/rds/"] }],
        ["search-index", { aggregator: "ap-southeast-1" }],
    ];
    for (const [name, parameters] of right) {
        it(`${name} takes ${JSON.stringify(parameters).slice(0, 90)}`, () => {
            assert.deepEqual(mistakes(name, parameters), []);
        });
    }

    const without = (parameters: Parameters, ...keys: string[]): Parameters =>
        Object.fromEntries(Object.entries(parameters).filter(([key]) => !keys.includes(key)));

    const wrong: readonly (readonly [string, Parameters, readonly string[]])[] = [
        [
            "deploy-role",
            {},
            [
                "repository: say repository or gitlabProject; or trustedRoles or trustedAccounts of AWS",
                "name: say the name of the role",
                "permissions: say what the role may do: permissions or managedPolicies",
            ],
        ],
        [
            "deploy-role",
            without(SHOP, "environment"),
            ["environment: say the environment or the branch: otherwise any pull request could deploy"],
        ],
        ["deploy-role", without(GITLAB, "branch"), ["branch: say the branch: otherwise any branch could deploy"]],
        [
            "deploy-role",
            { ...GITLAB, environment: "prod" },
            ["environment: GitLab has no environment in the subject of its tokens: say the branch"],
        ],
        [
            "deploy-role",
            { ...SHOP, gitlabProject: "acme/shop" },
            ["gitlabProject: a role is for one host of pipelines: use two blocks"],
        ],
        [
            "deploy-role",
            { branch: "main", name: "deploy", permissions: ["s3:*"] },
            ["repository: say the repository, or gitlabProject"],
        ],
        [
            "deploy-role",
            { ...SHOP, branch: "*" },
            ["branch: leave out commas, spaces, quotes and wildcards: only an exact name is safe"],
        ],
        [
            "deploy-role",
            { ...SHOP, environment: "prod,repo:evil/shop:environment:prod" },
            ["environment: leave out commas, spaces, quotes and wildcards: only an exact name is safe"],
        ],
        [
            "deploy-role",
            { ...SHOP, repository: "acme/*" },
            ["repository: use OWNER/REPOSITORY, such as acme/shop, or with ids acme@123/shop@456"],
        ],
        [
            "deploy-role",
            { ...SHOP, permissions: ["s3", { Effect: "Allow", Action: "s3:*", Principal: "*", Resource: "*" }] },
            [
                'permissions.0: "s3" is no action: use one such as s3:GetObject, or "*"',
                'permissions.1.Principal: "Principal" is no element of a statement: an identity policy names no principal: leave it out',
            ],
        ],
        [
            "deploy-role",
            { ...SHOP, managedPolicies: ["ViewOnlyAccess"] },
            [
                'managedPolicies.0: AWS has no managed policy "ViewOnlyAccess". Did you mean "job-function/ViewOnlyAccess"?',
            ],
        ],
        ["deploy-role", { ...SHOP, sessionMinutes: 30 }, ["sessionMinutes: IAM allows 60 to 720 minutes"]],
        ["read-only-role", {}, ["trustedRoles: say who may assume the role: trustedRoles or trustedAccounts"]],
        ["break-glass-role", {}, ["trustedRoles: say who may assume the role: trustedRoles or trustedAccounts"]],
        [
            "read-only-role",
            { trustedRoles: ["arn:aws:iam::111122223333:root"] },
            [
                "trustedRoles.0: use the ARN of a role or user, such as arn:aws:iam::111122223333:role/audit. Its name may have * and ?",
            ],
        ],
        [
            "read-only-role",
            { trustedAccounts: ["audit"] },
            ["trustedAccounts.0: use the id of an account in quotes: 12 digits"],
        ],
        ["backup-vault", { name: "a vault" }, ["name: use 2 to 50 letters, digits, - and _"]],
        [
            "log-retention",
            { days: 100 },
            [
                "days: 100 is no number of days that CloudWatch Logs knows: it has 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
            ],
        ],
        [
            "search-index",
            { aggregator: "Frankfurt" },
            ['aggregator: "Frankfurt" is not a region: use a code such as eu-central-1'],
        ],
        [
            "backup-vault",
            { minimumDays: 40, plan: {} },
            [
                "plan.keepDays: 35 days are fewer than minimumDays, 40: AWS refuses every backup of the plan. Keep them for 40 days or more",
            ],
        ],
        [
            "backup-role",
            { role: "aws-service-role/backup" },
            ["role: has a path that AWS keeps for its own roles: use another one"],
        ],
        [
            "config-recorder",
            { bucket: "my..bucket", historyDays: 1e9 },
            [
                'bucket: bucket name "my..bucket" has a form that AWS refuses: use lower-case letters, digits and hyphens, such as acme-costs',
                "historyDays: Too big: expected number to be <=36500",
            ],
        ],
        [
            "deploy-role",
            { ...SHOP, branch: "refs/heads/main" },
            ["branch: write the branch alone, such as main: what comes before it is added"],
        ],
        [
            "deploy-role",
            { ...SHOP, repository: "../.." },
            ["repository: use OWNER/REPOSITORY, such as acme/shop, or with ids acme@123/shop@456"],
        ],
        ["deploy-role", { ...GITLAB, gitlabHost: ".." }, ["gitlabHost: use a host name such as gitlab.example.com"]],
        [
            "deploy-role",
            { ...SHOP, gitlabHost: "git.example.com" },
            ["gitlabHost: is for gitlabProject, which is missing: write it, or leave gitlabHost out"],
        ],
        [
            "deploy-role",
            { ...SHOP, boundary: { managed: "PowerUserAccess" }, alsoDenied: ["s3:DeleteBucket"] },
            ["alsoDenied: is for `boundary: own`: the policy that this role has as its boundary decides by itself"],
        ],
        [
            "deploy-role",
            { ...SHOP, boundary: {} },
            ["boundary: must be own, { managed: ... } or { customerManaged: { name: ... } }: a role has one boundary"],
        ],
        [
            "deploy-role",
            { ...SHOP, managedPolicies: ["ReadOnlyAccess", "ReadOnlyAccess"] },
            ["managedPolicies.1: names ReadOnlyAccess a second time: keep one"],
        ],
        ["ebs-encryption", { key: "my key" }, ["key: use the ARN of a KMS key, or an alias such as alias/ebs"]],
    ];
    for (const [name, parameters, messages] of wrong) {
        it(`${name} refuses ${JSON.stringify(parameters).slice(0, 90)}`, () => {
            assert.deepEqual(mistakes(name, parameters), messages);
        });
    }

    it("refuses statements that IAM has no room for", () => {
        const permissions = Array.from({ length: 300 }, (_, index) => ({
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: `arn:aws:s3:::shop-${index}/*`,
        }));
        const [message = ""] = mistakes("deploy-role", { ...SHOP, permissions });
        assert.match(message, /^permissions: the statements have \d+ characters, and IAM allows 10240: use fewer, or /);
    });

    it("leaves IAM's own variables, and puts in the account", () => {
        const statement = {
            Effect: "Allow",
            Action: "s3:*",
            Resource: [
                "arn:aws:s3:::shop-${AWS::AccountId}/${aws:PrincipalTag/Team}/*",
                "arn:aws:s3:::${aws:username}",
            ],
        };
        const block = blockNamed("deploy-role");
        const read = block.parameters.parse({ ...SHOP, permissions: [statement] });
        const { Policies } = block.template(read).Resources.Role?.Properties as {
            readonly Policies: readonly {
                readonly PolicyDocument: { readonly Statement: readonly { Resource: unknown }[] };
            }[];
        };
        assert.deepEqual(Policies[0]?.PolicyDocument.Statement[0]?.Resource, [
            { "Fn::Sub": "arn:aws:s3:::shop-${AWS::AccountId}/${!aws:PrincipalTag/Team}/*" },
            "arn:aws:s3:::${aws:username}",
        ]);
    });

    it("says what the AWS provider sets in the management account, only if asked", () => {
        const settings = (name: string, parameters: Parameters): unknown => {
            const block = blockNamed(name);
            return block.inManagementAccount?.(block.parameters.parse(parameters), ["eu-central-1", "eu-west-1"]);
        };
        for (const name of ["password-policy", "ebs-encryption", "s3-public-access-block"]) {
            assert.deepEqual(settings(name, {}), [], name);
        }
        assert.deepEqual(settings("ebs-encryption", { managementAccount: true }), [
            { kind: "ebs-encryption", region: "eu-central-1" },
            { kind: "ebs-encryption", region: "eu-west-1" },
        ]);
        assert.deepEqual(settings("s3-public-access-block", { managementAccount: true }), [
            { kind: "s3-public-access-block" },
        ]);
        const [policy] = settings("password-policy", { managementAccount: true, minimumLength: 16 }) as unknown[];
        assert.deepEqual(policy, {
            kind: "password-policy",
            policy: {
                minimumPasswordLength: 16,
                requireLowercaseCharacters: true,
                requireUppercaseCharacters: true,
                requireNumbers: true,
                requireSymbols: true,
                allowUsersToChangePassword: true,
                hardExpiry: false,
                maxPasswordAge: 0,
                passwordReusePrevention: 24,
            },
        });
        assert.equal(settings("no-default-vpc", {}), undefined);
    });
});
