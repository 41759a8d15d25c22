"""Organizational units."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError, constraint_violation
from ..registry import Caller, Context, Request, Response, operation
from . import policies, tags
from .limits import UNIT_DEPTH
from .model import Organization, Unit, random_id
from .pagination import page


def _describe(organization: Organization, unit: Unit) -> dict[str, Any]:
    return {"Id": unit.id, "Arn": unit.arn, "Name": unit.name, "Path": organization.path_of(unit)}


def _check_name_is_free(organization: Organization, parent_id: str, name: str, unit: Unit | None = None) -> None:
    """Names are unique among siblings, regardless of case. Other units may have the same name [K]."""
    for sibling in organization.child_units(parent_id):
        if sibling is not unit and sibling.name.lower() == name.lower():
            raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")


@operation("organizations", "CreateOrganizationalUnit", Caller.MANAGEMENT)
def create_organizational_unit(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    parent = organization.container(request["ParentId"])
    if len(organization.path_to(parent)) > UNIT_DEPTH:
        raise constraint_violation(
            "OU_DEPTH_LIMIT_EXCEEDED", "You have exceeded the allowed depth of the OU tree: 5 levels below the root."
        )
    if len(organization.units) >= context.settings.unit_limit:
        raise constraint_violation("OU_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of OUs.")
    _check_name_is_free(organization, parent.id, request["Name"])
    unit_tags = tags.from_request(request)
    identifier = random_id(f"ou-{organization.root.id.removeprefix('r-')}-", 8)
    unit = Unit(identifier, organization.arn_of("ou", identifier), request["Name"], parent.id, unit_tags)
    organization.add(unit)
    policies.attach_defaults(organization, unit)
    return {"OrganizationalUnit": _describe(organization, unit)}


@operation("organizations", "UpdateOrganizationalUnit", Caller.MANAGEMENT)
def update_organizational_unit(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    unit = organization.unit(request["OrganizationalUnitId"])
    if "Name" in request:
        _check_name_is_free(organization, unit.parent_id, request["Name"], unit)
        unit.name = request["Name"]
    return {"OrganizationalUnit": _describe(organization, unit)}


@operation("organizations", "DescribeOrganizationalUnit", Caller.DELEGATED)
def describe_organizational_unit(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    return {"OrganizationalUnit": _describe(organization, organization.unit(request["OrganizationalUnitId"]))}


@operation("organizations", "DeleteOrganizationalUnit", Caller.MANAGEMENT)
def delete_organizational_unit(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    unit = organization.unit(request["OrganizationalUnitId"])
    if organization.children.get(unit.id):
        raise AwsError(
            "OrganizationalUnitNotEmptyException",
            "The specified OU is not empty. Move all accounts and remove all child OUs.",
        )
    organization.remove(unit)


@operation("organizations", "ListOrganizationalUnitsForParent", Caller.DELEGATED)
def list_organizational_units_for_parent(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    parent = organization.container(request["ParentId"])
    return page(
        request, "OrganizationalUnits", organization.child_units(parent.id), lambda unit: _describe(organization, unit)
    )


@operation("organizations", "ListChildren", Caller.DELEGATED)
def list_children(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    parent = organization.container(request["ParentId"])
    kind = request["ChildType"]
    children = [node for node in organization.children.get(parent.id, {}).values() if node.type == kind]
    return page(request, "Children", children, lambda node: {"Id": node.id, "Type": kind})


@operation("organizations", "ListParents", Caller.DELEGATED)
def list_parents(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    child = organization.units.get(request["ChildId"]) or organization.accounts.get(request["ChildId"])
    if child is None:
        raise AwsError("ChildNotFoundException", "You specified a child that doesn't exist.")
    return page(
        request, "Parents", [organization.container(child.parent_id)], lambda node: {"Id": node.id, "Type": node.type}
    )
