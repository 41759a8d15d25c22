import assert from "node:assert/strict";
import { ACCOUNT, resolvedBlock } from "./resolvedBlock";
import { trusts, type AskingPrincipal } from "./policyJudge";

const trustOf = (block: string, parameters?: Readonly<Record<string, unknown>>): unknown =>
    resolvedBlock(block, parameters).Role?.AssumeRolePolicyDocument;

const HOST = "token.actions.githubusercontent.com";
const providerOf = (host: string, account = ACCOUNT): AskingPrincipal => ({
    Federated: `arn:aws:iam::${account}:oidc-provider/${host}`,
});

describe("who may assume the roles of the baseline", () => {
    describe("deploy-role, from GitHub", () => {
        const may = (
            sub: string,
            parameters: Readonly<Record<string, unknown>> = { environment: "prod" },
            aud = "sts.amazonaws.com",
            provider = providerOf(HOST),
        ): boolean =>
            trusts(
                trustOf("deploy-role", { repository: "acme/shop", permissions: ["ecs:*"], ...parameters }),
                provider,
                { action: "sts:AssumeRoleWithWebIdentity", context: { [`${HOST}:sub`]: sub, [`${HOST}:aud`]: aud } },
            );

        it("is the one environment, on any branch that GitHub lets into it", () => {
            assert.equal(may("repo:acme/shop:environment:prod"), true);
        });
        for (const [what, sub] of Object.entries({
            "another environment": "repo:acme/shop:environment:dev",
            "an environment whose name begins the same": "repo:acme/shop:environment:prod2",
            "a branch": "repo:acme/shop:ref:refs/heads/main",
            "a pull request": "repo:acme/shop:pull_request",
            "another repository": "repo:acme/web:environment:prod",
            "a repository whose name begins the same": "repo:acme/shop-2:environment:prod",
            "another owner": "repo:evil/shop:environment:prod",
            "another case": "repo:Acme/Shop:environment:prod",
            "the repository with ids": "repo:acme@1/shop@2:environment:prod",
            nothing: "",
        })) {
            it(`is not ${what}`, () => assert.equal(may(sub), false));
        }
        it("is not a token for somebody else, or of another host", () => {
            const sub = "repo:acme/shop:environment:prod";
            assert.equal(may(sub, undefined, "https://github.com/acme"), false);
            assert.equal(may(sub, undefined, undefined, providerOf("gitlab.com")), false);
            assert.equal(may(sub, undefined, undefined, providerOf(HOST, "999988887777")), false);
        });
        it("is a branch, if that is said, or both", () => {
            const main = "repo:acme/shop:ref:refs/heads/main";
            assert.equal(may(main, { branch: "main" }), true);
            assert.equal(may("repo:acme/shop:environment:prod", { branch: "main" }), false);
            assert.equal(may("repo:acme/shop:ref:refs/heads/main2", { branch: "main" }), false);
            assert.equal(may(main, { branch: "main", environment: "prod" }), true);
            assert.equal(may("repo:acme/shop:environment:prod", { branch: "main", environment: "prod" }), true);
        });
        it("is a repository with ids, as GitHub names those since July 2026", () => {
            const repository = "acme@123/shop@456";
            assert.equal(may("repo:acme@123/shop@456:environment:prod", { repository, environment: "prod" }), true);
            assert.equal(may("repo:acme@9/shop@456:environment:prod", { repository, environment: "prod" }), false);
        });
    });

    describe("deploy-role, from GitLab", () => {
        const said = { gitlabProject: "acme/apps/shop", branch: "main", managedPolicies: ["PowerUserAccess"] };
        const may = (sub: string, host = "gitlab.com", aud = `https://${host}`, parameters = {}): boolean =>
            trusts(trustOf("deploy-role", { ...said, ...parameters }), providerOf(host), {
                action: "sts:AssumeRoleWithWebIdentity",
                context: { [`${host}:sub`]: sub, [`${host}:aud`]: aud },
            });
        const MAIN = "project_path:acme/apps/shop:ref_type:branch:ref:main";

        it("is the one branch of the one project", () => assert.equal(may(MAIN), true));
        it("is no other branch, tag, project, host or audience", () => {
            assert.equal(may(`${MAIN}2`), false);
            assert.equal(may("project_path:acme/apps/shop:ref_type:tag:ref:main"), false);
            assert.equal(may("project_path:acme/apps/web:ref_type:branch:ref:main"), false);
            assert.equal(may(MAIN, "git.example.com"), false);
            assert.equal(may(MAIN, "gitlab.com", "sts.amazonaws.com"), false);
        });
        it("is a GitLab of one's own", () => {
            const gitlabHost = "git.example.com";
            assert.equal(may(MAIN, gitlabHost, undefined, { gitlabHost }), true);
            assert.equal(may(MAIN, "gitlab.com", undefined, { gitlabHost }), false);
        });
    });

    describe("roles of other accounts", () => {
        const AUDIT = "arn:aws:iam::111122223333:role/audit";
        const asked = { action: "sts:AssumeRole" };
        const blocks = {
            "read-only-role": {},
            "break-glass-role": {},
            "deploy-role": { name: "deploy", permissions: ["s3:*"] },
        };
        for (const [block, more] of Object.entries(blocks)) {
            it(`${block}: the role that is named, and no other of its account`, () => {
                const trust = trustOf(block, { trustedRoles: [AUDIT], ...more });
                assert.equal(trusts(trust, { AWS: AUDIT }, asked), true);
                for (const other of [
                    `${AUDIT}2`,
                    "arn:aws:iam::111122223333:user/audit",
                    AUDIT.replace("1111", "9999"),
                ]) {
                    assert.equal(trusts(trust, { AWS: other }, asked), false, other);
                }
            });
        }
        it("a role of IAM Identity Center, by a pattern", () => {
            const reserved = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/";
            const trust = trustOf("read-only-role", { trustedRoles: [`${reserved}*AWSReservedSSO_Auditor_*`] });
            const roles = [
                "eu-central-1/AWSReservedSSO_Auditor_0123456789abcdef",
                "AWSReservedSSO_Auditor_0123456789abcdef",
            ];
            for (const role of roles) assert.equal(trusts(trust, { AWS: reserved + role }, asked), true, role);
            const other = `${reserved}eu-central-1/AWSReservedSSO_Developer_0123456789abcdef`;
            assert.equal(trusts(trust, { AWS: other }, asked), false);
        });
        it("everybody of an account that is named, and nobody of another", () => {
            const trust = trustOf("read-only-role", { trustedAccounts: ["111122223333"] });
            assert.equal(trusts(trust, { AWS: AUDIT }, asked), true);
            assert.equal(trusts(trust, { AWS: "arn:aws:iam::999988887777:role/audit" }, asked), false);
        });
        it("a company only with its external id, and break-glass only with MFA, if that is said", () => {
            const company = trustOf("read-only-role", { trustedAccounts: ["111122223333"], externalId: "acme-1" });
            assert.equal(trusts(company, { AWS: AUDIT }, asked), false);
            const context = { "sts:ExternalId": "acme-1" };
            assert.equal(trusts(company, { AWS: AUDIT }, { ...asked, context }), true);
            const glass = trustOf("break-glass-role", { trustedRoles: [AUDIT], mfa: true });
            assert.equal(trusts(glass, { AWS: AUDIT }, asked), false);
            const withMfa = { "aws:MultiFactorAuthPresent": true };
            assert.equal(trusts(glass, { AWS: AUDIT }, { ...asked, context: withMfa }), true);
        });
    });

    describe("services of AWS", () => {
        const asks = (trust: unknown, Service: string, account: string): boolean =>
            trusts(
                trust,
                { Service },
                {
                    action: "sts:AssumeRole",
                    context: {
                        "aws:SourceAccount": account,
                        "aws:SourceArn": `arn:aws:budgets::${account}:budget/monthly`,
                    },
                },
            );

        it("budget-role: AWS Budgets for this account only", () => {
            const trust = trustOf("budget-role");
            assert.equal(asks(trust, "budgets.amazonaws.com", ACCOUNT), true);
            assert.equal(asks(trust, "budgets.amazonaws.com", "999988887777"), false);
            assert.equal(asks(trust, "ec2.amazonaws.com", ACCOUNT), false);
        });

        it("the plan of backup-vault: AWS Backup", () => {
            const trust = resolvedBlock("backup-vault", { plan: {} }).PlanRole?.AssumeRolePolicyDocument;
            assert.equal(asks(trust, "backup.amazonaws.com", ACCOUNT), true);
            assert.equal(asks(trust, "ec2.amazonaws.com", ACCOUNT), false);
        });
    });
});
