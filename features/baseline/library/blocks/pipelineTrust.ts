import { z } from "zod";
import type { StatementJson } from "../template/statementJson";
import type { Intrinsic } from "../template/templateIntrinsics";
import { providerArn } from "./identityProvider";
import { NOBODY_TRUSTED, trustsAnybody } from "./trustedPrincipals";

/** A comma separates the subjects in the stack's parameter, and * or ? would be taken as they are: `StringEquals` knows no wildcards. */
const PLAIN = /^[^,*?\s"\\]+$/;
const PLAIN_TEXT = "leave out commas, spaces, quotes and wildcards: only an exact name is safe";

const GITLAB = "gitlab.com";

/** Parameters that say which pipeline may assume the role. */
export const pipelineParameters = {
    repository: z
        .string()
        .regex(
            /^[\w-]+(@\d+)?\/(?!\.{1,2}(@|$))[\w.-]+(@\d+)?$/,
            "use OWNER/REPOSITORY, such as acme/shop, or with ids acme@123/shop@456",
        )
        .optional()
        .describe("The repository on GitHub, such as acme/shop."),
    environment: z
        .string()
        .regex(PLAIN, PLAIN_TEXT)
        .optional()
        .describe("The environment on GitHub in which a job may assume the role, such as prod."),
    branch: z
        .string()
        .regex(PLAIN, PLAIN_TEXT)
        .refine(
            (branch) => !branch.startsWith("refs/"),
            "write the branch alone, such as main: what comes before it is added",
        )
        .optional()
        .describe(
            "The branch whose pipelines may assume the role, such as main. On GitLab it is required, and must be protected.",
        ),
    gitlabProject: z
        .string()
        .regex(/^[\w.-]+(\/[\w.-]+)+$/, "use GROUP/PROJECT, such as acme/shop")
        .optional()
        .describe("The project on GitLab, with its groups, such as acme/apps/shop."),
    gitlabHost: z
        .string()
        .regex(
            /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
            "use a host name such as gitlab.example.com",
        )
        .default(GITLAB)
        .describe("The host of GitLab. AWS must reach it from the internet."),
};

type PipelineParameters = z.infer<z.ZodObject<typeof pipelineParameters>>;

/** Who issues the pipelines' tokens. */
export interface PipelineHost {
    readonly name: string;
    readonly audience: string;
}

export function pipelineHost({ repository, gitlabProject, gitlabHost }: PipelineParameters): PipelineHost | undefined {
    if (repository !== undefined) return { name: "token.actions.githubusercontent.com", audience: "sts.amazonaws.com" };
    return gitlabProject === undefined ? undefined : { name: gitlabHost, audience: `https://${gitlabHost}` };
}

/**
 * The forms of `sub`: GitHub's "About security hardening with OpenID Connect" (github/docs, pull request 28058) and GitLab's merge request
 * 160562, read 2026-11-27. A job of GitHub in an environment has the environment in it, and not the branch. Both let a project change the
 * form: then nobody is let in.
 */
export function subjects({ repository, environment, branch, gitlabProject }: PipelineParameters): readonly string[] {
    if (repository === undefined) return [`project_path:${gitlabProject}:ref_type:branch:ref:${branch}`];
    return [
        ...(environment === undefined ? [] : [`repo:${repository}:environment:${environment}`]),
        ...(branch === undefined ? [] : [`repo:${repository}:ref:refs/heads/${branch}`]),
    ];
}

/** @param names the subjects. All of them are exact. */
export function pipelineStatement({ name, audience }: PipelineHost, names: Intrinsic): StatementJson {
    return {
        Sid: "Pipeline",
        Effect: "Allow",
        Principal: { Federated: providerArn(name) },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${name}:aud`]: audience, [`${name}:sub`]: names } },
    };
}

/** What is wrong with who may assume the role. */
export function trustMistake(
    said: PipelineParameters & Parameters<typeof trustsAnybody>[0],
): { readonly key: string; readonly message: string } | undefined {
    const { repository, environment, branch, gitlabProject, gitlabHost } = said;
    if (repository !== undefined && gitlabProject !== undefined) {
        return { key: "gitlabProject", message: "a role is for one host of pipelines: use two blocks" };
    }
    if (gitlabProject === undefined && gitlabHost !== GITLAB) {
        return {
            key: "gitlabHost",
            message: "is for gitlabProject, which is missing: write it, or leave gitlabHost out",
        };
    }
    if (repository !== undefined && environment === undefined && branch === undefined) {
        return {
            key: "environment",
            message: "say the environment or the branch: otherwise any pull request could deploy",
        };
    }
    if (gitlabProject !== undefined && branch === undefined) {
        return { key: "branch", message: "say the branch: otherwise any branch could deploy" };
    }
    if (gitlabProject !== undefined && environment !== undefined) {
        return {
            key: "environment",
            message: "GitLab has no environment in the subject of its tokens: say the branch",
        };
    }
    if (repository === undefined && gitlabProject === undefined) {
        if (environment !== undefined || branch !== undefined) {
            return { key: "repository", message: "say the repository, or gitlabProject" };
        }
        if (!trustsAnybody(said)) {
            return {
                key: "repository",
                message: `say repository or gitlabProject; or ${NOBODY_TRUSTED.replace("say who may assume the role: ", "")} of AWS`,
            };
        }
    }
    return undefined;
}
