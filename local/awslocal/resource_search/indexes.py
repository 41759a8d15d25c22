"""Indexes and views.

Sources: API reference of Resource Explorer; "Turning on cross-Region search by creating an aggregator index": one aggregator index of an
account; a region that was the aggregator's can become it again a day later, and so can another one; "Turning on multi-account search":
trusted access, and views with the organization or a unit as scope by the management account and the delegated administrator only.
"Quotas": 10 views of an index. AWS builds an index in the background, within a day and a half; here it is done at once.
"""

from __future__ import annotations

import re
from typing import Any

from moto.moto_api._internal import mock_random

from ..clock import DAY
from ..cost_explorer.caller import page_of
from ..errors import AwsError
from ..registry import Context, Request, Response
from ..rest_json import moment, rest_operations
from .query import parse_query
from .state import Index, View

PRINCIPAL = "resource-explorer-2.amazonaws.com"
VIEWS = 10
TAGS = 50
explorer_operation = rest_operations("resource-explorer-2")


def not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{what} was not found.", status=404)


def _invalid(message: str) -> AwsError:
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
    indexes[place] = Index(arn, *place, context.now, context.now, tags=_tags(request))
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
    _check_administrator(context)
    wanted = request["AccountIdList"]
    found = [
        {"AccountId": owner, "Arn": one.arn, "Region": one.region, "Type": one.type}
        for (owner, _), one in _indexes(context).items()
        if owner in wanted
    ]
    return page_of(request, "Indexes", found, 10)


def _check_administrator(context: Context) -> None:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        raise _invalid("The account is in no organization.")
    is_administrator = PRINCIPAL in organization.delegations.get(context.account, {})
    if organization.management.id != context.account and not is_administrator:
        raise AwsError(
            "AccessDeniedException",
            "Only the management account and the delegated administrator of the organization may do this.",
            status=403,
        )
    if PRINCIPAL not in organization.service_access:
        raise _invalid("Trusted access for Resource Explorer is not enabled for the organization.")


@explorer_operation("GetAccountLevelServiceConfiguration")
def get_account_level_service_configuration(context: Context, request: Request) -> Response:
    organization = context.world.organization_of.get(context.account)
    is_on = organization is not None and PRINCIPAL in organization.service_access
    return {"OrgConfiguration": {"AWSServiceAccessStatus": "ENABLED" if is_on else "DISABLED"}}


# ---- views


def own_view(context: Context, arn: str) -> View:
    view = context.world.resource_explorer.views.get(arn)
    if view is None or (view.account, view.region) != (context.account, context.region):
        raise AwsError(
            "UnauthorizedException", f"The view {arn} does not exist, or you have no access to it.", status=401
        )
    return view


def _checked_filter(request: Request) -> str:
    text = (request.get("Filters") or {}).get("FilterString") or ""
    parse_query(text, with_keywords=False)
    return str(text)


def _checked_scope(context: Context, scope: str | None) -> str:
    own = f"arn:aws:iam::{context.account}:root"
    if not scope or scope == own:
        return own
    _check_administrator(context)
    organization = context.world.organization(context.account)
    if scope != organization.arn and scope not in [unit.arn for unit in organization.units.values()]:
        raise _invalid(f"The scope {scope} is not the organization, a unit of it or the account.")
    return scope


@explorer_operation("CreateView")
def create_view(context: Context, request: Request) -> Response:
    own_index(context)
    name = request["ViewName"]
    if not re.fullmatch(r"[a-zA-Z0-9\-]{1,64}", name):
        raise _invalid("The name of a view has at most 64 letters, digits and hyphens.")
    views = context.world.resource_explorer.views
    mine = [one for one in views.values() if (one.account, one.region) == (context.account, context.region)]
    if any(one.name == name for one in mine):
        raise AwsError("ConflictException", f"A view with the name {name} already exists.", status=409)
    if len(mine) >= VIEWS:
        raise AwsError("ServiceQuotaExceededException", f"A region has at most {VIEWS} views.", status=402)
    arn = f"arn:aws:resource-explorer-2:{context.region}:{context.account}:view/{name}/{mock_random.uuid4()}"
    view = View(
        arn,
        name,
        context.account,
        context.region,
        _checked_scope(context, request.get("Scope")),
        context.now,
        _checked_filter(request),
        request.get("IncludedProperties") or [],
        _tags(request),
    )
    views[arn] = view
    return {"View": _described(view)}


@explorer_operation("UpdateView")
def update_view(context: Context, request: Request) -> Response:
    view = own_view(context, request["ViewArn"])
    if "Filters" in request:
        view.filter = _checked_filter(request)
    if "IncludedProperties" in request:
        view.included = request["IncludedProperties"]
    view.updated = context.now
    return {"View": _described(view)}


@explorer_operation("GetView")
def get_view(context: Context, request: Request) -> Response:
    view = own_view(context, request["ViewArn"])
    return {"View": _described(view), "Tags": view.tags}


@explorer_operation("ListViews")
def list_views(context: Context, request: Request) -> Response:
    views = context.world.resource_explorer.views.values()
    mine = [one.arn for one in views if (one.account, one.region) == (context.account, context.region)]
    return page_of(request, "Views", mine)


@explorer_operation("DeleteView")
def delete_view(context: Context, request: Request) -> Response:
    view = own_view(context, request["ViewArn"])
    explorer = context.world.resource_explorer
    del explorer.views[view.arn]
    if explorer.default_views.get((context.account, context.region)) == view.arn:
        del explorer.default_views[context.account, context.region]
    return {"ViewArn": view.arn}


def _described(view: View) -> dict[str, Any]:
    return {
        "ViewArn": view.arn,
        "ViewName": view.name,
        "Owner": view.account,
        "Scope": view.scope,
        "LastUpdatedAt": moment(view.updated),
        "IncludedProperties": view.included,
        "Filters": {"FilterString": view.filter},
    }


@explorer_operation("AssociateDefaultView")
def associate_default_view(context: Context, request: Request) -> Response:
    view = own_view(context, request["ViewArn"])
    context.world.resource_explorer.default_views[context.account, context.region] = view.arn
    return {"ViewArn": view.arn}


@explorer_operation("GetDefaultView")
def get_default_view(context: Context, request: Request) -> Response:
    arn = context.world.resource_explorer.default_views.get((context.account, context.region))
    return {"ViewArn": arn} if arn else {}


@explorer_operation("DisassociateDefaultView")
def disassociate_default_view(context: Context, request: Request) -> None:
    context.world.resource_explorer.default_views.pop((context.account, context.region), None)


# ---- tags, of indexes and views


def _tags(request: Request) -> dict[str, str]:
    tags = dict(request.get("Tags") or {})
    if len(tags) > TAGS:
        raise _invalid(f"A resource has at most {TAGS} tags.")
    return tags


def _tags_of(context: Context, arn: str) -> dict[str, str]:
    if ":view/" in arn:
        return own_view(context, arn).tags
    index = own_index(context)
    if index.arn != arn:
        raise not_found(arn)
    return index.tags


@explorer_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    tags = _tags_of(context, request["resourceArn"])
    _tags({"Tags": {**tags, **request["Tags"]}})
    tags.update(request["Tags"])


@explorer_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _tags_of(context, request["resourceArn"])
    for key in request["tagKeys"]:
        tags.pop(key, None)


@explorer_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"Tags": _tags_of(context, request["resourceArn"])}
