import { actionsOf, STOP_ROLE, type PermissionStatement } from "./permissionStatement";

const ANYTHING = ["*"];
const STATE_BUCKET = "arn:${AWS::Partition}:s3:::${StateBucket}";
const EXPORT_BUCKET = "arn:${AWS::Partition}:s3:::${ExportBucket}";

/**
 * Every permission of the two roles that run this program. `org bootstrap` and docs/aws-roles.md are made from it, and tests/roles compare
 * it with the calls of all integration tests: each call is allowed, and each action is needed by a call.
 *
 * Most statements have the resource `*`. The management account has one organisation and one instance of IAM Identity Center, so there is
 * nothing else of those services to protect; Cost Explorer knows no resources. IAM, S3, KMS and the actions of budgets are limited.
 */
export const ROLE_PERMISSIONS: readonly PermissionStatement[] = [
    {
        sid: "FindState",
        role: "preview",
        // It shows the names of all objects. Pulumi asks for objects that may not exist, and S3 answers 403 to those who may not list.
        actions: actionsOf("s3", "ListBucket"),
        resources: [STATE_BUCKET],
    },
    {
        sid: "ReadState",
        role: "preview",
        // `aws-organization` is the project's name (Pulumi.yaml): no other project's state can be read.
        actions: actionsOf("s3", "GetObject"),
        resources: [`${STATE_BUCKET}/.pulumi/meta.yaml`, `${STATE_BUCKET}/.pulumi/stacks/aws-organization/*`],
    },
    {
        sid: "DecryptState",
        role: "preview",
        // For the bucket's encryption, and for the secrets in the state: without them no state can be read.
        actions: actionsOf("kms", "Decrypt"),
        resources: ["${StateKey.Arn}"],
    },
    {
        sid: "ReadOrganization",
        role: "preview",
        actions: [
            ...actionsOf("iam", "ListOrganizationsFeatures"),
            ...actionsOf(
                "organizations",
                `DescribeAccount DescribeHandshake DescribeOrganization DescribeOrganizationalUnit DescribePolicy DescribeResourcePolicy
                ListAWSServiceAccessForOrganization ListAccounts ListAccountsForParent ListCreateAccountStatus ListDelegatedAdministrators
                ListDelegatedServicesForAccount ListHandshakesForOrganization ListOrganizationalUnitsForParent ListParents ListPolicies
                ListPoliciesForTarget ListRoots ListTagsForResource ListTargetsForPolicy`,
            ),
            // The tags of units, accounts and policies, 100 in a call. It shows those of other resources of the management account too.
            ...actionsOf("tag", "GetResources"),
        ],
        resources: ANYTHING,
    },
    {
        sid: "ReadContactsRegionsAndQuotas",
        role: "preview",
        actions: [
            ...actionsOf("account", "GetAlternateContact GetRegionOptStatus"),
            ...actionsOf("servicequotas", "GetAWSDefaultServiceQuota GetServiceQuota"),
        ],
        resources: ANYTHING,
    },
    {
        sid: "ReadCosts",
        role: "preview",
        part: "costs",
        actions: [
            ...actionsOf("bcm-data-exports", "GetExport ListExports ListTagsForResource"),
            ...actionsOf("budgets", "DescribeBudgetAction ListTagsForResource ViewBudget"),
            ...actionsOf(
                "ce",
                `DescribeCostCategoryDefinition GetAnomalyMonitors GetAnomalySubscriptions GetCostAndUsage ListCostAllocationTags
                ListCostCategoryDefinitions ListTagsForResource`,
            ),
        ],
        resources: ANYTHING,
    },
    {
        sid: "ReadStopRole",
        role: "preview",
        part: "costs",
        actions: actionsOf("iam", "GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies"),
        resources: [STOP_ROLE],
    },
    {
        sid: "ReadExportBucket",
        role: "preview",
        part: "costs",
        actions: actionsOf(
            "s3",
            `GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLogging GetBucketObjectLockConfiguration
            GetBucketOwnershipControls GetBucketPolicy GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
            GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration
            ListBucket ListTagsForResource`,
        ),
        resources: [EXPORT_BUCKET],
    },
    {
        sid: "ReadPeople",
        role: "preview",
        part: "people",
        actions: [
            ...actionsOf(
                "identitystore",
                `DescribeGroup DescribeGroupMembership DescribeUser GetGroupId GetGroupMembershipId GetUserId ListGroupMemberships ListGroups ListUsers`,
            ),
            ...actionsOf(
                "sso",
                `DescribePermissionSet GetInlinePolicyForPermissionSet GetPermissionsBoundaryForPermissionSet
                ListAccountAssignments ListAccountAssignmentsForPrincipal ListAccountsForProvisionedPermissionSet
                ListCustomerManagedPolicyReferencesInPermissionSet ListInstances ListManagedPoliciesInPermissionSet ListPermissionSets
                ListTagsForResource`,
            ),
        ],
        resources: ANYTHING,
    },
    {
        sid: "WriteState",
        role: "up",
        actions: actionsOf("s3", "DeleteObject GetObject PutObject"),
        resources: [
            `${STATE_BUCKET}/.pulumi/backups/aws-organization/*`,
            `${STATE_BUCKET}/.pulumi/history/aws-organization/*`,
            `${STATE_BUCKET}/.pulumi/locks/organization/aws-organization/*`,
            `${STATE_BUCKET}/.pulumi/stacks/aws-organization/*`,
        ],
    },
    {
        sid: "EncryptState",
        role: "up",
        actions: actionsOf("kms", "GenerateDataKey"),
        resources: ["${StateKey.Arn}"],
        condition: { StringEquals: { "kms:ViaService": "s3.${AWS::Region}.${AWS::URLSuffix}" } },
    },
    {
        sid: "ChangeOrganization",
        role: "up",
        actions: [
            ...actionsOf(
                "iam",
                `DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions
                EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions`,
            ),
            ...actionsOf(
                "organizations",
                `AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeleteOrganizationalUnit DeletePolicy
                DeleteResourcePolicy DeregisterDelegatedAdministrator DescribeCreateAccountStatus DetachPolicy
                DisableAWSServiceAccess EnableAWSServiceAccess EnablePolicyType MoveAccount PutResourcePolicy
                RegisterDelegatedAdministrator TagResource UntagResource UpdateOrganizationalUnit UpdatePolicy`,
            ),
        ],
        resources: ANYTHING,
    },
    {
        sid: "ChangeNamesContactsAndRegions",
        role: "up",
        actions: actionsOf("account", "DeleteAlternateContact EnableRegion PutAccountName PutAlternateContact"),
        resources: ANYTHING,
    },
    {
        sid: "ChangeCosts",
        role: "up",
        part: "costs",
        actions: [
            ...actionsOf("bcm-data-exports", "CreateExport DeleteExport TagResource UntagResource UpdateExport"),
            ...actionsOf("budgets", "ModifyBudget TagResource UntagResource"),
            ...actionsOf(
                "ce",
                `CreateAnomalyMonitor CreateAnomalySubscription CreateCostCategoryDefinition DeleteAnomalyMonitor
                DeleteAnomalySubscription DeleteCostCategoryDefinition TagResource UntagResource UpdateAnomalyMonitor
                UpdateAnomalySubscription UpdateCostAllocationTagsStatus UpdateCostCategoryDefinition`,
            ),
            ...actionsOf("cur", "PutReportDefinition"),
        ],
        resources: ANYTHING,
    },
    {
        sid: "ChangeExportBucket",
        role: "up",
        part: "costs",
        // Not DeleteBucket: `up` never deletes the bucket.
        actions: actionsOf(
            "s3",
            `CreateBucket PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketVersioning
            PutEncryptionConfiguration PutLifecycleConfiguration TagResource UntagResource`,
        ),
        resources: [EXPORT_BUCKET],
    },
    {
        sid: "ChangePeople",
        role: "up",
        part: "people",
        actions: [
            ...actionsOf(
                "identitystore",
                `CreateGroup CreateGroupMembership CreateUser DeleteGroup DeleteGroupMembership DeleteUser UpdateGroup UpdateUser`,
            ),
            ...actionsOf(
                "sso",
                `AttachCustomerManagedPolicyReferenceToPermissionSet AttachManagedPolicyToPermissionSet CreateAccountAssignment
                CreatePermissionSet DeleteAccountAssignment DeleteInlinePolicyFromPermissionSet DeletePermissionSet
                DeletePermissionsBoundaryFromPermissionSet DescribeAccountAssignmentCreationStatus
                DescribeAccountAssignmentDeletionStatus DescribePermissionSetProvisioningStatus
                DetachCustomerManagedPolicyReferenceFromPermissionSet DetachManagedPolicyFromPermissionSet ProvisionPermissionSet
                PutInlinePolicyToPermissionSet PutPermissionsBoundaryToPermissionSet TagResource UntagResource UpdatePermissionSet`,
            ),
        ],
        resources: ANYTHING,
    },
    {
        sid: "KeepOutOfManagementAccount",
        role: "up",
        part: "people",
        effect: "Deny",
        unless: "management-account-access",
        actions: actionsOf("sso", "CreateAccountAssignment DeleteAccountAssignment"),
        resources: ["arn:${AWS::Partition}:sso:::account/${AWS::AccountId}"],
    },
];
