"""AWS::IAM::ManagedPolicy and AWS::IAM::Policy."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from .base import OwnResource, Properties, ResourceType, Where, given, resource_type, text_of

VERSIONS = 5
# The property, the kind in the calls.
HOLDERS = (("Roles", "role", "RoleName"), ("Users", "user", "UserName"), ("Groups", "group", "GroupName"))


@resource_type("AWS::IAM::ManagedPolicy")
class ManagedPolicy(ResourceType):
    replaced_by = frozenset({"ManagedPolicyName", "Path", "Description"})
    name_property = "ManagedPolicyName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        iam = where.client("iam")
        policy = iam.create_policy(
            PolicyName=properties.get("ManagedPolicyName") or where.generated_name(128),
            PolicyDocument=text_of(properties["PolicyDocument"]),
            **given(properties, "Path", "Description"),
        )["Policy"]
        self._attach(iam, policy["Arn"], {}, properties)
        return OwnResource(policy["Arn"], {"PolicyArn": policy["Arn"], "PolicyId": policy["PolicyId"]})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        iam, arn = where.client("iam"), resource.physical_resource_id
        document = text_of(properties["PolicyDocument"])
        if document != text_of(before["PolicyDocument"]):
            versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
            old = [one["VersionId"] for one in versions if not one["IsDefaultVersion"]]
            if len(versions) >= VERSIONS:
                iam.delete_policy_version(PolicyArn=arn, VersionId=old[0])
            iam.create_policy_version(PolicyArn=arn, PolicyDocument=document, SetAsDefault=True)
        self._attach(iam, arn, before, properties)

    def _attach(self, iam: Any, arn: str, before: Properties, properties: Properties) -> None:
        for name, kind, key in HOLDERS:
            now, earlier = properties.get(name) or [], before.get(name) or []
            for one in [one for one in now if one not in earlier]:
                getattr(iam, f"attach_{kind}_policy")(**{key: one, "PolicyArn": arn})
            for one in [one for one in earlier if one not in now]:
                getattr(iam, f"detach_{kind}_policy")(**{key: one, "PolicyArn": arn})

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        iam, arn = where.client("iam"), resource.physical_resource_id
        try:
            self._attach(iam, arn, properties, {})
            for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
                if not version["IsDefaultVersion"]:
                    iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
            iam.delete_policy(PolicyArn=arn)
        except iam.exceptions.NoSuchEntityException:
            return

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        iam, arn = where.client("iam"), resource.physical_resource_id
        try:
            policy = iam.get_policy(PolicyArn=arn)["Policy"]
        except iam.exceptions.NoSuchEntityException:
            return None
        version = iam.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
        document = version["Document"]
        return {
            "ManagedPolicyName": policy["PolicyName"],
            "Path": policy["Path"],
            "Description": policy.get("Description"),
            "PolicyDocument": json.loads(unquote(document)) if isinstance(document, str) else document,
        }


@resource_type("AWS::IAM::Policy")
class InlinePolicy(ResourceType):
    replaced_by = frozenset({"PolicyName"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        self._put(where.client("iam"), properties)
        return OwnResource(where.generated_name(128))

    def _put(self, iam: Any, properties: Properties) -> None:
        document, policy = text_of(properties["PolicyDocument"]), properties["PolicyName"]
        for name, kind, key in HOLDERS:
            for one in properties.get(name) or []:
                getattr(iam, f"put_{kind}_policy")(**{key: one, "PolicyName": policy, "PolicyDocument": document})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        iam = where.client("iam")
        self._put(iam, properties)
        for name, _, _ in HOLDERS:
            gone = [one for one in before.get(name) or [] if one not in (properties.get(name) or [])]
            self._drop(iam, {"PolicyName": before["PolicyName"], name: gone})

    def _drop(self, iam: Any, properties: Properties) -> None:
        for name, kind, key in HOLDERS:
            for one in properties.get(name) or []:
                try:
                    getattr(iam, f"delete_{kind}_policy")(**{key: one, "PolicyName": properties["PolicyName"]})
                except iam.exceptions.NoSuchEntityException:
                    continue

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        self._drop(where.client("iam"), properties)
