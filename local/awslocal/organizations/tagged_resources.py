"""What the Resource Groups Tagging API says of the organization's resources. The rest of this API is not here.

Source: GetResources in the API reference of the Resource Groups Tagging API: resources that are tagged or were once, 100 in a page by
default. Here, a resource without tags is left out, as one that never had a tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import AwsError
from ..pages import page_of
from ..registry import Caller, Context, Request, Response, operation
from .model import Node, Organization, Policy


@operation("tagging", "GetResources", Caller.MANAGEMENT)
def get_resources(context: Context, request: Request) -> Response:
    filters = request.get("ResourceTypeFilters") or []
    if filters != ["organizations"]:
        raise AwsError(
            "InvalidParameterException", "The local AWS lists the resources of AWS Organizations only: organizations."
        )
    organization = context.world.organization(context.account)
    found = [one for one in _resources(organization) if one.tags]
    return page_of(
        request,
        "ResourceTagMappingList",
        found,
        100,
        token="PaginationToken",
        most="ResourcesPerPage",
        describe=lambda one: {
            "ResourceARN": one.arn,
            "Tags": [{"Key": key, "Value": value} for key, value in one.tags.items()],
        },
    )


def _resources(organization: Organization) -> Iterator[Node | Policy]:
    yield organization.root
    yield from organization.units.values()
    yield from organization.accounts.values()
    yield from organization.policies.values()
