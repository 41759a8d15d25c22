"""What accounts of a kind spend, and on which services. The names are those of the dimension SERVICE of Cost Explorer."""

from __future__ import annotations

from typing import NamedTuple


class Use(NamedTuple):
    """A service's share in an account's costs."""

    service: str
    usage_type: str
    share: float
    curve: str
    # Per month.
    growth: float
    # Empty: the regions of the account.
    region: str = ""


COMPUTE = "Amazon Elastic Compute Cloud - Compute"
TRANSFER = "AWS Data Transfer"
PLANS = "Savings Plans for AWS Compute usage"
STORAGE = Use("Amazon Simple Storage Service", "TimedStorage-ByteHrs", 0.06, "steady", 0.02)
LOGS = Use("AmazonCloudWatch", "DataProcessing-Bytes", 0.05, "live", 0.015)
KEYS = Use("AWS Key Management Service", "KMS-Requests", 0.01, "steady", 0.01)
CONFIG = Use("AWS Config", "ConfigurationItemRecorded", 0.015, "live", 0.005)

WORKLOAD = [
    Use(COMPUTE, "BoxUsage:m7g.large", 0.24, "live", 0.02),
    Use("EC2 - Other", "EBS:VolumeUsage.gp3", 0.09, "steady", 0.015),
    Use("Amazon Relational Database Service", "InstanceUsage:db.r7g.large", 0.2, "steady", 0.015),
    Use("Amazon Elastic Container Service for Kubernetes", "AmazonEKS-Hours:perCluster", 0.04, "steady", 0.0),
    Use("Amazon Elastic Load Balancing", "LCUUsage", 0.04, "live", 0.02),
    Use("Amazon ElastiCache", "NodeUsage:cache.r7g.large", 0.05, "steady", 0.01),
    Use("AWS Lambda", "Lambda-GB-Second", 0.03, "live", 0.04),
    Use("Amazon DynamoDB", "TimedStorage-ByteHrs", 0.03, "live", 0.03),
    Use("Amazon CloudFront", "EU-DataTransfer-Out-Bytes", 0.04, "live", 0.03, "global"),
    Use("Amazon Simple Queue Service", "Requests-Tier1", 0.01, "live", 0.02),
    Use("Amazon Virtual Private Cloud", "NatGateway-Hours", 0.04, "steady", 0.0),
    Use(TRANSFER, "DataTransfer-Out-Bytes", 0.05, "live", 0.03),
    Use("AWS Secrets Manager", "AWSSecretsManager-Secrets", 0.005, "steady", 0.01),
    STORAGE,
    LOGS,
    KEYS,
    CONFIG,
]
OFFICE = {COMPUTE, "Amazon Elastic Load Balancing", "AWS Lambda", TRANSFER, "AmazonCloudWatch"}
DATA = [
    Use("Amazon Redshift", "Node:ra3.xlplus", 0.35, "steady", 0.02),
    Use("AWS Glue", "ETL-DPU-Hour", 0.2, "live", 0.03),
    Use("Amazon Athena", "DataScannedInTB", 0.1, "office", 0.04),
    Use("Amazon SageMaker", "Notebk:ml.t3.xlarge", 0.15, "office", 0.03),
    Use("Amazon Bedrock", "Claude-input-tokens", 0.12, "office", 0.09),
]
SECURITY = [
    Use("Amazon GuardDuty", "PaidEventsAnalyzed", 0.3, "live", 0.015),
    Use("AWS Security Hub", "PaidComplianceCheck", 0.18, "steady", 0.01),
    Use("AWS CloudTrail", "PaidEventsRecorded", 0.14, "live", 0.02),
    Use("Amazon Simple Storage Service", "TimedStorage-ByteHrs", 0.3, "steady", 0.03),
    KEYS,
    CONFIG,
]
INFRASTRUCTURE = [
    Use("Amazon Virtual Private Cloud", "TransitGateway-Hours", 0.3, "steady", 0.0),
    Use("EC2 - Other", "NatGateway-Bytes", 0.2, "live", 0.02),
    Use("AWS Backup", "WarmStorage-ByteHrs-EBS", 0.15, "steady", 0.025),
    Use("Amazon EC2 Container Registry (ECR)", "TimedStorage-ByteHrs", 0.04, "steady", 0.02),
    Use("Amazon Route 53", "DNS-Queries", 0.03, "live", 0.01, "global"),
    Use("Amazon Elastic Container Service", "Fargate-vCPU-Hours:perCPU", 0.12, "office", 0.01),
    Use(TRANSFER, "DataTransfer-Regional-Bytes", 0.08, "live", 0.02),
    LOGS,
    KEYS,
]
SANDBOX = [
    Use(COMPUTE, "BoxUsage:t4g.small", 0.45, "office", 0.0),
    Use("Amazon Simple Storage Service", "TimedStorage-ByteHrs", 0.15, "steady", 0.01),
    Use("AWS Lambda", "Lambda-GB-Second", 0.1, "office", 0.0),
    Use("Amazon Bedrock", "Claude-input-tokens", 0.3, "office", 0.05),
]
MANAGEMENT = [
    Use("AWS CloudTrail", "PaidEventsRecorded", 0.3, "steady", 0.0, "us-east-1"),
    Use("AWS Cost Explorer", "USE1-APIRequest", 0.05, "office", 0.0, "us-east-1"),
    Use("Amazon Simple Storage Service", "TimedStorage-ByteHrs", 0.35, "steady", 0.02),
    Use("AWS Config", "ConfigurationItemRecorded", 0.3, "steady", 0.0),
]


class Kind(NamedTuple):
    """Costs in USD a month before they vary by account, services, and the share of resources without tags."""

    monthly: float
    uses: list[Use]
    untagged: float


KINDS = {
    "production": Kind(3_200, WORKLOAD, 0.08),
    "staging": Kind(700, WORKLOAD, 0.15),
    "development": Kind(420, WORKLOAD, 0.25),
    "infrastructure": Kind(1_300, INFRASTRUCTURE, 0.12),
    "security": Kind(650, SECURITY, 0.05),
    "sandbox": Kind(16, SANDBOX, 0.7),
    "management": Kind(110, MANAGEMENT, 1.0),
}
