"""AWS's limits for AWS Organizations, as data.

Sources: [Q] "Quotas for AWS Organizations", [M] the service model in botocore, [K] common knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass

DAYS_BEFORE_REMOVAL = 4  # [M] WAIT_PERIOD_ACTIVE
DAYS_BEFORE_PURGE = 90  # [Q]
DAYS_OF_AN_INVITATION = 15  # [Q]
DAYS_OF_ALL_FEATURES_REQUEST = 90  # [Q]
DAYS_OF_AN_ENDED_HANDSHAKE = 30  # [M] Handshake
INVITATIONS_A_DAY = 20  # [Q] or the quota of accounts, whichever is greater; accepted ones do not count
DAYS_OF_CLOSING_QUOTA = 30  # [M]
CONCURRENT_CREATIONS = 5  # [Q]
CONCURRENT_CLOSINGS = 3  # [Q]
UNIT_DEPTH = 5  # [Q]
TAGS = 50  # [Q]
PAGE_SIZE = 20  # [M] MaxResults


def closings_in_30_days(member_accounts: int) -> int:
    """[M] the higher of 250 and 20 % of the member accounts, up to 1,000."""
    return min(1_000, max(250, member_accounts * 20 // 100))


@dataclass(frozen=True)
class PolicyTypeLimits:
    """Maximum characters of a policy, maximum attached to one target, maximum in the organization [Q]."""

    size: int
    attached: int
    number: int = 1_000
    minimum_attached: int = 0


POLICY_TYPES: dict[str, PolicyTypeLimits] = {
    "SERVICE_CONTROL_POLICY": PolicyTypeLimits(10_240, 10, 10_000, minimum_attached=1),
    "RESOURCE_CONTROL_POLICY": PolicyTypeLimits(5_120, 5, 2_000, minimum_attached=1),
    "TAG_POLICY": PolicyTypeLimits(10_000, 10),
    "BACKUP_POLICY": PolicyTypeLimits(10_000, 10),
    "AISERVICES_OPT_OUT_POLICY": PolicyTypeLimits(2_500, 5),
    "CHATBOT_POLICY": PolicyTypeLimits(10_000, 5),
    "DECLARATIVE_POLICY_EC2": PolicyTypeLimits(10_000, 10),
    "SECURITYHUB_POLICY": PolicyTypeLimits(10_000, 10),
}
# The newer types of the service model. AWS has not published their quotas.
UNPUBLISHED_LIMITS = PolicyTypeLimits(10_000, 10)


def policy_type_limits(policy_type: str) -> PolicyTypeLimits:
    return POLICY_TYPES.get(policy_type, UNPUBLISHED_LIMITS)


# The services that resource control policies cover, as in evaluator/controlPolicy/rcpServices.ts. A test compares the
# two. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services,
# 2026-09-26
RCP_SERVICES = frozenset(
    [
        "aoss", "appconfig", "appstream", "autoscaling", "autoscaling-plans", "budgets", "clouddirectory",
        "cloudfront", "cloudsearch", "cloudtrail-data", "codeartifact", "codebuild", "codecommit", "codepipeline",
        "cognito-identity", "cognito-idp", "comprehend", "comprehendmedical", "compute-optimizer",
        "cost-optimization-hub", "dax", "dsql", "dynamodb", "ecr", "ecr-public", "events", "firehose", "fis", "fms",
        "gamelift", "health", "inspector-scan", "kendra", "kinesisvideo", "kms", "logs", "memorydb", "networkmonitor",
        "notifications", "opensearch", "pca-connector-ad", "personalize", "polly", "pricing", "resource-groups",
        "rolesanywhere", "s3", "secretsmanager", "servicediscovery", "signin", "sqs", "sts", "support", "swf",
        "textract", "timestream-influxdb", "transcribe", "transfer", "translate", "wafv2", "workspaces", "xray",
    ]
)  # fmt: skip
