import { z } from "zod";
import type { CloudFormationTemplate, TemplateResource } from "../../../../cloudformation";
import { libraryBlock } from "../libraryBlock";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { sub, ref, type Intrinsic } from "../template/templateIntrinsics";
import { typedResource } from "../template/typedResource";
import { boundaryParameters, boundaryStatements, deniedDocuments } from "./boundaryPolicy";
import { PROVIDER_ACTIONS, providerFunction } from "./identityProvider";
import { pipelineHost, pipelineParameters, pipelineStatement, subjects, trustMistake } from "./pipelineTrust";
import {
    awsPolicy,
    inlinePolicy,
    managedPolicyArns,
    permissionStatements,
    rolePermissions,
} from "./rolePolicyParameters";
import { roleName, ROLE_STACK_ACTIONS, sessionMinutes, TAKEN_ROLE_NAME } from "./roleNameParameter";
import { principalStatements, trustedPrincipals } from "./trustedPrincipals";

const { Parameters, references } = stackParameters({
    Name: "The name of the role",
    SessionSeconds: "The longest session",
});
const SUBJECTS = stackParameters({ Subjects: "The subjects of the pipelines' tokens" }, ["Subjects"]);

const BOUNDARY_FORMS = "must be own, { managed: ... } or { customerManaged: { name: ... } }";

const boundaryPolicy = z
    .strictObject({
        managed: awsPolicy.optional(),
        customerManaged: z
            .strictObject({ name: z.string().regex(/^[\w+=,.@-]{1,128}$/, "use the name of a policy") })
            .optional(),
    })
    .refine(
        ({ managed, customerManaged }) => (managed === undefined) !== (customerManaged === undefined),
        `${BOUNDARY_FORMS}: a role has one boundary`,
    );

const parameters = z
    .strictObject({
        name: roleName
            .optional()
            .describe(
                "The name of the role. Default: `deploy-` and the name of the repository or project, such as `deploy-shop`.",
            ),
        ...pipelineParameters,
        ...trustedPrincipals,
        ...rolePermissions,
        boundary: z
            .union([z.literal("own"), boundaryPolicy], BOUNDARY_FORMS)
            .default("own")
            .describe(
                "The most that the role may do. `own`: a boundary in the same stack, with which the pipeline makes and changes only roles that have it too (`NAME-boundary`). `{ managed: PowerUserAccess }`: a policy of AWS. `{ customerManaged: { name: workload-boundary } }`: a policy that every account has already.",
            ),
        ...boundaryParameters,
        sessionMinutes: sessionMinutes.default(60).describe("The longest session in minutes, 60 to 720."),
    })
    .check(({ value, issues }) => {
        const trust = trustMistake(value);
        if (trust !== undefined)
            issues.push({ code: "custom", input: value, path: [trust.key], message: trust.message });
        if (nameOf(value) === undefined) {
            issues.push({ code: "custom", input: value, path: ["name"], message: "say the name of the role" });
        }
        if (value.boundary !== "own" && value.alsoDenied.length > 0) {
            const message = "is for `boundary: own`: the policy that this role has as its boundary decides by itself";
            issues.push({ code: "custom", input: value, path: ["alsoDenied"], message });
        }
        if (value.permissions.length + value.managedPolicies.length === 0) {
            const message = "say what the role may do: permissions or managedPolicies";
            issues.push({ code: "custom", input: value, path: ["permissions"], message });
        }
    });
type DeployParameters = z.infer<typeof parameters>;

