"""AWS::IAM::Role."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from .base import OwnResource, Properties, ResourceType, Where, given, resource_type, text_of

ROLE_DEFAULTS = {"Path": "/", "MaxSessionDuration": 3600, "Description": ""}


@resource_type("AWS::IAM::Role")
class Role(ResourceType):
    replaced_by = frozenset({"RoleName", "Path"})
    name_property = "RoleName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        iam = where.client("iam")
        name = properties.get("RoleName") or where.generated_name(64)
        role = iam.create_role(
            RoleName=name,
            AssumeRolePolicyDocument=text_of(properties["AssumeRolePolicyDocument"]),
            Tags=where.all_tags(properties),
            **given(properties, "Path", "Description", "PermissionsBoundary"),
            **(
                {"MaxSessionDuration": int(properties["MaxSessionDuration"])}
                if "MaxSessionDuration" in properties
                else {}
            ),
        )["Role"]
        resource = OwnResource(name, {"Arn": role["Arn"], "RoleId": role["RoleId"]})
        try:
            self._change_policies(iam, name, {}, properties)
        except Exception:
            self.delete(where, resource, properties)
            raise
        return resource

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        iam, name = where.client("iam"), resource.physical_resource_id
        trust = text_of(properties["AssumeRolePolicyDocument"])
        if trust != text_of(before["AssumeRolePolicyDocument"]):
            iam.update_assume_role_policy(RoleName=name, PolicyDocument=trust)
        iam.update_role(
            RoleName=name,
            Description=properties.get("Description", ""),
            MaxSessionDuration=int(properties.get("MaxSessionDuration", 3600)),
        )
        boundary = properties.get("PermissionsBoundary")
        if boundary:
            iam.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=boundary)
        elif before.get("PermissionsBoundary"):
            iam.delete_role_permissions_boundary(RoleName=name)
        self._change_policies(iam, name, before, properties)
        tags = where.all_tags(properties)
        gone = {tag["Key"] for tag in iam.list_role_tags(RoleName=name)["Tags"]} - {tag["Key"] for tag in tags}
        if gone:
            iam.untag_role(RoleName=name, TagKeys=sorted(gone))
        if tags:
            iam.tag_role(RoleName=name, Tags=tags)

    def _change_policies(self, iam: Any, name: str, before: Properties, properties: Properties) -> None:
        arns, arns_before = properties.get("ManagedPolicyArns") or [], before.get("ManagedPolicyArns") or []
        for arn in [one for one in arns if one not in arns_before]:
            iam.attach_role_policy(RoleName=name, PolicyArn=arn)
        for arn in [one for one in arns_before if one not in arns]:
            iam.detach_role_policy(RoleName=name, PolicyArn=arn)
        inline = {one["PolicyName"]: text_of(one["PolicyDocument"]) for one in properties.get("Policies") or []}
        inline_before = {one["PolicyName"]: text_of(one["PolicyDocument"]) for one in before.get("Policies") or []}
        for policy, document in inline.items():
            if inline_before.get(policy) != document:
                iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=document)
        for policy in [one for one in inline_before if one not in inline]:
            iam.delete_role_policy(RoleName=name, PolicyName=policy)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        """Only what the template attached is detached, so a role to which somebody has attached more cannot be deleted [K]."""
        iam, name = where.client("iam"), resource.physical_resource_id
        try:
            attached = {one["PolicyArn"] for one in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]}
        except iam.exceptions.NoSuchEntityException:
            return
        inline = set(iam.list_role_policies(RoleName=name)["PolicyNames"])
        for arn in properties.get("ManagedPolicyArns") or []:
            if arn in attached:
                iam.detach_role_policy(RoleName=name, PolicyArn=arn)
        for policy in properties.get("Policies") or []:
            if policy["PolicyName"] in inline:
                iam.delete_role_policy(RoleName=name, PolicyName=policy["PolicyName"])
        iam.delete_role(RoleName=name)

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        iam, name = where.client("iam"), resource.physical_resource_id
        try:
            role = iam.get_role(RoleName=name)["Role"]
        except iam.exceptions.NoSuchEntityException:
            return None
        attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
        names = iam.list_role_policies(RoleName=name)["PolicyNames"]
        return {
            **ROLE_DEFAULTS,
            **given(role, "RoleName", "Path", "Description", "MaxSessionDuration", "Tags"),
            "PermissionsBoundary": (role.get("PermissionsBoundary") or {}).get("PermissionsBoundaryArn"),
            "AssumeRolePolicyDocument": _document(role["AssumeRolePolicyDocument"]),
            "ManagedPolicyArns": [one["PolicyArn"] for one in attached],
            "Policies": [
                {
                    "PolicyName": one,
                    "PolicyDocument": _document(iam.get_role_policy(RoleName=name, PolicyName=one)["PolicyDocument"]),
                }
                for one in names
            ],
        }


def _document(value: Any) -> Any:
    return json.loads(unquote(value)) if isinstance(value, str) else value
