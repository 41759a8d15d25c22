"""Indexes.

Sources: API reference of Resource Explorer; "Turning on cross-Region search by creating an aggregator index": one aggregator index of an
account; a region that was the aggregator's can become it again a day later, and so can another one;
"Turning on multi-account search": trusted access. AWS builds an index in the background, within a day and a half; here it is done at once.
"""

from __future__ import annotations

from moto.moto_api._internal import mock_random

from ..clock import DAY
from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment, rest_operations
from .state import Index

PRINCIPAL = "resource-explorer-2.amazonaws.com"
TAGS = 50
explorer_operation = rest_operations("resource-explorer-2")


def not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{what} was not found.", status=404)


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def own_index(context: Context) -> Index:
    index = context.world.resource_explorer.indexes.get((context.account, context.region))
    if index is None:
        raise not_found(f"An index in {context.region}")
    return index


@explorer_operation("CreateIndex")
def create_index(context: Context, request: Request) -> Response:
    place = (context.account, context.region)
    indexes = context.world.resource_explorer.indexes
    if place in indexes:
        raise AwsError("ConflictException", f"An index already exists in {context.region}.", status=409)
    arn = f"arn:aws:resource-explorer-2:{context.region}:{context.account}:index/{mock_random.uuid4()}"
    indexes[place] = Index(arn, *place, context.now, context.now, tags=tags_of_request(request))
    return {"Arn": arn, "State": "CREATING", "CreatedAt": moment(context.now)}


@explorer_operation("GetIndex")
def get_index(context: Context, request: Request) -> Response:
    index = own_index(context)
    described: Response = {
        "Arn": index.arn,
        "Type": index.type,
        "State": "ACTIVE",
        "CreatedAt": moment(index.created),
        "LastUpdatedAt": moment(index.updated),
        "Tags": index.tags,
    }
    others = [one for (owner, _), one in _indexes(context).items() if owner == index.account and one is not index]
    if index.type == "AGGREGATOR":
        described["ReplicatingFrom"] = [one.region for one in others]
    elif any(one.type == "AGGREGATOR" for one in others):
        described["ReplicatingTo"] = [one.region for one in others if one.type == "AGGREGATOR"]
    return described


def _indexes(context: Context) -> dict[tuple[str, str], Index]:
    return context.world.resource_explorer.indexes


@explorer_operation("UpdateIndexType")
def update_index_type(context: Context, request: Request) -> Response:
    index = own_index(context)
    if request["Arn"] != index.arn:
        raise not_found(request["Arn"])
    if request["Type"] == index.type:
        raise AwsError("ConflictException", f"The index is of the type {index.type} already.", status=409)
    explorer = context.world.resource_explorer
    if request["Type"] == "AGGREGATOR":
        if any(one.type == "AGGREGATOR" for (owner, _), one in _indexes(context).items() if owner == index.account):
            raise AwsError("ServiceQuotaExceededException", "An account has at most one aggregator index.", status=402)
        demoted = explorer.demoted.get(index.account)
        if demoted is not None and context.now < demoted + DAY:
            raise AwsError(
                "ConflictException",
                "An aggregator index can be made 24 hours after the last one was turned into a local index.",
                status=409,
            )
    else:
        explorer.demoted[index.account] = context.now
    index.type, index.updated = request["Type"], context.now
    return {"Arn": index.arn, "Type": index.type, "State": "UPDATING", "LastUpdatedAt": moment(context.now)}


@explorer_operation("DeleteIndex")
def delete_index(context: Context, request: Request) -> Response:
    """The views of the region stay, and find nothing."""
    index = own_index(context)
    if request["Arn"] != index.arn:
        raise not_found(request["Arn"])
    if index.type == "AGGREGATOR":
        context.world.resource_explorer.demoted[index.account] = context.now
    del _indexes(context)[context.account, context.region]
    return {"Arn": index.arn, "State": "DELETING", "LastUpdatedAt": moment(context.now)}


def _listed(request: Request, found: list[Index]) -> list[Index]:
    regions, kind = request.get("Regions"), request.get("Type")
    return [one for one in found if (not regions or one.region in regions) and kind in (None, one.type)]


@explorer_operation("ListIndexes")
def list_indexes(context: Context, request: Request) -> Response:
    mine = [one for (owner, _), one in _indexes(context).items() if owner == context.account]
    found = [{"Arn": one.arn, "Region": one.region, "Type": one.type} for one in _listed(request, mine)]
    return page_of(request, "Indexes", found)


@explorer_operation("ListIndexesForMembers")
def list_indexes_for_members(context: Context, request: Request) -> Response:
    check_administrator(context)
    wanted = request["AccountIdList"]
    found = [
        {"AccountId": owner, "Arn": one.arn, "Region": one.region, "Type": one.type}
        for (owner, _), one in _indexes(context).items()
        if owner in wanted
    ]
    return page_of(request, "Indexes", found, 10)


def check_administrator(context: Context) -> None:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        raise invalid("The account is in no organization.")
    is_administrator = PRINCIPAL in organization.delegations.get(context.account, {})
    if organization.management.id != context.account and not is_administrator:
        raise AwsError(
            "AccessDeniedException",
            "Only the management account and the delegated administrator of the organization may do this.",
            status=403,
        )
    if PRINCIPAL not in organization.service_access:
        raise invalid("Trusted access for Resource Explorer is not enabled for the organization.")


@explorer_operation("GetAccountLevelServiceConfiguration")
def get_account_level_service_configuration(context: Context, request: Request) -> Response:
    organization = context.world.organization_of.get(context.account)
    is_on = organization is not None and PRINCIPAL in organization.service_access
    return {"OrgConfiguration": {"AWSServiceAccessStatus": "ENABLED" if is_on else "DISABLED"}}


def tags_of_request(request: Request) -> dict[str, str]:
    tags = dict(request.get("Tags") or {})
    if len(tags) > TAGS:
        raise invalid(f"A resource has at most {TAGS} tags.")
    return tags