export const deployRole = libraryBlock({
    name: "deploy-role",
    title: "Role with which a pipeline deploys",
    description:
        "A role in the team's own accounts that one repository's pipeline assumes, without any key: a job of GitHub Actions in one environment or on one branch, a pipeline of GitLab on one branch, or roles of another AWS account. It may do what you say, within a boundary. The account's identity provider is made if it is missing.",
    parameters,
    example: {
        repository: "acme/shop",
        environment: "prod",
        permissions: [
            "ecs:*",
            "ecr:*",
            { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::${AWS::AccountId}:role/shop-*" },
        ],
    },
    isGlobal: true,
    price: "Nothing: the function that makes sure of the identity provider runs once for each change.",
    traps: [
        TAKEN_ROLE_NAME,
        "Two of these blocks in one account need two names. Both use the same identity provider, which stays when they go.",
        "An environment of GitHub protects nothing by itself: give it required reviewers, and `main` as its only branch.",
        "A repository that was created or renamed since 15 July 2026 has ids in its tokens: `repository: acme@123/shop@456`.",
        "With `boundary: { customerManaged: { name: ... } }` the policy must be in the account first. A new account gets all blocks at the same time, so its stack may fail there; `own` does not have that problem.",
    ],
    whenRemoved: "The role is deleted, and the pipeline can no longer deploy. The identity provider stays.",
    source: "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    actions: [
        ...FUNCTION_STACK_ACTIONS,
        ...ROLE_STACK_ACTIONS,
        "iam:CreatePolicy",
        "iam:DeletePolicy",
        "iam:PutRolePermissionsBoundary",
    ],
    functionActions: PROVIDER_ACTIONS,
    template: deployTemplate,
    cloudFormationParameters: (said) => ({
        Name: nameOf(said) ?? "",
        SessionSeconds: String(said.sessionMinutes * 60),
        ...(pipelineHost(said) && { Subjects: subjects(said).join(",") }),
    }),
    documents: (said) => {
        const role = `role ${nameOf(said) ?? ""}`;
        return [
            ...(said.permissions.length > 0
                ? [{ name: role, statements: permissionStatements(said.permissions) }]
                : []),
            ...(said.boundary === "own" ? deniedDocuments(`of ${role}`, said.alsoDenied) : []),
        ];
    },
});

/** `deploy-shop` of `acme/shop`, also where the repository is written with ids. */
function nameOf({
    name,
    repository,
    gitlabProject,
}: Pick<DeployParameters, "name" | "repository" | "gitlabProject">): string | undefined {
    const last = (repository ?? gitlabProject)?.split("/").at(-1)?.split("@")[0];
    return name ?? (last === undefined ? undefined : `deploy-${last}`.slice(0, 64));
}

function deployTemplate(said: DeployParameters): CloudFormationTemplate {
    const host = pipelineHost(said);
    return {
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "A role with which a pipeline deploys",
        Parameters: { ...Parameters, ...(host && SUBJECTS.Parameters) },
        Resources: {
            ...(host && settingFunction(providerFunction(host.name, host.audience))),
            ...(said.boundary === "own" && ownBoundary(said)),
            Role: typedResource(
                "AWS::IAM::Role",
                {
                    RoleName: references.Name,
                    Description: "A pipeline deploys with it",
                    MaxSessionDuration: references.SessionSeconds,
                    PermissionsBoundary: boundaryArn(said.boundary),
                    ManagedPolicyArns: managedPolicyArns(said.managedPolicies),
                    Policies: inlinePolicy("deploy", said.permissions) as never,
                    AssumeRolePolicyDocument: {
                        Version: "2012-10-17",
                        Statement: [
                            ...(host ? [pipelineStatement(host, SUBJECTS.references.Subjects)] : []),
                            ...principalStatements(said),
                        ],
                    },
                },
                // The trust policy names the provider by its ARN.
                host && { DependsOn: ["Setting"] },
            ),
        },
    };
}

function ownBoundary(said: DeployParameters): Record<string, TemplateResource> {
    return {
        Boundary: typedResource("AWS::IAM::ManagedPolicy", {
            ManagedPolicyName: sub("${Name}-boundary"),
            // Never change it: AWS replaces a policy for another description, and the name would be taken.
            Description: "The most that the pipeline and the roles that it makes may do",
            PolicyDocument: {
                Version: "2012-10-17",
                Statement: boundaryStatements(
                    sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${Name}-boundary"),
                    said,
                ),
            },
        }),
    };
}

function boundaryArn(boundary: DeployParameters["boundary"]): Intrinsic {
    if (boundary === "own") return ref("Boundary");
    const { managed, customerManaged } = boundary;
    return managed === undefined
        ? sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${customerManaged?.name ?? ""}`)
        : sub(`arn:\${AWS::Partition}:iam::aws:policy/${managed}`);
}
