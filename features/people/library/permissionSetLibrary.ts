import type { LibraryPermissionSet } from "./libraryPermissionSet";

const JOB_FUNCTIONS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html";

/**
 * PowerUserAccess allows everything of IAM Identity Center. In the management account, and in that of its delegated administrator, whoever
 * has that could give themselves any access everywhere.
 */
const NO_IDENTITY_CENTER = {
    Sid: "NoIdentityCenter",
    Effect: "Deny",
    Action: [
        "identitystore:Create*",
        "identitystore:Delete*",
        "identitystore:Update*",
        "sso-directory:Add*",
        "sso-directory:Create*",
        "sso-directory:Delete*",
        "sso-directory:Remove*",
        "sso-directory:Update*",
        "sso:Attach*",
        "sso:Create*",
        "sso:Delete*",
        "sso:Detach*",
        "sso:Provision*",
        "sso:Put*",
        "sso:Update*",
    ],
    Resource: "*",
};

/** What PowerUserAccess allows of payments. In the management account they are the whole organisation's. */
const NO_PAYMENTS = {
    Sid: "NoPayments",
    Effect: "Deny",
    Action: [
        "billing:Put*",
        "billing:Update*",
        "payments:Create*",
        "payments:Delete*",
        "payments:Make*",
        "payments:Update*",
        "purchase-orders:*",
        "tax:*",
    ],
    Resource: "*",
};

const BREAK_GLASS: LibraryPermissionSet = {
    name: "break-glass",
    description: "Everything, for an emergency. Each use is looked at afterwards.",
    can: "Everything in the account that the guardrails allow.",
    cannot: "Nothing is kept back but what guardrails deny. A quarantine binds it too: then only the break-glass role, which is something else (organization.breakGlassRole), can do anything. Give it to two people at least, and to nobody for daily work.",
    sessionMinutes: 60,
    managedPolicies: ["AdministratorAccess"],
    isBreakGlass: true,
    source: JOB_FUNCTIONS,
};

/** Of IAM, everything about roles and policies, and nothing that makes keys that last. */
const ADMIN: LibraryPermissionSet = {
    name: "admin",
    description: "Administers an account: all services, roles and policies. No IAM users, keys or identity providers.",
    can: "Use all services, and make and change roles, policies and instance profiles. Whoever may do that can give themselves more rights in the account.",
    cannot: "Make IAM users, access keys, passwords and identity providers; change the organisation, IAM Identity Center, payments or the account's settings.",
    sessionMinutes: 240,
    managedPolicies: ["PowerUserAccess"],
    inlinePolicy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "RolesAndPolicies",
                Effect: "Allow",
                Action: [
                    "iam:*InstanceProfile*",
                    "iam:*Policy",
                    "iam:*PolicyVersion*",
                    "iam:*Role*",
                    "iam:Generate*",
                    "iam:Get*",
                    "iam:List*",
                    "iam:Simulate*",
                ],
                Resource: "*",
            },
            {
                Sid: "NoUsersAndNoKeys",
                Effect: "Deny",
                Action: ["iam:*AccessKey*", "iam:*LoginProfile*", "iam:*UserPolicy", "iam:CreateUser"],
                Resource: "*",
            },
            NO_IDENTITY_CENTER,
            NO_PAYMENTS,
        ],
    },
    source: JOB_FUNCTIONS,
};

const POWER_USER: LibraryPermissionSet = {
    name: "power-user",
    description: "Uses all services, and changes no roles, users or policies.",
    can: "Use all services, and read IAM roles.",
    cannot: "Change IAM, the organisation, IAM Identity Center, payments or the account's settings. Service-linked roles are the exception.",
    sessionMinutes: 480,
    managedPolicies: ["PowerUserAccess"],
    inlinePolicy: { Version: "2012-10-17", Statement: [NO_IDENTITY_CENTER, NO_PAYMENTS] },
    source: JOB_FUNCTIONS,
};

const READ_ONLY: LibraryPermissionSet = {
    name: "read-only",
    description: "Reads everything, also data.",
    can: "Read the settings of all services, and the data in many of them, such as objects in S3 and items in DynamoDB.",
    cannot: "Change anything.",
    sessionMinutes: 480,
    managedPolicies: ["ReadOnlyAccess"],
    source: JOB_FUNCTIONS,
};

const BILLING: LibraryPermissionSet = {
    name: "billing",
    description: "Bills, payments, costs and budgets.",
    can: "Read bills and costs, change budgets and payment methods. In the management account this is the whole organisation's.",
    cannot: "See or change what runs in the account.",
    sessionMinutes: 240,
    managedPolicies: ["job-function/Billing"],
    source: JOB_FUNCTIONS,
};

const SECURITY_AUDIT: LibraryPermissionSet = {
    name: "security-audit",
    description: "Reads settings that matter for security, and no data.",
    can: "Read the settings of all services, logs of who did what, and findings.",
    cannot: "Read data in databases and buckets, or change anything.",
    sessionMinutes: 480,
    managedPolicies: ["SecurityAudit", "job-function/ViewOnlyAccess"],
    source: JOB_FUNCTIONS,
};

/**
 * The boundary is a policy of AWS, because it must exist in every account: whatever is attached to the role besides, IAM stays out of reach.
 */
const DEVELOPER: LibraryPermissionSet = {
    name: "developer",
    description: "Builds and runs software: all services within a boundary, nothing that ends backups, keys or trails.",
    can: "Use all services, and read IAM roles.",
    cannot: "Change IAM, also if somebody attaches a policy that allows it: the boundary is PowerUserAccess. Delete backups and keys, stop trails and detection, buy reservations, connect networks, change IAM Identity Center or payments.",
    sessionMinutes: 480,
    managedPolicies: ["PowerUserAccess"],
    inlinePolicy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "NothingThatCannotBeUndone",
                Effect: "Deny",
                Action: [
                    "backup:DeleteBackupVault*",
                    "backup:DeleteRecoveryPoint",
                    "backup:PutBackupVaultAccessPolicy",
                    "backup:UpdateRecoveryPointLifecycle",
                    "cloudtrail:DeleteTrail",
                    "cloudtrail:StopLogging",
                    "cloudtrail:UpdateTrail",
                    "config:DeleteConfigurationRecorder",
                    "config:StopConfigurationRecorder",
                    "guardduty:DeleteDetector",
                    "guardduty:UpdateDetector",
                    "kms:DisableKey",
                    "kms:ScheduleKeyDeletion",
                    "securityhub:DisableSecurityHub",
                ],
                Resource: "*",
            },
            {
                Sid: "NoPurchasesAndNoNetworks",
                Effect: "Deny",
                Action: [
                    "ec2:AcceptVpcPeeringConnection",
                    "ec2:AttachInternetGateway",
                    "ec2:CreateVpcPeeringConnection",
                    "ec2:ModifyReservedInstances",
                    "ec2:PurchaseHostReservation",
                    "ec2:PurchaseReservedInstancesOffering",
                    "rds:PurchaseReservedDBInstancesOffering",
                    "savingsplans:CreateSavingsPlan",
                ],
                Resource: "*",
            },
            NO_IDENTITY_CENTER,
            NO_PAYMENTS,
        ],
    },
    boundary: "PowerUserAccess",
    source: JOB_FUNCTIONS,
};

/** The permission sets of the library, by name. */
export const PERMISSION_SET_LIBRARY: ReadonlyMap<string, LibraryPermissionSet> = new Map(
    [BREAK_GLASS, ADMIN, POWER_USER, DEVELOPER, READ_ONLY, SECURITY_AUDIT, BILLING].map((one) => [one.name, one]),
);
