"""AWS::S3::Bucket and AWS::S3::BucketPolicy."""

from __future__ import annotations

import json
from typing import Any

from .base import OwnResource, Properties, ResourceType, Where, resource_type, text_of


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
                    "BucketKeyEnabled": _true(rule.get("BucketKeyEnabled")),
                }
                for rule in rules
            ]
            s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": converted})
        block = properties.get("PublicAccessBlockConfiguration")
        if block:
            s3.put_public_access_block(
                Bucket=name, PublicAccessBlockConfiguration={key: _true(value) for key, value in block.items()}
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
        found: Properties = {"BucketName": name}
        versioning = s3.get_bucket_versioning(Bucket=name).get("Status")
        if versioning:
            found["VersioningConfiguration"] = {"Status": versioning}
        try:
            block = s3.get_public_access_block(Bucket=name)
            found["PublicAccessBlockConfiguration"] = block["PublicAccessBlockConfiguration"]
        except s3.exceptions.ClientError:
            found["PublicAccessBlockConfiguration"] = None
        return found


def _true(value: Any) -> bool:
    return str(value).lower() == "true"


def _lifecycle_rule(rule: Properties, number: int) -> dict[str, Any]:
    converted: dict[str, Any] = {
        "ID": rule.get("Id") or f"rule-{number}",
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "ExpirationInDays" in rule:
        converted["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    days = noncurrent.get("NoncurrentDays") or rule.get("NoncurrentVersionExpirationInDays")
    if days:
        converted["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(days)}
    abort = rule.get("AbortIncompleteMultipartUpload")
    if abort:
        converted["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": int(abort["DaysAfterInitiation"])}
    return converted


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
