"""AWS::S3::Bucket and AWS::S3::BucketPolicy."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from .base import OwnResource, Properties, ResourceType, Where, given, is_true, resource_type, text_of


@resource_type("AWS::S3::Bucket")
class Bucket(ResourceType):
    replaced_by = frozenset({"BucketName", "ObjectLockEnabled"})
    name_property = "BucketName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        s3 = where.client("s3")
        name = properties.get("BucketName") or where.generated_name(63).lower()
        elsewhere = (
            {"CreateBucketConfiguration": {"LocationConstraint": where.region}} if where.region != "us-east-1" else {}
        )
        lock = (
            {"ObjectLockEnabledForBucket": True} if str(properties.get("ObjectLockEnabled")).lower() == "true" else {}
        )
        s3.create_bucket(Bucket=name, **elsewhere, **lock)
        self._configure(s3, name, where, properties)
        return OwnResource(
            name,
            {
                "Arn": f"arn:aws:s3:::{name}",
                "DomainName": f"{name}.s3.amazonaws.com",
                "RegionalDomainName": f"{name}.s3.{where.region}.amazonaws.com",
            },
        )

    def _configure(self, s3: Any, name: str, where: Where, properties: Properties) -> None:
        tags = where.all_tags(properties)
        if tags:
            s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": tags})
        rules = (properties.get("BucketEncryption") or {}).get("ServerSideEncryptionConfiguration")
        if rules:
            converted = [
                {
                    "ApplyServerSideEncryptionByDefault": rule.get("ServerSideEncryptionByDefault"),
                    "BucketKeyEnabled": is_true(rule.get("BucketKeyEnabled")),
                }
                for rule in rules
            ]
            s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": converted})
        block = properties.get("PublicAccessBlockConfiguration")
        if block:
            s3.put_public_access_block(
                Bucket=name, PublicAccessBlockConfiguration={key: is_true(value) for key, value in block.items()}
            )
        versioning = properties.get("VersioningConfiguration")
        if versioning:
            s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=versioning)
        lifecycle = properties.get("LifecycleConfiguration")
        if lifecycle:
            rules = [_lifecycle_rule(rule, number) for number, rule in enumerate(lifecycle["Rules"])]
            s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
        ownership = properties.get("OwnershipControls")
        if ownership:
            s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=ownership)

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        s3, name = where.client("s3"), resource.physical_resource_id
        if before.get("LifecycleConfiguration") and not properties.get("LifecycleConfiguration"):
            s3.delete_bucket_lifecycle(Bucket=name)
        if before.get("PublicAccessBlockConfiguration") and not properties.get("PublicAccessBlockConfiguration"):
            s3.delete_public_access_block(Bucket=name)
        self._configure(s3, name, where, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        """A bucket that is not empty cannot be deleted."""
        s3 = where.client("s3")
        try:
            s3.delete_bucket(Bucket=resource.physical_resource_id)
        except s3.exceptions.NoSuchBucket:
            return

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        s3, name = where.client("s3"), resource.physical_resource_id
        if name not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
            return None
        return {
            "BucketName": name,
            "VersioningConfiguration": given(s3.get_bucket_versioning(Bucket=name), "Status") or None,
            "PublicAccessBlockConfiguration": _part(s3.get_public_access_block, name, "PublicAccessBlockConfiguration"),
            "OwnershipControls": _part(s3.get_bucket_ownership_controls, name, "OwnershipControls"),
            "BucketEncryption": _encryption(s3, name),
            "LifecycleConfiguration": _lifecycle(_part(s3.get_bucket_lifecycle_configuration, name, "Rules")),
            "Tags": _part(s3.get_bucket_tagging, name, "TagSet") or [],
        }


def _part(ask: Callable[..., Any], bucket: str, part: str) -> Any:
    """None if the bucket has none."""
    try:
        return ask(Bucket=bucket)[part]
    except ClientError:
        return None


def _encryption(s3: Any, bucket: str) -> Properties:
    """S3 encrypts every bucket: with its own keys, if nothing else is said."""
    found = _part(s3.get_bucket_encryption, bucket, "ServerSideEncryptionConfiguration") or {}
    default = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": False}
    rules = [
        {
            "ServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"],
            "BucketKeyEnabled": rule.get("BucketKeyEnabled", False),
        }
        for rule in found.get("Rules") or [default]
    ]
    return {"ServerSideEncryptionConfiguration": rules}


def _lifecycle_rule(rule: Properties, number: int) -> dict[str, Any]:
    converted: dict[str, Any] = {
        "ID": rule.get("Id") or f"rule-{number}",
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "ExpirationInDays" in rule:
        converted["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if "Transitions" in rule:
        converted["Transitions"] = [
            {"Days": int(one["TransitionInDays"]), "StorageClass": one["StorageClass"]} for one in rule["Transitions"]
        ]
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    days = noncurrent.get("NoncurrentDays") or rule.get("NoncurrentVersionExpirationInDays")
    if days:
        converted["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(days)}
    abort = rule.get("AbortIncompleteMultipartUpload")
    if abort:
        converted["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": int(abort["DaysAfterInitiation"])}
    return converted


def _lifecycle(rules: list[dict[str, Any]] | None) -> Properties | None:
    """As a template says it."""
    if rules is None:
        return None
    return {"Rules": [_rule_of_template(rule) for rule in rules]}


def _rule_of_template(rule: dict[str, Any]) -> Properties:
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    read: Properties = {
        "Id": rule["ID"],
        "Status": rule["Status"],
        "Prefix": (rule.get("Filter") or {}).get("Prefix", rule.get("Prefix", "")),
        "ExpirationInDays": (rule.get("Expiration") or {}).get("Days"),
        "Transitions": [
            {"TransitionInDays": one.get("Days"), "StorageClass": one["StorageClass"]}
            for one in rule.get("Transitions") or []
        ],
        # A template may say it in two ways.
        "NoncurrentVersionExpiration": given(noncurrent, "NoncurrentDays"),
        "NoncurrentVersionExpirationInDays": noncurrent.get("NoncurrentDays"),
        "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
    }
    return {key: value for key, value in read.items() if value not in (None, {}, [])}


@resource_type("AWS::S3::BucketPolicy")
class BucketPolicy(ResourceType):
    replaced_by = frozenset({"Bucket"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        self._put(where, properties)
        return OwnResource(properties["Bucket"])

    def _put(self, where: Where, properties: Properties) -> None:
        where.client("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=text_of(properties["PolicyDocument"]))

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        self._put(where, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        s3 = where.client("s3")
        try:
            s3.delete_bucket_policy(Bucket=resource.physical_resource_id)
        except s3.exceptions.ClientError:
            return

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        s3, name = where.client("s3"), resource.physical_resource_id
        try:
            return {"Bucket": name, "PolicyDocument": json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])}
        except s3.exceptions.ClientError:
            return None
