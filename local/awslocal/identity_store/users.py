"""Users of the directory. Their names are unique regardless of case [K]."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..identity_center.state import Instance
from ..registry import Context, Request, Response
from . import limits
from .attributes import USER_ATTRIBUTES, attributes_of, changed_attributes, filtered, unique_value
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
from .state import Directory, User

REQUIRED = (("DisplayName", "displayname"), ("Name", "name"))
REQUIRED_OF_NAME = (("GivenName", "givenname"), ("FamilyName", "familyname"))


@store_operation("CreateUser")
def create_user(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    attributes = attributes_of(request, USER_ATTRIBUTES)
    _check(directory, attributes, None)
    if len(directory.users) >= limits.USERS:
        raise AwsError("ServiceQuotaExceededException", f"A directory has at most {limits.USERS} users.")
    user = User(new_id(instance.store_id), attributes, context.now, context.now)
    directory.users[user.id] = user
    directory.user_of_name[attributes["UserName"].lower()] = user.id
    return _identity(instance, user)


@store_operation("UpdateUser")
def update_user(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    user = _find(directory, request)
    check_revision(request, user.revision)
    attributes = changed_attributes("CreateUser", instance.store_id, user.attributes, request, USER_ATTRIBUTES)
    _check(directory, attributes, user)
    del directory.user_of_name[user.attributes["UserName"].lower()]
    directory.user_of_name[attributes["UserName"].lower()] = user.id
    user.attributes, user.updated, user.revision = attributes, context.now, user.revision + 1
    return _identity(instance, user)


def _check(directory: Directory, attributes: dict[str, Any], user: User | None) -> None:
    if not attributes.get("UserName"):
        raise invalid("userName is a required attribute")
    if attributes["UserName"].lower() in limits.RESERVED_NAMES:
        raise invalid(f"The user name {attributes['UserName']} is reserved.")
    name = attributes.get("Name")
    missing = [shown for key, shown in REQUIRED if not attributes.get(key)]
    if name is not None:
        missing += [shown for key, shown in REQUIRED_OF_NAME if not name.get(key)]
    if missing:
        raise invalid(", ".join(f"{one}: The attribute {one} is required" for one in missing))
    other = directory.user_of_name.get(attributes["UserName"].lower())
    if other is not None and (user is None or other != user.id):
        raise duplicate("UserName")


@store_operation("DeleteUser")
def delete_user(context: Context, request: Request) -> None:
    """Its memberships go with it. Assignments stay, and name a user that is not there any more [K]."""
    directory = directory_of(context, request)
    user = _find(directory, request)
    check_revision(request, user.revision)
    for identifier in list(directory.groups_of.get(user.id, {}).values()):
        directory.remove_membership(directory.memberships[identifier])
    del directory.users[user.id]
    del directory.user_of_name[user.attributes["UserName"].lower()]


@store_operation("DescribeUser")
def describe_user(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    return _describe(instance, _find(instance.directory, request))


@store_operation("ListUsers")
def list_users(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    found = filtered(request, list(instance.directory.users.values()), "UserName")
    answer = page_of(request, "Users", found)
    return {**answer, "Users": [_describe(instance, user) for user in answer["Users"]]}


@store_operation("GetUserId")
def get_user_id(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    directory = instance.directory
    path, value = unique_value(request, ("username", "emails.value"))
    if path == "username":
        identifier = directory.user_of_name.get(value.lower())
    else:
        identifier = next((one.id for one in directory.users.values() if value.lower() in _emails(one)), None)
    if identifier is None:
        raise not_found("USER", value)
    return {"IdentityStoreId": instance.store_id, "UserId": identifier, "UserArn": arn_of("user", identifier)}


def _emails(user: User) -> list[str]:
    return [str(one.get("Value", "")).lower() for one in user.attributes.get("Emails") or []]


def _find(directory: Directory, request: Request) -> User:
    return entry_of(directory.users, "USER", request["UserId"])


def _identity(instance: Instance, user: User) -> Response:
    return {
        "IdentityStoreId": instance.store_id,
        "UserId": user.id,
        "UserArn": arn_of("user", user.id),
        "Revision": str(user.revision),
    }


def _describe(instance: Instance, user: User) -> Response:
    return {
        **_identity(instance, user),
        **user.attributes,
        "UserStatus": "ENABLED",
        "CreatedAt": user.created,
        "UpdatedAt": user.updated,
    }
