/**
 * The inputs of the AWS provider's resources whose change replaces the resource, by type: what its schema marks with
 * `willReplaceOnChanges`. A test compares them, so a new version of the provider or a new type of ours is noticed.
 */
const BY_SCHEMA: Readonly<Record<string, readonly string[]>> = {
    "aws:accessanalyzer/analyzer:Analyzer": ["analyzerName", "configuration", "type"],
    "aws:account/alternativeContact:AlternativeContact": ["accountId", "alternateContactType"],
    "aws:account/region:Region": ["accountId", "regionName"],
    "aws:bcmdata/export:Export": [],
    "aws:budgets/budget:Budget": ["accountId", "name", "namePrefix"],
    "aws:budgets/budgetAction:BudgetAction": ["accountId", "actionType", "budgetName"],
    "aws:cfg/configurationAggregator:ConfigurationAggregator": ["name"],
    "aws:cloudtrail/trail:Trail": ["name"],
    "aws:cloudwatch/eventRule:EventRule": ["eventBusName", "name", "namePrefix"],
    "aws:cloudwatch/eventTarget:EventTarget": ["eventBusName", "rule", "targetId"],
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor": ["monitorDimension", "monitorSpecification", "monitorType"],
    "aws:costexplorer/anomalySubscription:AnomalySubscription": ["accountId", "name"],
    "aws:ebs/encryptionByDefault:EncryptionByDefault": [],
    "aws:guardduty/detector:Detector": [],
    "aws:guardduty/detectorFeature:DetectorFeature": ["detectorId", "name"],
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": ["adminAccountId"],
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration": ["detectorId"],
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": [
        "additionalConfigurations",
        "detectorId",
        "name",
    ],
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": [],
    "aws:iam/role:Role": ["name", "namePrefix", "path"],
    "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
    "aws:identitystore/group:Group": ["identityStoreId"],
    "aws:identitystore/groupMembership:GroupMembership": ["groupId", "identityStoreId", "memberId"],
    "aws:identitystore/user:User": ["identityStoreId", "userName"],
    "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount": ["accountId"],
    "aws:inspector2/organizationConfiguration:OrganizationConfiguration": [],
    "aws:kms/alias:Alias": ["name", "namePrefix"],
    "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
    "aws:macie2/account:Account": [],
    "aws:macie2/organizationAdminAccount:OrganizationAdminAccount": ["adminAccountId"],
    "aws:macie2/organizationConfiguration:OrganizationConfiguration": [],
    "aws:organizations/account:Account": ["email", "iamUserAccessToBilling", "roleName"],
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator": ["accountId", "servicePrincipal"],
    "aws:organizations/organization:Organization": [],
    "aws:organizations/organizationalUnit:OrganizationalUnit": ["parentId"],
    "aws:organizations/policy:Policy": ["type"],
    "aws:organizations/policyAttachment:PolicyAttachment": ["policyId", "targetId"],
    "aws:resourceexplorer/index:Index": [],
    "aws:resourceexplorer/view:View": [],
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": ["accountId"],
    "aws:s3/bucket:Bucket": ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [],
    "aws:s3/bucketLogging:BucketLogging": ["bucket"],
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": [
        "bucket",
        "expectedBucketOwner",
        "objectLockEnabled",
    ],
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket"],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucket"],
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket"],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["bucket"],
    "aws:s3/bucketVersioning:BucketVersioning": ["bucket"],
    "aws:securityhub/account:Account": ["enableDefaultStandards"],
    "aws:securityhub/configurationPolicy:ConfigurationPolicy": [],
    "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": ["targetId"],
    "aws:securityhub/findingAggregator:FindingAggregator": [],
    "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount": ["adminAccountId"],
    "aws:securityhub/organizationConfiguration:OrganizationConfiguration": [],
    "aws:sns/topic:Topic": ["fifoTopic", "name", "namePrefix"],
    "aws:sns/topicPolicy:TopicPolicy": ["arn"],
    "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "topic"],
};

/** What the schema does not mark: the newer half of the AWS provider leaves it out. */
const NOT_IN_SCHEMA: Readonly<Record<string, readonly string[]>> = {
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["bucket"],
    "aws:resourceexplorer/view:View": ["name", "scope"],
    // It has the bucket, with which the engine replaces it.
    "aws:bcmdata/export:Export": ["export"],
};

/** The same for our own resources (providers/), by the `replaces` of their `diff`. */
const OF_OUR_OWN: Readonly<Record<string, readonly string[]>> = {
    "pulumi-nodejs:dynamic/costs:CostCategory": ["name"],
    "pulumi-nodejs:dynamic/organizations:FullAccessDetached": ["targetId"],
    "pulumi-nodejs:dynamic/organizations:Invitation": ["targetType", "targetId"],
    "pulumi-nodejs:dynamic/people:AccountAccess": ["instanceArn", "permissionSetArn", "principalType", "principalId"],
    "pulumi-nodejs:dynamic/people:PermissionSet": ["name", "instanceArn"],
    "pulumi-nodejs:dynamic/security:ServiceMembers": ["service", "region", "administratorId"],
};

/** Whether a change of this input replaces the resource. Every resource of AWS that is in one region is made anew in another. */
export function replacesWith(type: string, input: string): boolean {
    if (input === "region" && type.startsWith("aws:")) return true;
    return [BY_SCHEMA, NOT_IN_SCHEMA, OF_OUR_OWN].some((table) => table[type]?.includes(input) === true);
}

/** For the test that compares the table with the provider's schema. */
export const REPLACING_BY_SCHEMA = BY_SCHEMA;
