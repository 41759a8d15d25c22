"""Templates: read as JSON or YAML with CloudFormation's tags, and checked as far as AWS does before it deploys one."""

from __future__ import annotations

import copy
import json
import re
from functools import lru_cache
from typing import Any

import yaml

from ..errors import AwsError
from . import limits
from .caller import invalid

IAM_NAMES = {
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
}
# Source: "Acknowledging IAM resources in CloudFormation templates".
IAM_TYPES = {*IAM_NAMES, "AWS::IAM::AccessKey", "AWS::IAM::Policy", "AWS::IAM::UserToGroupAddition"}
SECTIONS = {
    "AWSTemplateFormatVersion", "Conditions", "Description", "Mappings", "Metadata", "Outputs", "Parameters", "Resources", "Rules",
    "Transform", "Hooks",
}  # fmt: skip

Template = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Knows `!Sub` and the like, and takes 2012-10-17 for a text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _short_form(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if tag in ("Ref", "Condition"):
        return {tag: value}
    return {f"Fn::{tag}": value.split(".", 1) if tag == "GetAtt" and isinstance(value, str) else value}


_Loader.add_multi_constructor("!", _short_form)


@lru_cache(maxsize=200)
def _read(text: str) -> Template:
    try:
        read = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, _Loader)
    except (ValueError, yaml.YAMLError) as error:
        raise invalid(f"Template format error: {str(error).splitlines()[0]}") from error
    if not isinstance(read, dict):
        raise invalid("Template format error: unsupported structure.")
    return read


def read_template(text: str) -> Template:
    """A copy, which the caller may change. Deploying one template in 1,000 accounts reads it once."""
    return copy.deepcopy(_read(text))


def check_template(text: str, capabilities: list[str], is_service_managed: bool) -> Template:
    template = _read(text)
    unknown = [name for name in template if name not in SECTIONS]
    if unknown:
        raise invalid(f"Invalid template property or properties [{', '.join(unknown)}]")
    resources = template.get("Resources")
    if not isinstance(resources, dict) or not resources:
        raise invalid("Template format error: At least one Resources member must be defined.")
    if len(resources) > limits.RESOURCES_OF_A_TEMPLATE:
        raise invalid(
            f"Template format error: Number of resources, {len(resources)}, is greater than maximum allowed, {limits.RESOURCES_OF_A_TEMPLATE}"
        )
    for logical_id, resource in resources.items():
        if not isinstance(resource, dict) or not isinstance(resource.get("Type"), str):
            raise invalid(
                f"Template format error: [/Resources/{logical_id}] Every Resources object must contain a Type member."
            )
        if not re.fullmatch(r"[a-zA-Z0-9]+", logical_id):
            raise invalid(f"Template format error: Resource name {logical_id} is non alphanumeric.")
    if is_service_managed:
        _check_service_managed(template)
    _check_references(template)
    _check_capabilities(resources, capabilities)
    return template


def _check_service_managed(template: Template) -> None:
    """Source: the considerations in "Create CloudFormation StackSets with service-managed permissions"."""
    if any(resource["Type"] == "AWS::CloudFormation::Stack" for resource in template["Resources"].values()):
        raise invalid("Nested stacks are not supported in StackSets with SERVICE_MANAGED permissions")
    if "Transform" in template:
        raise invalid("Transforms are not supported in StackSets with SERVICE_MANAGED permissions")


def _check_references(template: Template) -> None:
    known = {*template["Resources"], *template.get("Parameters", {})}
    missing = sorted(
        name
        for name in references({key: template[key] for key in ("Resources", "Outputs") if key in template})
        if name not in known and not name.startswith("AWS::")
    )
    if missing:
        raise invalid(
            f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] in the Resources block of the template"
        )


def references(value: Any) -> set[str]:
    """The parameters and resources to which a part of a template refers."""
    if isinstance(value, list):
        return set().union(*map(references, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    found: set[str] = set()
    for key, inner in value.items():
        if key == "Ref" and isinstance(inner, str):
            found.add(inner)
        elif key == "Fn::GetAtt":
            found.add(inner[0] if isinstance(inner, list) else str(inner).split(".")[0])
        elif key == "Fn::Sub":
            found |= _references_of_sub(inner)
        else:
            found |= references(inner)
    return found


def _references_of_sub(value: Any) -> set[str]:
    text, own = (value[0], value[1]) if isinstance(value, list) else (value, {})
    names = {name.split(".")[0] for name in re.findall(r"\$\{([^!}][^}]*)\}", text)}
    return (names - set(own)) | references(own)


def _check_capabilities(resources: dict[str, Any], capabilities: list[str]) -> None:
    iam = [resource for resource in resources.values() if resource["Type"] in IAM_TYPES]
    if not iam or "CAPABILITY_NAMED_IAM" in capabilities:
        return
    is_named = any(IAM_NAMES.get(resource["Type"]) in (resource.get("Properties") or {}) for resource in iam)
    if is_named or "CAPABILITY_IAM" not in capabilities:
        needed = "CAPABILITY_NAMED_IAM" if is_named else "CAPABILITY_IAM"
        raise AwsError("InsufficientCapabilitiesException", f"Requires capabilities : [{needed}]")


def check_parameters(template: Template, given: dict[str, str]) -> None:
    """Whether they are those of the template, and allowed there."""
    declared: dict[str, Any] = template.get("Parameters") or {}
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise invalid(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    missing = [name for name, parameter in declared.items() if name not in given and "Default" not in parameter]
    if missing:
        raise invalid(f"Parameters: [{', '.join(missing)}] must have values")
    for name, value in given.items():
        _check_value(name, declared[name], value)


def _check_value(name: str, parameter: dict[str, Any], value: str) -> None:
    allowed = parameter.get("AllowedValues")
    is_list = parameter.get("Type") == "CommaDelimitedList" or str(parameter.get("Type")).startswith("List<")
    values = value.split(",") if is_list else [value]
    if allowed is not None and any(one.strip() not in [str(item) for item in allowed] for one in values):
        raise invalid(f"Parameter '{name}' must be one of AllowedValues")
    pattern = parameter.get("AllowedPattern")
    if pattern is not None and any(not re.fullmatch(pattern, one.strip()) for one in values):
        raise invalid(
            f"Parameter '{name}' failed to satisfy constraint: {parameter.get('ConstraintDescription') or f'Parameter {name} failed to satisfy constraint: AllowedPattern {pattern}'}"
        )
    if parameter.get("Type") == "Number":
        try:
            number = float(value)
        except ValueError as error:
            raise invalid(f"Parameter value {value} for parameter name {name} is not a number") from error
        if number < float(parameter.get("MinValue", number)) or number > float(parameter.get("MaxValue", number)):
            raise invalid(f"Parameter '{name}' must be a number between MinValue and MaxValue")
    elif len(value) < int(parameter.get("MinLength", 0)) or len(value) > int(parameter.get("MaxLength", len(value))):
        raise invalid(f"Parameter '{name}' must contain between MinLength and MaxLength characters")
