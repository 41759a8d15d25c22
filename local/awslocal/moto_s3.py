"""What moto lacks of S3: the tags in CreateBucket, which the AWS provider sends, that a bucket's tags end with it, that object lock
keeps a bucket's versioning on, and policies of buckets of access logs that deny something."""

from __future__ import annotations

from typing import Any

import xmltodict
from moto.s3.exceptions import InvalidBucketState
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from .resource_policies import allows_service

_put = S3Response._bucket_response_put
_delete = S3Backend.delete_bucket
_set_logging = FakeBucket.set_logging
_put_versioning = S3Backend.put_bucket_versioning


def _bucket_response_put(self: S3Response, request: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
    answer = _put(self, request, bucket_name, querystring)
    if not querystring and self.body:
        configuration = xmltodict.parse(self.body, force_list={"Tag"}).get("CreateBucketConfiguration") or {}
        tags = {tag["Key"]: tag["Value"] or "" for tag in (configuration.get("Tags") or {}).get("Tag") or []}
        if tags:
            self.backend.put_bucket_tagging(bucket_name, tags)
    return answer


def _delete_bucket(self: S3Backend, bucket_name: str) -> FakeBucket | None:
    arn = self.get_bucket(bucket_name).arn
    deleted = _delete(self, bucket_name)
    if deleted is not None:
        self.tagger.delete_all_tags_for_resource(arn)
    return deleted


def _put_bucket_versioning(self: S3Backend, bucket_name: str, status: str) -> None:
    if status != "Enabled" and self.get_bucket(bucket_name).object_lock_enabled:
        raise InvalidBucketState(
            "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."
        )
    _put_versioning(self, bucket_name, status)


def _set_logging_of(self: FakeBucket, logging_config: dict[str, Any] | None, bucket_backend: S3Backend) -> None:
    target = bucket_backend.buckets.get((logging_config or {}).get("TargetBucket", ""))
    if target is not None:
        target.logged = self  # type: ignore[attr-defined]
    _set_logging(self, logging_config, bucket_backend)


def _lets_logs_in(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    logged = target_bucket.logged  # type: ignore[attr-defined]
    return allows_service(
        target_bucket.policy,
        "logging.s3.amazonaws.com",
        "s3:PutObject",
        f"{target_bucket.arn}/{target_prefix or ''}log",
        {"aws:sourcearn": logged.arn, "aws:sourceaccount": logged.account_id},
    )


def install() -> None:
    FakeBucket.set_logging = _set_logging_of  # type: ignore[method-assign]
    FakeBucket._log_permissions_enabled_policy = staticmethod(_lets_logs_in)  # type: ignore[method-assign]
    S3Response._bucket_response_put = _bucket_response_put  # type: ignore[method-assign]
    S3Backend.delete_bucket = _delete_bucket  # type: ignore[method-assign]
    S3Backend.put_bucket_versioning = _put_bucket_versioning  # type: ignore[method-assign]
