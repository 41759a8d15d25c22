import { actionsOf, type PermissionStatement } from "./permissionStatement";

const ANYTHING = ["*"];
const SERVICE_ROLES = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role";

/**
 * For `security`: the trail, and who administers detection, in the management account. Everything else is in the log archive and the audit
 * account, where the program works with their access roles. Those who may assume them can do everything there, so it is a power.
 */
export const SECURITY_PERMISSIONS: readonly PermissionStatement[] = [
    {
        sid: "ReadSecurity",
        role: "preview",
        part: "security",
        actions: [
            ...actionsOf("cloudtrail", "DescribeTrails GetEventSelectors GetTrailStatus ListTags"),
            ...actionsOf("guardduty", "GetDetector ListDetectors ListOrganizationAdminAccounts"),
            ...actionsOf("inspector2", "ListDelegatedAdminAccounts"),
            ...actionsOf("macie2", "ListOrganizationAdminAccounts"),
            ...actionsOf("securityhub", "ListOrganizationAdminAccounts"),
        ],
        resources: ANYTHING,
    },
    {
        sid: "WorkInSecurityAccounts",
        role: "preview",
        part: "security",
        power: "security-accounts",
        actions: actionsOf("sts", "AssumeRole"),
        resources: ["${SecurityRoles}"],
    },
    {
        sid: "ChangeSecurity",
        role: "up",
        part: "security",
        actions: [
            ...actionsOf(
                "cloudtrail",
                "AddTags CreateTrail DeleteTrail PutEventSelectors RemoveTags StartLogging UpdateTrail",
            ),
            ...actionsOf(
                "guardduty",
                `CreateDetector DeleteDetector DisableOrganizationAdminAccount EnableOrganizationAdminAccount TagResource UntagResource
                UpdateDetector`,
            ),
            ...actionsOf("inspector2", "DisableDelegatedAdminAccount EnableDelegatedAdminAccount"),
            ...actionsOf("macie2", "DisableOrganizationAdminAccount EnableOrganizationAdminAccount"),
            ...actionsOf("securityhub", "DisableOrganizationAdminAccount EnableOrganizationAdminAccount"),
        ],
        resources: ANYTHING,
    },
    {
        // Each service makes its role when it is used first, with the rights of the caller.
        sid: "CreateRolesOfSecurity",
        role: "up",
        part: "security",
        actions: actionsOf("iam", "CreateServiceLinkedRole"),
        resources: [
            `${SERVICE_ROLES}/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail`,
            `${SERVICE_ROLES}/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
            `${SERVICE_ROLES}/malware-protection.guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDutyMalwareProtection`,
        ],
    },
];
