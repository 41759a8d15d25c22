/** Operations whose permission has another name. Sources: AWS's service authorization reference (2026-11-27). */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html
    // Whoever creates something with tags has to be allowed to tag it.
    "budgets.CreateBudget": ["budgets:ModifyBudget", "budgets:TagResource"],
    "budgets.CreateNotification": ["budgets:ModifyBudget"],
    "budgets.CreateSubscriber": ["budgets:ModifyBudget"],
    "budgets.DeleteBudget": ["budgets:ModifyBudget"],
    "budgets.DeleteNotification": ["budgets:ModifyBudget"],
    "budgets.DeleteSubscriber": ["budgets:ModifyBudget"],
    "budgets.UpdateBudget": ["budgets:ModifyBudget"],
    "budgets.UpdateNotification": ["budgets:ModifyBudget"],
    "budgets.UpdateSubscriber": ["budgets:ModifyBudget"],
    "budgets.DescribeBudget": ["budgets:ViewBudget"],
    "budgets.DescribeBudgetNotificationsForAccount": ["budgets:ViewBudget"],
    "budgets.DescribeBudgets": ["budgets:ViewBudget"],
    "budgets.DescribeNotificationsForBudget": ["budgets:ViewBudget"],
    "budgets.DescribeSubscribersForNotification": ["budgets:ViewBudget"],
    // AWS asks whether the caller may pass the action's role.
    "budgets.CreateBudgetAction": ["budgets:CreateBudgetAction", "budgets:TagResource", "iam:PassRole"],
    "budgets.UpdateBudgetAction": ["budgets:UpdateBudgetAction", "iam:PassRole"],
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbillingandcostmanagementdataexports.html
    "bcm-data-exports.CreateExport": [
        "bcm-data-exports:CreateExport",
        "bcm-data-exports:TagResource",
        "cur:PutReportDefinition",
    ],
    "ce.CreateAnomalyMonitor": ["ce:CreateAnomalyMonitor", "ce:TagResource"],
    "ce.CreateAnomalySubscription": ["ce:CreateAnomalySubscription", "ce:TagResource"],
    "ce.CreateCostCategoryDefinition": ["ce:CreateCostCategoryDefinition", "ce:TagResource"],
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
    "cloudformation.CreateStackSet": ["cloudformation:CreateStackSet", "cloudformation:TagResource"],
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html and list_amazonguardduty.html
    "cloudtrail.CreateTrail": ["cloudtrail:AddTags", "cloudtrail:CreateTrail"],
    "guardduty.CreateDetector": ["guardduty:CreateDetector", "guardduty:TagResource"],
    "iam.CreateRole": ["iam:CreateRole", "iam:TagRole"],
    "sso.CreatePermissionSet": ["sso:CreatePermissionSet", "sso:TagResource"],
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
    // It also needs s3:GetObject of what is copied, which is in the same bucket.
    "s3.CopyObject": ["s3:PutObject"],
    "s3.DeletePublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
    "s3.GetBucketAccelerateConfiguration": ["s3:GetAccelerateConfiguration"],
    "s3.GetBucketCors": ["s3:GetBucketCORS"],
    "s3.GetBucketEncryption": ["s3:GetEncryptionConfiguration"],
    "s3.GetBucketLifecycleConfiguration": ["s3:GetLifecycleConfiguration"],
    "s3.GetBucketReplication": ["s3:GetReplicationConfiguration"],
    "s3.GetObjectLockConfiguration": ["s3:GetBucketObjectLockConfiguration"],
    "s3.GetPublicAccessBlock": ["s3:GetBucketPublicAccessBlock"],
    "s3.HeadBucket": ["s3:ListBucket"],
    "s3.HeadObject": ["s3:GetObject"],
    "s3.ListObjects": ["s3:ListBucket"],
    "s3.ListObjectsV2": ["s3:ListBucket"],
    "s3.PutBucketEncryption": ["s3:PutEncryptionConfiguration"],
    "s3.PutBucketLifecycleConfiguration": ["s3:PutLifecycleConfiguration"],
    "s3.PutPublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
    // The block of the account has the same operation as that of a bucket.
    "s3control.GetPublicAccessBlock": ["s3:GetAccountPublicAccessBlock"],
    "s3control.PutPublicAccessBlock": ["s3:PutAccountPublicAccessBlock"],
    "s3control.ListTagsForResource": ["s3:ListTagsForResource"],
    "s3control.TagResource": ["s3:TagResource"],
    "s3control.UntagResource": ["s3:UntagResource"],
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permission is needed.
    "sts.GetCallerIdentity": [],
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html: the prefix is `tag`.
    "tagging.GetResources": ["tag:GetResources"],
};

/** The actions that a call needs, as policies name them. */
export function actionsOfCall(call: string): readonly string[] {
    return OTHER_NAMES[call] ?? [call.replace(".", ":")];
}
