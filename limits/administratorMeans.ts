import type { LimitSource } from "./limitSource";

/** What somebody who may do little else needs to become an administrator of an account. */
export interface AdministratorMeans {
    /** All of them are needed. The first one is about IAM. */
    readonly actions: readonly [iam: string, ...others: string[]];
    /** What kind of thing the first action is about, as in its ARN: `role`. */
    readonly on: "role" | "policy" | "user";
    /** The service to which a role is passed. */
    readonly service?: string;
    /** What they do with it, as the rest of "they can". */
    readonly effect: string;
}

function byPassing(service: string, ...others: readonly string[]): AdministratorMeans {
    return {
        actions: ["iam:PassRole", ...others],
        on: "role",
        service,
        effect: "run what they like as any role that the service may have",
    };
}

/**
 * The ways in which an identity gives itself more than its policies say, as long as no boundary limits what it makes: AWS describes the
 * first ones where it explains boundaries, and the others where it explains PassRole. Services to which a role can be passed are many; those
 * that run what one writes are here.
 */
export const ADMINISTRATOR_MEANS: { readonly means: readonly AdministratorMeans[]; readonly source: LimitSource } = {
    means: [
        { actions: ["iam:AttachRolePolicy"], on: "role", effect: "give a role any policy" },
        { actions: ["iam:PutRolePolicy"], on: "role", effect: "give a role any policy" },
        { actions: ["iam:UpdateAssumeRolePolicy"], on: "role", effect: "let themselves into any role" },
        { actions: ["iam:CreatePolicyVersion"], on: "policy", effect: "rewrite the policies that roles have" },
        { actions: ["iam:AttachUserPolicy"], on: "user", effect: "give an IAM user any policy" },
        { actions: ["iam:PutUserPolicy"], on: "user", effect: "give an IAM user any policy" },
        { actions: ["iam:CreateAccessKey"], on: "user", effect: "make keys of any IAM user" },
        { actions: ["iam:CreateLoginProfile"], on: "user", effect: "make a password for any IAM user" },
        { actions: ["iam:UpdateLoginProfile"], on: "user", effect: "change the password of any IAM user" },
        byPassing("cloudformation.amazonaws.com", "cloudformation:CreateStack"),
        byPassing("codebuild.amazonaws.com", "codebuild:CreateProject", "codebuild:StartBuild"),
        byPassing("ec2.amazonaws.com", "ec2:RunInstances"),
        byPassing("ecs-tasks.amazonaws.com", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
        byPassing("glue.amazonaws.com", "glue:CreateJob", "glue:StartJobRun"),
        byPassing("lambda.amazonaws.com", "lambda:CreateFunction"),
        byPassing("sagemaker.amazonaws.com", "sagemaker:CreateNotebookInstance"),
        byPassing("ssm.amazonaws.com", "ssm:StartAutomationExecution"),
        byPassing("states.amazonaws.com", "states:CreateStateMachine", "states:StartExecution"),
    ],
    source: {
        from: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
        read: "2026-11-27",
    },
};

/**
 * With one of these, whoever works in the account that manages IAM Identity Center gives themselves any access to every account.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html
 */
export const IDENTITY_CENTER_MEANS: readonly string[] = [
    "sso:CreateAccountAssignment",
    "sso:AttachManagedPolicyToPermissionSet",
    "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
    "sso:PutInlinePolicyToPermissionSet",
    "identitystore:CreateGroupMembership",
];
