"""The bucket of an export: it must exist, in the region that the export names, and let Data Exports write.

Source: "Setting up an Amazon S3 bucket for data exports": the bucket's policy allows bcm-data-exports.amazonaws.com
s3:PutObject and s3:GetBucketPolicy on the bucket and its objects, for this account and its exports.
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import s3_backends

from ..errors import AwsError
from ..resource_policies import allows_service

SERVICE = "bcm-data-exports.amazonaws.com"


def check_bucket(account: str, destination: dict[str, Any]) -> None:
    name = destination["S3Bucket"]
    owner = s3_backends.bucket_accounts.get(name, (None, None))[1]
    if owner is None or owner != (destination.get("S3BucketOwner") or account):
        raise AwsError("ValidationException", f"The S3 bucket {name} does not exist in the account.")
    bucket = s3_backends[owner]["aws"].buckets[name]
    if bucket.region_name != destination["S3Region"]:
        raise AwsError("ValidationException", f"The S3 bucket {name} is not in the region {destination['S3Region']}.")
    values = {
        "aws:sourceaccount": account,
        "aws:sourcearn": f"arn:aws:bcm-data-exports:us-east-1:{account}:export/name",
    }
    for action, resource in (
        ("s3:PutObject", f"{bucket.arn}/{destination['S3Prefix']}/export"),
        ("s3:GetBucketPolicy", bucket.arn),
    ):
        if not allows_service(bucket.policy, SERVICE, action, resource, values):
            raise AwsError(
                "ValidationException",
                f"The policy of the S3 bucket {name} does not allow {SERVICE} {action} for this account.",
            )
