"""Exports: created, changed, read, deleted.

Sources: API reference of Data Exports; "Setting up an Amazon S3 bucket for data exports" in the Data Exports User Guide. The
text about columns is AWS's (terraform-provider-aws 43893); the other texts are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .destination import check_bucket
from .state import Export
from .tables import TABLES

QUERY = re.compile(
    r"\s*SELECT\s+(?P<columns>.+?)\s+FROM\s+(?P<table>\w+)\s*(?P<rest>(WHERE|LIMIT)\b.*)?;?\s*", re.I | re.S
)
# How many exports of a table an account has [K].
EXPORTS_OF_A_TABLE = 5
TAGS = 50


def _operation(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_request("bcm-data-exports", name, request)
            return handler(context, request) or {}

        operation("bcm-data-exports", name)(checked)
        return handler

    return register


def _invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def _exports(context: Context) -> dict[str, Export]:
    return context.world.data_exports.setdefault(context.account, {})


def _export(context: Context, arn: str) -> Export:
    exports = _exports(context)
    if arn not in exports:
        raise AwsError("ResourceNotFoundException", f"The export {arn} was not found.", status=404)
    return exports[arn]


@_operation("CreateExport")
def create_export(context: Context, request: Request) -> Response:
    exports = _exports(context)
    name = request["Export"]["Name"]
    if any(export.details["Name"] == name for export in exports.values()):
        raise _invalid(f"An export with the name {name} already exists.")
    details = _checked(context, request["Export"])
    table = _table_of(details)
    if sum(1 for export in exports.values() if _table_of(export.details) == table) >= EXPORTS_OF_A_TABLE:
        raise AwsError(
            "ServiceQuotaExceededException", f"An account has at most {EXPORTS_OF_A_TABLE} exports of {table}."
        )
    arn = f"arn:aws:bcm-data-exports:us-east-1:{context.account}:export/{name}-{mock_random.uuid4()}"
    exports[arn] = Export(arn, details, context.now, context.now, _tags_of(request))
    return {"ExportArn": arn}


@_operation("UpdateExport")
def update_export(context: Context, request: Request) -> Response:
    export = _export(context, request["ExportArn"])
    details = _checked(context, request["Export"])
    if details["Name"] != export.details["Name"] or _table_of(details) != _table_of(export.details):
        raise _invalid("The name and the table of an export can't be changed.")
    export.details, export.updated = details, context.now
    return {"ExportArn": export.arn}


@_operation("DeleteExport")
def delete_export(context: Context, request: Request) -> Response:
    """The files stay in the bucket."""
    export = _export(context, request["ExportArn"])
    del _exports(context)[export.arn]
    return {"ExportArn": export.arn}


@_operation("GetExport")
def get_export(context: Context, request: Request) -> Response:
    export = _export(context, request["ExportArn"])
    return {"Export": {**export.details, "ExportArn": export.arn}, "ExportStatus": _status(export)}


@_operation("ListExports")
def list_exports(context: Context, request: Request) -> Response:
    answer = page_of(request, "Exports", list(_exports(context).values()))
    described = [
        {"ExportArn": one.arn, "ExportName": one.details["Name"], "ExportStatus": _status(one)}
        for one in answer["Exports"]
    ]
    return {**answer, "Exports": described}


@_operation("ListExecutions")
def list_executions(context: Context, request: Request) -> Response:
    _export(context, request["ExportArn"])
    return {"Executions": []}


def _status(export: Export) -> dict[str, Any]:
    return {"StatusCode": "HEALTHY", "CreatedAt": _text(export.created), "LastUpdatedAt": _text(export.updated)}


def _text(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


# ---- rules


def _table_of(details: dict[str, Any]) -> str:
    match = QUERY.fullmatch(details["DataQuery"]["QueryStatement"])
    return match["table"] if match else ""


def _checked(context: Context, given: dict[str, Any]) -> dict[str, Any]:
    query = given["DataQuery"]
    match = QUERY.fullmatch(query["QueryStatement"])
    if match is None:
        raise _invalid("The query must be SELECT columns FROM table.")
    table = TABLES.get(match["table"])
    if table is None:
        raise _invalid(f"The table {match['table']} does not exist. Tables are: {', '.join(TABLES)}.")
    configuration = _configuration(context, match["table"], query.get("TableConfigurations") or {})
    columns = [re.split(r"\s+as\s+|\s*\.\s*", column.strip(), flags=re.I)[0] for column in match["columns"].split(",")]
    if columns != ["*"] and not all(table.has_column(column, configuration) for column in columns):
        raise _invalid(f"The columns in the query provided are not a subset of the table {table.name}")
    _check_output(given["DestinationConfigurations"]["S3Destination"])
    check_bucket(context.account, given["DestinationConfigurations"]["S3Destination"])
    names = ("Name", "Description", "DestinationConfigurations", "RefreshCadence")
    details: dict[str, Any] = {name: given[name] for name in names if name in given}
    details["DataQuery"] = {"QueryStatement": query["QueryStatement"]}
    if configuration:
        details["DataQuery"]["TableConfigurations"] = {table.name: configuration}
    return details


def _configuration(context: Context, name: str, given: dict[str, dict[str, str]]) -> dict[str, str]:
    """With the defaults of the table. AWS adds them too."""
    others = set(given) - {name}
    if others:
        raise _invalid(f"There are table configurations of {', '.join(sorted(others))}, which the query does not name.")
    configuration = dict(given.get(name) or {})
    properties = TABLES[name].properties
    for key, value in configuration.items():
        if key == "BILLING_VIEW_ARN":
            continue
        if key not in properties or value not in properties[key][0]:
            raise _invalid(f"{key}={value} is not a valid property of the table {name}.")
    defaults = {key: default for key, (_, default) in properties.items()}
    if name == "COST_AND_USAGE_REPORT":
        defaults["BILLING_VIEW_ARN"] = f"arn:aws:billing::{context.account}:billingview/primary"
    return {**defaults, **configuration}


def _check_output(destination: dict[str, Any]) -> None:
    output = destination["S3OutputConfigurations"]
    if (output["Format"] == "PARQUET") != (output["Compression"] == "PARQUET"):
        raise _invalid(f"The compression {output['Compression']} does not fit the format {output['Format']}.")


# ---- tags and tables


def _tags_of(request: Request) -> dict[str, str]:
    tags = {tag["Key"]: tag["Value"] for tag in request.get("ResourceTags") or []}
    if len(tags) > TAGS:
        raise _invalid(f"A resource has at most {TAGS} tags.")
    return tags


@_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    _export(context, request["ResourceArn"]).tags.update(_tags_of(request))


@_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    for key in request["ResourceTagKeys"]:
        _export(context, request["ResourceArn"]).tags.pop(key, None)


@_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    tags = _export(context, request["ResourceArn"]).tags
    return {"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]}


@_operation("ListTables")
def list_tables(context: Context, request: Request) -> Response:
    described = [
        {
            "TableName": table.name,
            "Description": table.description,
            "TableProperties": [
                {"Name": name, "ValidValues": list(values), "DefaultValue": default}
                for name, (values, default) in table.properties.items()
            ],
        }
        for table in TABLES.values()
    ]
    return page_of(request, "Tables", described)


@_operation("GetTable")
def get_table(context: Context, request: Request) -> Response:
    table = TABLES.get(request["TableName"])
    if table is None:
        raise AwsError("ResourceNotFoundException", f"The table {request['TableName']} was not found.", status=404)
    return {
        "TableName": table.name,
        "Description": table.description,
        "TableProperties": _configuration(context, table.name, {table.name: request.get("TableProperties") or {}}),
        "Schema": [{"Name": name, "Type": "string"} for name in sorted(table.columns)],
    }
