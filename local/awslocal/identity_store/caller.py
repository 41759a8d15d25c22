"""What the operations of the identity store share: the check of the request, who may call, errors, pages.

The texts of ConflictException and ResourceNotFoundException are AWS's as moto quotes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..identity_center.caller import access_denied, check_region, may_administer
from ..identity_center.caller import page_of as page_of
from ..identity_center.instances import instance_of
from ..identity_center.state import Instance
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .state import Directory

Entry = TypeVar("Entry")


def store_operation(name: str) -> Callable[[Handler], Handler]:
    """Registers an operation for the management account and the delegated administrator of IAM Identity Center."""

    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_region(context)
            check_request("identitystore", name, request)
            if not may_administer(context):
                store = f"arn:aws:identitystore::{context.account}:identitystore/{request.get('IdentityStoreId', '*')}"
                raise access_denied(context, f"identitystore:{name}", store)
            return handler(context, request) or {}

        operation("identitystore", name)(checked)
        return handler

    return register


def instance_of_request(context: Context, request: Request) -> Instance:
    """The instance whose directory the request names, by its id or ARN. In another region than its own it does not exist."""
    instance = instance_of(context.world, context.world.organization_of.get(context.account))
    store = request["IdentityStoreId"].rsplit("/", 1)[-1]
    if instance is None or instance.store_id != store or instance.region != context.region:
        raise not_found("IDENTITY_STORE", store)
    return instance


def directory_of(context: Context, request: Request) -> Directory:
    return instance_of_request(context, request).directory


def not_found(kind: str, identifier: str) -> AwsError:
    return AwsError(
        "ResourceNotFoundException", f"{kind} not found.", details={"ResourceType": kind, "ResourceId": identifier}
    )


def entry_of(entries: Mapping[str, Entry], kind: str, given: str) -> Entry:
    """The user, group or membership with an id."""
    identifier = id_of(given)
    if identifier not in entries:
        raise not_found(kind, identifier)
    return entries[identifier]


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def duplicate(attribute: str) -> AwsError:
    return AwsError("ConflictException", f"Duplicate {attribute}", "UNIQUENESS_CONSTRAINT_VIOLATION")


def check_revision(request: Request, revision: int) -> None:
    if request.get("Revision") not in (None, str(revision)):
        raise AwsError("ConflictException", "The resource was changed since that revision.", "CONCURRENT_MODIFICATION")


def new_id(store_id: str) -> str:
    return f"{store_id.removeprefix('d-')}-{mock_random.uuid4()}"


def id_of(identifier: str) -> str:
    """The id in an id or ARN."""
    return identifier.rsplit("/", 1)[-1]


def arn_of(kind: str, identifier: str) -> str:
    return f"arn:aws:identitystore:::{kind}/{identifier}"
