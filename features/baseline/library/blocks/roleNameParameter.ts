import { z } from "zod";
import { ROLE_NAME } from "../../../../limits";

/** The name of a role of the block. */
export const roleName = z
    .string()
    .max(ROLE_NAME.max, `use up to ${ROLE_NAME.max} characters`)
    .regex(ROLE_NAME.pattern, `use ${ROLE_NAME.allowed}`);

/** How long a session of the role may last. botocore 1.44.5, iam 2010-05-08, CreateRole (MaxSessionDuration), read 2026-11-27. */
export const sessionMinutes = z.int().min(60, "IAM allows 60 to 720 minutes").max(720, "IAM allows 60 to 720 minutes");

/** What CloudFormation's role does to make, change and delete a role with its policies. */
export const ROLE_STACK_ACTIONS: readonly string[] = [
    "iam:AttachRolePolicy",
    "iam:CreateRole",
    "iam:DeleteRole",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:GetRole",
    "iam:PutRolePolicy",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole",
];

/** What to do about a role that is there already. */
export const TAKEN_ROLE_NAME =
    "A role of this name that somebody has made by hand makes the stack fail. Delete it, or choose another name.";
