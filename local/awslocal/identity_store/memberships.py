"""Memberships: which user is in which group. Groups have no groups as members."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..identity_center.state import Instance
from ..registry import Context, Request, Response
from .caller import (
    arn_of,
    directory_of,
    entry_of,
    instance_of_request,
    invalid,
    new_id,
    not_found,
    page_of,
    store_operation,
)
from .groups import find_group
from .state import Directory, Membership


@store_operation("CreateGroupMembership")
def create_group_membership(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    group = find_group(directory, request["GroupId"])
    user = _user(directory, request)
    if user in directory.members.get(group.id, {}):
        raise AwsError(
            "ConflictException",
            "Member and Group relationship already exists.",
            "UNIQUENESS_CONSTRAINT_VIOLATION",
        )
    membership = Membership(new_id(instance.store_id), group.id, user, context.now)
    directory.add_membership(membership)
    return _identity(instance, membership)


@store_operation("DeleteGroupMembership")
def delete_group_membership(context: Context, request: Request) -> None:
    directory = directory_of(context, request)
    directory.remove_membership(_find(directory, request))


@store_operation("DescribeGroupMembership")
def describe_group_membership(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    return _describe(instance, _find(instance.directory, request))


@store_operation("GetGroupMembershipId")
def get_group_membership_id(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    group = find_group(directory, request["GroupId"])
    identifier = directory.members.get(group.id, {}).get(_user(directory, request))
    if identifier is None:
        raise not_found("GROUP_MEMBERSHIP", group.id)
    return _identity(instance, directory.memberships[identifier])


@store_operation("ListGroupMemberships")
def list_group_memberships(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    group = find_group(instance.directory, request["GroupId"])
    return _page(instance, request, list(instance.directory.members.get(group.id, {}).values()))


@store_operation("ListGroupMembershipsForMember")
def list_group_memberships_for_member(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    user = _user(instance.directory, request)
    return _page(instance, request, list(instance.directory.groups_of.get(user, {}).values()))


@store_operation("IsMemberInGroups")
def is_member_in_groups(context: Context, request: Request) -> Response:
    """Source: the documentation of the operation. Groups that do not exist are errors."""
    directory = directory_of(context, request)
    user = _user(directory, request)
    groups = [find_group(directory, identifier).id for identifier in request["GroupIds"]]
    if len(set(groups)) < len(groups):
        raise invalid("A group is named twice.")
    joined = directory.groups_of.get(user, {})
    return {
        "Results": [
            {"GroupId": group, "MemberId": {"UserId": user}, "MembershipExists": group in joined} for group in groups
        ]
    }


def _page(instance: Instance, request: Request, identifiers: list[str]) -> Response:
    answer = page_of(request, "GroupMemberships", identifiers)
    described = [_describe(instance, instance.directory.memberships[one]) for one in answer["GroupMemberships"]]
    return {**answer, "GroupMemberships": described}


def _user(directory: Directory, request: Request) -> str:
    return entry_of(directory.users, "USER", request["MemberId"].get("UserId") or "").id


def _find(directory: Directory, request: Request) -> Membership:
    return entry_of(directory.memberships, "GROUP_MEMBERSHIP", request["MembershipId"])


def _identity(instance: Instance, membership: Membership) -> Response:
    return {
        "IdentityStoreId": instance.store_id,
        "MembershipId": membership.id,
        "MembershipArn": arn_of("membership", membership.id),
    }


def _describe(instance: Instance, membership: Membership) -> dict[str, Any]:
    return {
        **_identity(instance, membership),
        "GroupId": membership.group,
        "MemberId": {"UserId": membership.user},
        "CreatedAt": membership.created,
    }
