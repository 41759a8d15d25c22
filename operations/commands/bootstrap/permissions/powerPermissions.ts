import { actionsOf, STOP_ROLE, type PermissionStatement, type RolePower } from "./permissionStatement";

const ANYTHING = ["*"];

/** What each power is for, as the help and docs/aws-roles.md say it. */
export const POWER_PURPOSES: Readonly<Record<RolePower, string>> = {
    "all-features": "the change from `CONSOLIDATED_BILLING` to `ALL`",
    "close-accounts": "an account that is removed from the definition after `state: closing`",
    "create-organization":
        "the first `up`, if there is no organisation yet. Better: a person runs it, with an administrator role",
    "invite-accounts": "`invite`, until the account has been imported",
    "management-account-access":
        "grants with `managementAccount: true`. Whoever has it can give anybody everything in the management account",
    "remove-accounts":
        "an account that is removed from the definition after `state: leaving`; `acknowledge.replacement`",
    "security-accounts":
        "`security`: the preview role and the up role work in the log archive and the audit account. Whoever has it can do everything in these two accounts, as their access roles can, also in a preview",
    "stop-spending":
        "budgets with `stop: true`. Whoever has it can give the role that stops accounts any permission in the management account",
};

/** Permissions of the up role that it has only if they are allowed by name. No power deletes the organisation, or lets it be left. */
export const POWER_PERMISSIONS: readonly PermissionStatement[] = [
    {
        sid: "CloseAccounts",
        role: "up",
        power: "close-accounts",
        actions: actionsOf("organizations", "CloseAccount"),
        resources: ["arn:${AWS::Partition}:organizations::${AWS::AccountId}:account/o-*/*"],
    },
    {
        sid: "RemoveAccounts",
        role: "up",
        power: "remove-accounts",
        actions: actionsOf("organizations", "RemoveAccountFromOrganization"),
        resources: ["arn:${AWS::Partition}:organizations::${AWS::AccountId}:account/o-*/*"],
    },
    {
        sid: "InviteAccounts",
        role: "up",
        power: "invite-accounts",
        actions: actionsOf("organizations", "CancelHandshake InviteAccountToOrganization"),
        resources: ANYTHING,
    },
    {
        sid: "EnableAllFeatures",
        role: "up",
        power: "all-features",
        actions: actionsOf("organizations", "AcceptHandshake CancelHandshake EnableAllFeatures"),
        resources: ANYTHING,
    },
    {
        sid: "CreateOrganization",
        role: "up",
        power: "create-organization",
        actions: actionsOf("organizations", "CreateOrganization"),
        resources: ANYTHING,
    },
    {
        sid: "CreateRoleOfOrganizations",
        role: "up",
        power: "create-organization",
        actions: actionsOf("iam", "CreateServiceLinkedRole"),
        resources: [
            "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations",
        ],
        condition: { StringEquals: { "iam:AWSServiceName": "organizations.amazonaws.com" } },
    },
    {
        // In the management account IAM Identity Center makes its roles with the rights of the caller:
        // https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/496 (2026-11-27)
        sid: "AccessToManagementAccount",
        role: "up",
        part: "people",
        power: "management-account-access",
        actions: actionsOf(
            "iam",
            `AttachRolePolicy CreateRole CreateSAMLProvider DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DetachRolePolicy
            GetRole GetSAMLProvider ListAttachedRolePolicies ListRolePolicies PutRolePermissionsBoundary PutRolePolicy
            UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription UpdateSAMLProvider`,
        ),
        resources: [
            "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com/*",
            "arn:${AWS::Partition}:iam::${AWS::AccountId}:saml-provider/AWSSSO_*_DO_NOT_DELETE",
        ],
    },
    {
        sid: "StopAccounts",
        role: "up",
        part: "costs",
        power: "stop-spending",
        actions: actionsOf("budgets", "CreateBudgetAction DeleteBudgetAction UpdateBudgetAction"),
        resources: ["arn:${AWS::Partition}:budgets::${AWS::AccountId}:budget/*/action/*"],
    },
    {
        sid: "ChangeStopRole",
        role: "up",
        part: "costs",
        power: "stop-spending",
        actions: actionsOf(
            "iam",
            "CreateRole DeleteRole DeleteRolePolicy ListInstanceProfilesForRole PutRolePolicy TagRole UntagRole UpdateAssumeRolePolicy",
        ),
        resources: [STOP_ROLE],
    },
    {
        sid: "PassStopRole",
        role: "up",
        part: "costs",
        power: "stop-spending",
        actions: actionsOf("iam", "PassRole"),
        resources: [STOP_ROLE],
        condition: { StringEquals: { "iam:PassedToService": "budgets.amazonaws.com" } },
    },
];
