"""AWS::Logs::LogGroup."""

from __future__ import annotations

from typing import Any

from .base import OwnResource, Properties, ResourceType, Where, resource_type


@resource_type("AWS::Logs::LogGroup")
class LogGroup(ResourceType):
    replaced_by = frozenset({"LogGroupName"})
    name_property = "LogGroupName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        logs = where.client("logs")
        name = properties.get("LogGroupName") or where.generated_name(512)
        tags = {tag["Key"]: tag["Value"] for tag in where.all_tags(properties)}
        key = properties.get("KmsKeyId")
        logs.create_log_group(
            logGroupName=name, **({"tags": tags} if tags else {}), **({"kmsKeyId": key} if key else {})
        )
        self._set_retention(logs, name, {}, properties)
        return OwnResource(name, {"Arn": f"arn:aws:logs:{where.region}:{where.account}:log-group:{name}:*"})

    def _set_retention(self, logs: Any, name: str, before: Properties, properties: Properties) -> None:
        days = properties.get("RetentionInDays")
        if days is not None:
            logs.put_retention_policy(logGroupName=name, retentionInDays=int(days))
        elif before.get("RetentionInDays") is not None:
            logs.delete_retention_policy(logGroupName=name)

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        self._set_retention(where.client("logs"), resource.physical_resource_id, before, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        logs = where.client("logs")
        try:
            logs.delete_log_group(logGroupName=resource.physical_resource_id)
        except logs.exceptions.ResourceNotFoundException:
            return

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        name = resource.physical_resource_id
        groups = where.client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        found = next((group for group in groups if group["logGroupName"] == name), None)
        if found is None:
            return None
        tags = where.client("logs").list_tags_log_group(logGroupName=name).get("tags") or {}
        return {
            "LogGroupName": name,
            "RetentionInDays": found.get("retentionInDays"),
            "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        }
