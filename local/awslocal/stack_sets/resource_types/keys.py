"""AWS::KMS::Key. DescribeKey of a key that moto's CloudFormation has made fails."""

from __future__ import annotations

import json
from typing import Any

from .base import OwnResource, Properties, ResourceType, Where, given, is_true, resource_type, text_of

DAYS = 30


@resource_type("AWS::KMS::Key")
class Key(ResourceType):
    replaced_by = frozenset({"KeySpec", "KeyUsage", "MultiRegion", "Origin"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        kms = where.client("kms")
        tags = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in where.all_tags(properties)]
        policy = properties.get("KeyPolicy")
        made = kms.create_key(
            Tags=tags,
            MultiRegion=is_true(properties.get("MultiRegion")),
            **({"Policy": text_of(policy)} if policy else {}),
            **given(properties, "Description", "KeySpec", "KeyUsage", "Origin"),
        )["KeyMetadata"]
        self._configure(kms, made["KeyId"], {}, properties)
        return OwnResource(made["KeyId"], {"Arn": made["Arn"], "KeyId": made["KeyId"]})

    def _configure(self, kms: Any, key_id: str, before: Properties, properties: Properties) -> None:
        rotates = is_true(properties.get("EnableKeyRotation"))
        if rotates:
            days = properties.get("RotationPeriodInDays")
            kms.enable_key_rotation(KeyId=key_id, **({"RotationPeriodInDays": int(days)} if days else {}))
        elif is_true(before.get("EnableKeyRotation")):
            kms.disable_key_rotation(KeyId=key_id)
        if not is_true(properties.get("Enabled", True)):
            kms.disable_key(KeyId=key_id)
        elif not is_true(before.get("Enabled", True)):
            kms.enable_key(KeyId=key_id)

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        kms, key_id = where.client("kms"), resource.physical_resource_id
        if properties.get("KeyPolicy"):
            kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=text_of(properties["KeyPolicy"]))
        kms.update_key_description(KeyId=key_id, Description=properties.get("Description", ""))
        self._configure(kms, key_id, before, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        """The key waits for its deletion."""
        days = int(properties.get("PendingWindowInDays", DAYS))
        where.client("kms").schedule_key_deletion(KeyId=resource.physical_resource_id, PendingWindowInDays=days)

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        """Not confirmed: that a key which waits for its deletion counts as deleted."""
        kms, key_id = where.client("kms"), resource.physical_resource_id
        key = kms.describe_key(KeyId=key_id)["KeyMetadata"]
        if key["KeyState"] == "PendingDeletion":
            return None
        return {
            **given(key, "KeySpec", "KeyUsage", "MultiRegion", "Origin"),
            "Description": key.get("Description", ""),
            "Enabled": key["Enabled"],
            "KeyPolicy": json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]),
            "EnableKeyRotation": kms.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"],
            "Tags": [
                {"Key": tag["TagKey"], "Value": tag["TagValue"]} for tag in kms.list_resource_tags(KeyId=key_id)["Tags"]
            ],
        }
