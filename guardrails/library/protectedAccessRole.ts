import { z } from "zod";
import { denying, guardrail, unlessRoles } from "../guardrail";

export const protectAccessRole = guardrail({
    name: "protect-access-role",
    type: "SERVICE_CONTROL_POLICY",
    description: "The role by which the management account reaches the account cannot be changed from inside.",
    mayBreak: "Changing or deleting that role with any other role.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html",
    parameters: z.strictObject({
        roleName: z
            .string()
            .regex(/^[\w+=,.@-]{1,64}$/, "use the name of a role")
            .default("OrganizationAccountAccessRole")
            .describe("The name of the access role."),
        otherRoles: z
            .array(
                z.string().regex(/^[\w+=,.@/*-]{1,128}$/, "use names of roles, or patterns such as stacksets-exec-*"),
            )
            .default([])
            .describe("Names of other roles that only the access role may change, or patterns of them."),
    }),
    document: ({ roleName, otherRoles }) =>
        denying({
            Sid: "ProtectAccessRole",
            Action: [
                "iam:AttachRolePolicy",
                "iam:DeleteRole",
                "iam:DeleteRolePermissionsBoundary",
                "iam:DeleteRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePermissionsBoundary",
                "iam:PutRolePolicy",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole",
            ],
            Resource: [...new Set([roleName, ...otherRoles])].map((name) => `arn:*:iam::*:role/${name}`),
            ...unlessRoles([`arn:*:iam::*:role/${roleName}`]),
        }),
});
