"""Views, and the tags of views and indexes.

Sources: API reference of Resource Explorer; "Turning on multi-account search": views with the organization or a unit as scope are made by
the management account and the delegated administrator only. "Quotas": 10 views of an index.
"""

from __future__ import annotations

import re
from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment
from .indexes import check_administrator, explorer_operation, invalid, not_found, own_index, tags_of_request
from .query import parse_query
from .state import View

VIEWS = 10


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
    check_administrator(context)
    organization = context.world.organization(context.account)
    if scope != organization.arn and scope not in [unit.arn for unit in organization.units.values()]:
        raise invalid(f"The scope {scope} is not the organization, a unit of it or the account.")
    return scope


@explorer_operation("CreateView")
def create_view(context: Context, request: Request) -> Response:
    own_index(context)
    name = request["ViewName"]
    if not re.fullmatch(r"[a-zA-Z0-9\-]{1,64}", name):
        raise invalid("The name of a view has at most 64 letters, digits and hyphens.")
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
        tags_of_request(request),
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
    tags_of_request({"Tags": {**tags, **request["Tags"]}})
    tags.update(request["Tags"])


@explorer_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _tags_of(context, request["resourceArn"])
    for key in request["tagKeys"]:
        tags.pop(key, None)


@explorer_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"Tags": _tags_of(context, request["resourceArn"])}
