"""What CloudTrail needs of the bucket, the key and the topic of a trail.

Sources: "Amazon S3 bucket policy for CloudTrail", "Configure AWS KMS key policies for CloudTrail", "Amazon SNS topic policy for
CloudTrail" in the CloudTrail User Guide. The error about the bucket's policy and the one about the key are AWS's.
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import s3_backends

from ..errors import AwsError
from ..organizations.model import Organization
from ..resource_policies import allows_service
from .state import Trail

SERVICE = "cloudtrail.amazonaws.com"


def check_delivery(trail: Trail, organization: Organization | None) -> None:
    """Raises AWS's error if CloudTrail cannot deliver the trail's files."""
    known = {"aws:sourcearn": trail.arn, "aws:sourceaccount": trail.account}
    if organization:
        known["aws:sourceorgid"] = organization.id
    _check_bucket(trail, organization, known)
    if trail.details.get("KmsKeyId"):
        _check_key(trail, known)
    if trail.details.get("SnsTopicARN"):
        _check_topic(trail, known)


def _check_bucket(trail: Trail, organization: Organization | None, known: dict[str, str]) -> None:
    name = trail.details["S3BucketName"]
    owner = s3_backends.bucket_accounts.get(name, (None, None))[1]
    if owner is None:
        raise AwsError("S3BucketDoesNotExistException", f"S3 bucket {name} does not exist!")
    bucket = s3_backends[owner]["aws"].buckets[name]
    prefix = f"{trail.details['S3KeyPrefix']}/" if trail.details.get("S3KeyPrefix") else ""
    folders = [trail.account]
    if trail.is_organization_trail and organization:
        folders.append(organization.id)
    needed = [("s3:GetBucketAcl", bucket.arn, known)] + [
        (
            "s3:PutObject",
            f"{bucket.arn}/{prefix}AWSLogs/{folder}/CloudTrail/file.json.gz",
            {**known, "s3:x-amz-acl": "bucket-owner-full-control"},
        )
        for folder in folders
    ]
    if not all(allows_service(bucket.policy, SERVICE, action, resource, values) for action, resource, values in needed):
        raise AwsError(
            "InsufficientS3BucketPolicyException", f"Incorrect S3 bucket policy is detected for bucket: {name}"
        )


def _check_key(trail: Trail, known: dict[str, str]) -> None:
    key = find_key(trail.details["KmsKeyId"])
    if key is None:
        raise AwsError("KmsKeyNotFoundException", f"KMS key {trail.details['KmsKeyId']} was not found.")
    if key.key_state != "Enabled":
        raise AwsError("KmsKeyDisabledException", "The KMS key is disabled or pending deletion.")
    values = {**known, "kms:encryptioncontext:aws:cloudtrail:arn": trail.arn}
    if not all(
        allows_service(key.policy, SERVICE, action, key.arn, values)
        for action in ("kms:GenerateDataKey", "kms:DescribeKey")
    ):
        raise AwsError(
            "InsufficientEncryptionPolicyException",
            f"Insufficient permissions to access S3 bucket {trail.details['S3BucketName']} or KMS key {key.arn}.",
        )


def _check_topic(trail: Trail, known: dict[str, str]) -> None:
    from moto.sns.models import sns_backends  # takes long to import

    arn = trail.details["SnsTopicARN"]
    _, _, _, region, account, _ = arn.split(":", 5)
    topic = sns_backends[account][region].topics.get(arn)
    if topic is None or not allows_service(topic.policy, SERVICE, "sns:Publish", arn, known):
        raise AwsError(
            "InsufficientSnsTopicPolicyException", "SNS Topic does not exist or the topic policy is incorrect!"
        )


def find_key(arn: str) -> Any | None:
    """moto's key with the ARN of a key or of an alias."""
    from moto.kms.models import kms_backends  # takes long to import

    parts = arn.split(":", 5)
    if len(parts) < 6:
        return None
    backend = kms_backends[parts[4]][parts[3]]
    kind, _, name = parts[5].partition("/")
    identifier = backend.get_key_id_from_alias(parts[5]) if kind == "alias" else name
    return backend.keys.get(identifier) if identifier else None
