"""AWS::Backup::BackupVault. moto has neither plans that CloudFormation makes nor selections: AWS::Backup::BackupPlan is made by its call,
and AWS::Backup::BackupSelection is kept here only."""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from .base import OwnResource, Properties, ResourceType, Where, given, resource_type


@resource_type("AWS::Backup::BackupVault")
class BackupVault(ResourceType):
    replaced_by = frozenset({"BackupVaultName", "EncryptionKeyArn"})
    name_property = "BackupVaultName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        backup = where.client("backup")
        name = properties["BackupVaultName"]
        arn = backup.create_backup_vault(
            BackupVaultName=name,
            BackupVaultTags={
                tag: value for tag, value in {**where.tags, **(properties.get("BackupVaultTags") or {})}.items()
            },
            **given(properties, "EncryptionKeyArn"),
        )["BackupVaultArn"]
        self._lock(backup, name, {}, properties)
        return OwnResource(name, {"BackupVaultArn": arn, "BackupVaultName": name})

    def _lock(self, backup: Any, name: str, before: Properties, properties: Properties) -> None:
        lock = properties.get("LockConfiguration")
        if lock:
            numbers = {key: int(value) for key, value in lock.items()}
            backup.put_backup_vault_lock_configuration(BackupVaultName=name, **numbers)
        elif before.get("LockConfiguration"):
            backup.delete_backup_vault_lock_configuration(BackupVaultName=name)

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        self._lock(where.client("backup"), resource.physical_resource_id, before, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        where.client("backup").delete_backup_vault(BackupVaultName=resource.physical_resource_id)

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        backup, name = where.client("backup"), resource.physical_resource_id
        try:
            found = backup.describe_backup_vault(BackupVaultName=name)
        except backup.exceptions.ResourceNotFoundException:
            return None
        lock = given(found, "MinRetentionDays", "MaxRetentionDays")
        return {
            "BackupVaultName": name,
            "LockConfiguration": lock or None,
            "BackupVaultTags": backup.list_tags(ResourceArn=found["BackupVaultArn"]).get("Tags") or {},
        }


@resource_type("AWS::Backup::BackupPlan")
class BackupPlan(ResourceType):
    def create(self, where: Where, properties: Properties) -> OwnResource:
        plan = where.client("backup").create_backup_plan(BackupPlan=_plan(properties))
        return OwnResource(
            plan["BackupPlanId"],
            {
                "BackupPlanArn": plan["BackupPlanArn"],
                "BackupPlanId": plan["BackupPlanId"],
                "VersionId": plan["VersionId"],
            },
        )

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        """moto has no UpdateBackupPlan. The plan keeps its id, and is otherwise made again."""
        backup = where.client("backup")
        backup.delete_backup_plan(BackupPlanId=resource.physical_resource_id)
        plan = backup.create_backup_plan(BackupPlan=_plan(properties))
        resource.physical_resource_id = plan["BackupPlanId"]
        resource.attributes = {name: plan[name] for name in ("BackupPlanArn", "BackupPlanId", "VersionId")}

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        where.client("backup").delete_backup_plan(BackupPlanId=resource.physical_resource_id)

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        backup = where.client("backup")
        try:
            found = backup.get_backup_plan(BackupPlanId=resource.physical_resource_id)
        except backup.exceptions.ResourceNotFoundException:
            return None
        if found.get("DeletionDate") is not None:
            return None
        plan = found["BackupPlan"]
        rules = [{**rule, "TargetBackupVault": rule["TargetBackupVaultName"]} for rule in plan["Rules"]]
        return {"BackupPlan": {"BackupPlanName": plan["BackupPlanName"], "BackupPlanRule": rules}}


def _plan(properties: Properties) -> dict[str, Any]:
    plan = properties["BackupPlan"]
    rules = [
        {
            "RuleName": rule["RuleName"],
            "TargetBackupVaultName": rule["TargetBackupVault"],
            **given(rule, "ScheduleExpression", "ScheduleExpressionTimezone"),
            **(
                {"Lifecycle": {key: int(value) for key, value in rule["Lifecycle"].items()}}
                if "Lifecycle" in rule
                else {}
            ),
            **{key: int(rule[key]) for key in ("StartWindowMinutes", "CompletionWindowMinutes") if key in rule},
        }
        for rule in plan.get("BackupPlanRule") or []
    ]
    return {"BackupPlanName": plan["BackupPlanName"], "Rules": rules}


@resource_type("AWS::Backup::BackupSelection")
class BackupSelection(ResourceType):
    replaced_by = frozenset({"BackupPlanId", "BackupSelection"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        identifier = str(mock_random.uuid4())
        return OwnResource(
            f"{identifier}_{properties['BackupPlanId']}",
            {"Id": identifier, "BackupPlanId": properties["BackupPlanId"], "SelectionId": identifier},
        )

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        """Every change replaces it."""

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        """Nothing else has it."""
