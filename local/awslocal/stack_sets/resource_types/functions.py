"""AWS::Lambda::Function and AWS::Lambda::Permission."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from .base import OwnResource, Properties, ResourceType, Where, given, resource_type

CONFIGURATION = (
    "Handler",
    "Runtime",
    "Description",
    "Environment",
    "Layers",
    "VpcConfig",
    "TracingConfig",
    "KMSKeyArn",
)
LONGEST_INLINE_CODE = 4_194_304


@resource_type("AWS::Lambda::Function")
class Function(ResourceType):
    replaced_by = frozenset({"FunctionName", "PackageType"})
    name_property = "FunctionName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        name = properties.get("FunctionName") or where.generated_name(64)
        made = where.client("lambda").create_function(
            FunctionName=name,
            Role=properties["Role"],
            Code=_code(properties["Code"]),
            Tags={tag["Key"]: tag["Value"] for tag in where.all_tags(properties)},
            **_configuration(properties),
        )
        return OwnResource(name, {"Arn": made["FunctionArn"]})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        functions, name = where.client("lambda"), resource.physical_resource_id
        if properties["Code"] != before["Code"]:
            functions.update_function_code(FunctionName=name, **_code(properties["Code"]))
        functions.update_function_configuration(
            FunctionName=name, Role=properties["Role"], **_configuration(properties)
        )

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        functions = where.client("lambda")
        try:
            functions.delete_function(FunctionName=resource.physical_resource_id)
        except functions.exceptions.ResourceNotFoundException:
            return

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        functions = where.client("lambda")
        try:
            found = functions.get_function_configuration(FunctionName=resource.physical_resource_id)
        except functions.exceptions.ResourceNotFoundException:
            return None
        return {
            **given(found, "FunctionName", "Handler", "Runtime", "Role", "Timeout", "MemorySize"),
            "Tags": [
                {"Key": key, "Value": value}
                for key, value in functions.list_tags(Resource=found["FunctionArn"])["Tags"].items()
            ],
            "Description": found.get("Description", ""),
            "Environment": {"Variables": (found.get("Environment") or {}).get("Variables") or {}},
        }


def _configuration(properties: Properties) -> dict[str, Any]:
    numbers: dict[str, Any] = {name: int(properties[name]) for name in ("Timeout", "MemorySize") if name in properties}
    return {**given(properties, *CONFIGURATION), **numbers}


def _code(code: Properties) -> dict[str, Any]:
    """Source: "AWS::Lambda::Function Code" in the template reference: ZipFile is the source of a function without dependencies, in the file
    index, and CloudFormation adds the module cfnresponse."""
    if "ZipFile" not in code:
        return given(code, "S3Bucket", "S3Key", "S3ObjectVersion", "ImageUri")
    if len(code["ZipFile"].encode()) > LONGEST_INLINE_CODE:
        raise ValueError(f"The inline code of a function has at most {LONGEST_INLINE_CODE} bytes")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        # The time is always the same, so that the same code has the same digest.
        archive.writestr(zipfile.ZipInfo("index.py"), code["ZipFile"])
    return {"ZipFile": file.getvalue()}


@resource_type("AWS::Lambda::Permission")
class Permission(ResourceType):
    replaced_by = frozenset({"Action", "FunctionName", "Principal", "SourceArn", "SourceAccount", "PrincipalOrgID"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        identifier = where.generated_name(100)
        where.client("lambda").add_permission(
            StatementId=identifier,
            **given(properties, "Action", "FunctionName", "Principal", "SourceArn", "SourceAccount", "PrincipalOrgID"),
        )
        return OwnResource(identifier, {"Id": identifier})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        """Every change replaces it."""

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        functions = where.client("lambda")
        try:
            functions.remove_permission(
                FunctionName=properties["FunctionName"], StatementId=resource.physical_resource_id
            )
        except functions.exceptions.ResourceNotFoundException:
            return
