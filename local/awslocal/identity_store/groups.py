"""Groups of the directory. Their names are unique regardless of case [K]."""

from __future__ import annotations

from ..errors import AwsError
from ..identity_center.state import Instance
from ..registry import Context, Request, Response
from . import limits
from .attributes import GROUP_ATTRIBUTES, attributes_of, changed_attributes, filtered, unique_value
from .caller import (
    arn_of,
    check_revision,
    directory_of,
    duplicate,
    entry_of,
    instance_of_request,
    invalid,
    new_id,
    not_found,
    page_of,
    store_operation,
)
from .state import Directory, Group


@store_operation("CreateGroup")
def create_group(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    attributes = attributes_of(request, GROUP_ATTRIBUTES)
    _check_name(directory, attributes.get("DisplayName"), None)
    if len(directory.groups) >= limits.GROUPS:
        raise AwsError("ServiceQuotaExceededException", f"A directory has at most {limits.GROUPS} groups.")
    group = Group(new_id(instance.store_id), attributes, context.now, context.now)
    directory.groups[group.id] = group
    directory.group_of_name[attributes["DisplayName"].lower()] = group.id
    return _identity(instance, group)


@store_operation("UpdateGroup")
def update_group(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    group = find_group(directory, request["GroupId"])
    check_revision(request, group.revision)
    attributes = changed_attributes("CreateGroup", instance.store_id, group.attributes, request, GROUP_ATTRIBUTES)
    _check_name(directory, attributes.get("DisplayName"), group)
    del directory.group_of_name[group.attributes["DisplayName"].lower()]
    directory.group_of_name[attributes["DisplayName"].lower()] = group.id
    group.attributes, group.updated, group.revision = attributes, context.now, group.revision + 1
    return _identity(instance, group)


def _check_name(directory: Directory, name: str | None, group: Group | None) -> None:
    if not name:
        raise invalid("displayName is a required attribute")
    if name.lower() in limits.RESERVED_NAMES:
        raise invalid(f"The group name {name} is reserved.")
    other = directory.group_of_name.get(name.lower())
    if other is not None and (group is None or other != group.id):
        raise duplicate("GroupDisplayName")


@store_operation("DeleteGroup")
def delete_group(context: Context, request: Request) -> None:
    """Its memberships go with it. Assignments stay, and name a group that is not there any more [K]."""
    directory = directory_of(context, request)
    group = find_group(directory, request["GroupId"])
    check_revision(request, group.revision)
    for identifier in list(directory.members.get(group.id, {}).values()):
        directory.remove_membership(directory.memberships[identifier])
    del directory.groups[group.id]
    del directory.group_of_name[group.attributes["DisplayName"].lower()]


@store_operation("DescribeGroup")
def describe_group(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    return _describe(instance, find_group(instance.directory, request["GroupId"]))


@store_operation("ListGroups")
def list_groups(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    found = filtered(request, list(instance.directory.groups.values()), "DisplayName")
    answer = page_of(request, "Groups", found)
    return {**answer, "Groups": [_describe(instance, group) for group in answer["Groups"]]}


@store_operation("GetGroupId")
def get_group_id(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    _, value = unique_value(request, ("displayname",))
    identifier = instance.directory.group_of_name.get(value.lower())
    if identifier is None:
        raise not_found("GROUP", value)
    return {"IdentityStoreId": instance.store_id, "GroupId": identifier, "GroupArn": arn_of("group", identifier)}


def find_group(directory: Directory, given: str) -> Group:
    return entry_of(directory.groups, "GROUP", given)


def _identity(instance: Instance, group: Group) -> Response:
    return {
        "IdentityStoreId": instance.store_id,
        "GroupId": group.id,
        "GroupArn": arn_of("group", group.id),
        "Revision": str(group.revision),
    }


def _describe(instance: Instance, group: Group) -> Response:
    return {
        **_identity(instance, group),
        **group.attributes,
        "CreatedAt": group.created,
        "UpdatedAt": group.updated,
    }
