"""What moto lacks of S3: the tags in CreateBucket, which the AWS provider sends, and that a bucket's tags end with it."""

from __future__ import annotations

from typing import Any

import xmltodict
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

_put = S3Response._bucket_response_put
_delete = S3Backend.delete_bucket


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


def install() -> None:
    S3Response._bucket_response_put = _bucket_response_put  # type: ignore[method-assign]
    S3Backend.delete_bucket = _delete_bucket  # type: ignore[method-assign]
