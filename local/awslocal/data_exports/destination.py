"""The bucket of an export: it must exist, in the region that the export names, and let Data Exports write.

Source: "Setting up an Amazon S3 bucket for data exports": the bucket's policy allows bcm-data-exports.amazonaws.com
s3:PutObject and s3:GetBucketPolicy on the bucket and its objects, for this account and its exports.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.s3.models import s3_backends

from ..errors import AwsError

SERVICE = "bcm-data-exports.amazonaws.com"


def check_bucket(account: str, destination: dict[str, Any]) -> None:
    name = destination["S3Bucket"]
    owner = s3_backends.bucket_accounts.get(name, (None, None))[1]
    if owner is None or owner != (destination.get("S3BucketOwner") or account):
        raise AwsError("ValidationException", f"The S3 bucket {name} does not exist in the account.")
    bucket = s3_backends[owner]["aws"].buckets[name]
    if bucket.region_name != destination["S3Region"]:
        raise AwsError("ValidationException", f"The S3 bucket {name} is not in the region {destination['S3Region']}.")
    policy = bucket.policy
    statements = _listed(json.loads(policy).get("Statement")) if policy else []
    for action, resource in (
        ("s3:PutObject", f"{bucket.arn}/{destination['S3Prefix']}/export"),
        ("s3:GetBucketPolicy", bucket.arn),
    ):
        if not any(_allows(statement, account, action, resource) for statement in statements):
            raise AwsError(
                "ValidationException",
                f"The policy of the S3 bucket {name} does not allow {SERVICE} {action} for this account.",
            )


def _allows(statement: dict[str, Any], account: str, action: str, resource: str) -> bool:
    principal = statement.get("Principal")
    services = _listed(principal.get("Service")) if isinstance(principal, dict) else [principal]
    return (
        statement.get("Effect") == "Allow"
        and (SERVICE in services or "*" in services)
        and any(fnmatchcase(action.lower(), one.lower()) for one in _listed(statement.get("Action")))
        and any(fnmatchcase(resource, one) for one in _listed(statement.get("Resource")))
        and _is_met(statement.get("Condition") or {}, account)
    )


def _is_met(condition: dict[str, Any], account: str) -> bool:
    """Only the conditions on the source are read."""
    known = {
        "aws:sourceaccount": account,
        "aws:sourcearn": f"arn:aws:bcm-data-exports:us-east-1:{account}:export/name",
    }
    return all(
        key.lower() not in known or any(fnmatchcase(known[key.lower()], str(one)) for one in _listed(values))
        for operator in condition.values()
        for key, values in operator.items()
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
