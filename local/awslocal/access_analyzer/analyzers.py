"""Analyzers.

Sources: API reference of Access Analyzer; "Quotas for IAM Access Analyzer": one analyzer of external access of an account in a region,
5 of the organization, and so on [K for the internal ones]; "Delegated administrator for IAM Access Analyzer": only the management account
and a delegated administrator make one with the organization as its zone of trust, and that needs trusted access.
"""

from __future__ import annotations

import re
from typing import Any

from ..errors import AwsError
from ..organizations.model import Organization
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment, rest_operations
from .state import Analyzer

PRINCIPAL = "access-analyzer.amazonaws.com"
MOST = {
    "ACCOUNT": 1,
    "ORGANIZATION": 5,
    "ACCOUNT_UNUSED_ACCESS": 1,
    "ORGANIZATION_UNUSED_ACCESS": 5,
    "ACCOUNT_INTERNAL_ACCESS": 1,
    "ORGANIZATION_INTERNAL_ACCESS": 1,
}
ARCHIVE_RULES = 100
UNUSED_DAYS = (1, 365, 90)
TAGS = 50
_operation = rest_operations("accessanalyzer")


def _not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"Resource not found: {what}", status=404)


def _analyzers(context: Context) -> dict[str, Analyzer]:
    return context.world.analyzers.setdefault((context.account, context.region), {})


def _analyzer(context: Context, name: str) -> Analyzer:
    if name not in _analyzers(context):
        raise _not_found(f"analyzer {name}")
    return _analyzers(context)[name]


def _organization_of_analyzer(context: Context) -> Organization:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        raise AwsError("ValidationException", "You must create an organization")
    is_administrator = PRINCIPAL in organization.delegations.get(context.account, {})
    if organization.management.id != context.account and not is_administrator:
        raise AwsError(
            "AccessDeniedException",
            "You must be the management account or the delegated administrator of the organization to create an analyzer of "
            "the organization.",
            status=403,
        )
    if PRINCIPAL not in organization.service_access:
        raise AwsError(
            "ValidationException", "Trusted access for IAM Access Analyzer is not enabled for the organization."
        )
    return organization


@_operation("CreateAnalyzer")
def create_analyzer(context: Context, request: Request) -> Response:
    name, kind = request["analyzerName"], request["type"]
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,254}", name):
        raise AwsError(
            "ValidationException", "The name of an analyzer begins with a letter and has at most 255 characters."
        )
    analyzers = _analyzers(context)
    if kind.startswith("ORGANIZATION"):
        _organization_of_analyzer(context)
    if name in analyzers:
        raise AwsError("ConflictException", f"Analyzer {name} already exists", status=409)
    if sum(1 for one in analyzers.values() if one.type == kind) >= MOST[kind]:
        raise AwsError(
            "ServiceQuotaExceededException", f"There are at most {MOST[kind]} analyzers of the type {kind}.", status=402
        )
    arn = f"arn:aws:access-analyzer:{context.region}:{context.account}:analyzer/{name}"
    analyzer = Analyzer(name, arn, kind, context.now, dict(request.get("tags") or {}))
    analyzer.configuration = _configuration(kind, request.get("configuration"))
    for rule in request.get("archiveRules") or []:
        analyzer.archive_rules[rule["ruleName"]] = (rule["filter"], context.now, context.now)
    analyzers[name] = analyzer
    return {"arn": arn}


def _configuration(kind: str, given: dict[str, Any] | None) -> dict[str, Any] | None:
    part = "unusedAccess" if "UNUSED" in kind else "internalAccess" if "INTERNAL" in kind else None
    if given and (part is None or set(given) != {part}):
        raise AwsError("ValidationException", f"The configuration does not fit an analyzer of the type {kind}.")
    if part != "unusedAccess":
        return given
    fewest, most, default = UNUSED_DAYS
    unused = {"unusedAccessAge": default, **((given or {}).get("unusedAccess") or {})}
    if not fewest <= unused["unusedAccessAge"] <= most:
        raise AwsError("ValidationException", f"unusedAccessAge must be between {fewest} and {most} days.")
    return {"unusedAccess": unused}


@_operation("UpdateAnalyzer")
def update_analyzer(context: Context, request: Request) -> Response:
    """The age of unused access can't be changed, only the analysis rule."""
    analyzer = _analyzer(context, request["analyzerName"])
    wanted = _configuration(analyzer.type, request.get("configuration"))
    before = ((analyzer.configuration or {}).get("unusedAccess") or {}).get("unusedAccessAge")
    after = ((wanted or {}).get("unusedAccess") or {}).get("unusedAccessAge")
    given = ((request.get("configuration") or {}).get("unusedAccess") or {}).get("unusedAccessAge")
    if given is not None and before != after:
        raise AwsError("ValidationException", "unusedAccessAge can't be changed after the analyzer was created.")
    if wanted and "unusedAccess" in wanted and given is None:
        wanted["unusedAccess"]["unusedAccessAge"] = before
    analyzer.configuration = wanted
    return {"configuration": wanted or {}}


