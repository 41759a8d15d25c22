import type { BootstrapOptions, GitHubTrust, GitLabTrust, NamedPrincipals } from "./bootstrapOptions";
import type { ProgramRole } from "./permissions";
import type { PolicyStatementJson } from "./rolePolicies";

export const GITHUB_HOST = "token.actions.githubusercontent.com";
const GITHUB_AUDIENCE = "sts.amazonaws.com";

/** How a text with placeholders is written in a template. */
export const substituted = (text: string): unknown => (text.includes("${") ? { "Fn::Sub": text } : text);

/** The audience that pipelines of GitLab ask for in `id_tokens`: the address of their GitLab. */
export const gitLabAudience = ({ host }: GitLabTrust): string => `https://${host}`;
export const GITHUB_AUDIENCES: readonly string[] = [GITHUB_AUDIENCE];

/** A role that the same repository and people may assume as the preview role, without pull requests: `drift`. */
type TrustedRole = ProgramRole | "drift";

/** The statements of a role's trust policy: who may assume it. */
export function trustStatements(
    role: TrustedRole,
    { gitHub, gitLab, ...options }: BootstrapOptions,
): readonly PolicyStatementJson[] {
    return [
        ...(gitHub ? [gitHubStatement(gitHub, role)] : []),
        ...(gitLab ? [gitLabStatement(gitLab, role)] : []),
        ...peopleStatements(role === "drift" ? options.preview : options[role]),
    ];
}

/**
 * Pull requests and the branch may preview; only the branch reads who changed something; only jobs in the environment may change anything. GitHub decides who may use the environment.
 * GitHub gives workflows of forks no token.
 *
 * The forms of `sub`: https://docs.github.com/en/actions/reference/openid-connect-reference, and for repositories made or renamed since
 * 2026-07-15 https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/ (2026-11-27)
 */
function gitHubStatement({ repository, branch, environment }: GitHubTrust, role: TrustedRole): PolicyStatementJson {
    const jobs = {
        preview: ["pull_request", `ref:refs/heads/${branch}`],
        drift: [`ref:refs/heads/${branch}`],
        up: [`environment:${environment}`],
    }[role];
    return gitHubTokens(jobs.map((job) => `repo:${repository}:${job}`));
}

/** @param subjects what `sub` may be. */
export function gitHubTokens(subjects: readonly string[]): PolicyStatementJson {
    return {
        Sid: "GitHub",
        Effect: "Allow",
        Principal: { Federated: provider(GITHUB_HOST) },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
            StringEquals: { [`${GITHUB_HOST}:aud`]: GITHUB_AUDIENCE, [`${GITHUB_HOST}:sub`]: subjects },
        },
    };
}

/**
 * All branches of the project may preview; only the one branch may change anything, so it has to be protected. The environment is not in
 * GitLab's `sub`: https://docs.gitlab.com/ci/secrets/id_token_authentication (2026-11-27). A merge request's pipeline has its source branch.
 */
function gitLabStatement(trust: GitLabTrust, role: TrustedRole): PolicyStatementJson {
    const { project, branch, host } = trust;
    const subject = `project_path:${project}:ref_type:branch:ref:`;
    const audience = { [`${host}:aud`]: gitLabAudience(trust) };
    return {
        Sid: "GitLab",
        Effect: "Allow",
        Principal: { Federated: provider(host) },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition:
            role === "preview"
                ? { StringEquals: audience, StringLike: { [`${host}:sub`]: `${subject}*` } }
                : { StringEquals: { ...audience, [`${host}:sub`]: `${subject}${branch}` } },
    };
}

function peopleStatements({ arns, permissionSets }: NamedPrincipals): readonly PolicyStatementJson[] {
    const roles = permissionSets.flatMap((name) =>
        // An instance in us-east-1 leaves the region out. AWS ends the name with 16 hexadecimal digits.
        ["", "*/"].map((region) =>
            substituted(
                `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${name}_????????????????`,
            ),
        ),
    );
    return [
        ...(arns.length > 0
            ? [{ Sid: "Principals", Effect: "Allow", Principal: { AWS: arns }, Action: "sts:AssumeRole" }]
            : []),
        ...(roles.length > 0
            ? [
                  {
                      Sid: "PermissionSets",
                      Effect: "Allow",
                      // The account's own root stands for the account: the condition says who of it.
                      Principal: { AWS: substituted("arn:${AWS::Partition}:iam::${AWS::AccountId}:root") },
                      Action: "sts:AssumeRole",
                      Condition: { ArnLike: { "aws:PrincipalArn": roles } },
                  },
              ]
            : []),
    ];
}

function provider(host: string): unknown {
    return substituted(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${host}`);
}