@_operation("GetAnalyzer")
def get_analyzer(context: Context, request: Request) -> Response:
    return {"analyzer": _described(context, _analyzer(context, request["analyzerName"]))}


@_operation("ListAnalyzers")
def list_analyzers(context: Context, request: Request) -> Response:
    kind = request.get("type")
    found = [_described(context, one) for one in _analyzers(context).values() if kind in (None, one.type)]
    return page_of(request, "analyzers", found, token="nextToken", most="maxResults")


@_operation("DeleteAnalyzer")
def delete_analyzer(context: Context, request: Request) -> None:
    del _analyzers(context)[_analyzer(context, request["analyzerName"]).name]


def _described(context: Context, analyzer: Analyzer) -> dict[str, Any]:
    described: dict[str, Any] = {
        "arn": analyzer.arn,
        "name": analyzer.name,
        "type": analyzer.type,
        "createdAt": moment(analyzer.created),
        "tags": analyzer.tags,
        "status": "ACTIVE",
    }
    if analyzer.configuration:
        described["configuration"] = analyzer.configuration
    if analyzer.type.startswith("ORGANIZATION"):
        described.update(_status_of_organization(context))
    return described


def _status_of_organization(context: Context) -> dict[str, Any]:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        return {"status": "DISABLED", "statusReason": {"code": "ORGANIZATION_DELETED"}}
    if PRINCIPAL not in organization.service_access:
        return {"status": "DISABLED", "statusReason": {"code": "AWS_SERVICE_ACCESS_DISABLED"}}
    is_administrator = PRINCIPAL in organization.delegations.get(context.account, {})
    if organization.management.id != context.account and not is_administrator:
        return {"status": "DISABLED", "statusReason": {"code": "DELEGATED_ADMINISTRATOR_DEREGISTERED"}}
    return {}


@_operation("ListFindings")
def list_findings(context: Context, request: Request) -> Response:
    return {"findings": []}


@_operation("ListFindingsV2")
def list_findings_v2(context: Context, request: Request) -> Response:
    return {"findings": []}


# ---- archive rules


def _rule(analyzer: Analyzer, name: str) -> tuple[dict[str, Any], float, float]:
    if name not in analyzer.archive_rules:
        raise _not_found(f"archive rule {name}")
    return analyzer.archive_rules[name]


@_operation("CreateArchiveRule")
def create_archive_rule(context: Context, request: Request) -> None:
    rules = _analyzer(context, request["analyzerName"]).archive_rules
    if request["ruleName"] in rules:
        raise AwsError("ConflictException", f"Archive rule {request['ruleName']} already exists", status=409)
    if len(rules) >= ARCHIVE_RULES:
        raise AwsError(
            "ServiceQuotaExceededException", f"An analyzer has at most {ARCHIVE_RULES} archive rules.", status=402
        )
    rules[request["ruleName"]] = (request["filter"], context.now, context.now)


@_operation("UpdateArchiveRule")
def update_archive_rule(context: Context, request: Request) -> None:
    analyzer = _analyzer(context, request["analyzerName"])
    created = _rule(analyzer, request["ruleName"])[1]
    analyzer.archive_rules[request["ruleName"]] = (request["filter"], created, context.now)


@_operation("GetArchiveRule")
def get_archive_rule(context: Context, request: Request) -> Response:
    rule = _rule(_analyzer(context, request["analyzerName"]), request["ruleName"])
    return {"archiveRule": _described_rule(request["ruleName"], rule)}


@_operation("ListArchiveRules")
def list_archive_rules(context: Context, request: Request) -> Response:
    rules = _analyzer(context, request["analyzerName"]).archive_rules
    return {"archiveRules": [_described_rule(name, rule) for name, rule in rules.items()]}


@_operation("DeleteArchiveRule")
def delete_archive_rule(context: Context, request: Request) -> None:
    _analyzer(context, request["analyzerName"]).archive_rules.pop(request["ruleName"], None)


def _described_rule(name: str, rule: tuple[dict[str, Any], float, float]) -> dict[str, Any]:
    return {"ruleName": name, "filter": rule[0], "createdAt": moment(rule[1]), "updatedAt": moment(rule[2])}


# ---- tags


def _of_arn(context: Context, arn: str) -> Analyzer:
    return _analyzer(context, arn.split("/")[-1])


@_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    analyzer = _of_arn(context, request["resourceArn"])
    if len({**analyzer.tags, **request["tags"]}) > TAGS:
        raise AwsError("ValidationException", f"A resource has at most {TAGS} tags.")
    analyzer.tags.update(request["tags"])


@_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    for key in request["tagKeys"]:
        _of_arn(context, request["resourceArn"]).tags.pop(key, None)


@_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"tags": _of_arn(context, request["resourceArn"]).tags}
