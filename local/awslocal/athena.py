"""Athena's queries. Nothing is computed: a test says what the answers are (POST /_local/athena), and sees the SQL.

moto has a queue of results too, but without failures, pages and the time that a query takes, and two queries at once would
get each other's answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moto.moto_api._internal import mock_random

from .athena_state import SCANNED, Query, QueryAnswer
from .pages import page_of
from .errors import AwsError
from .registry import Context, Handler, Request, Response, operation
from .shapes import check_request

ROWS_OF_A_PAGE = 1_000


def answer_queries(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """For tests: {"answers": [{"matches", "columns": [{"name", "type"}], "rows", "failure", "scannedBytes"}]}."""
    given = [
        QueryAnswer(
            pattern=str(one.get("matches") or ""),
            columns=[(column["name"], column.get("type") or "varchar") for column in one.get("columns") or []],
            rows=[[None if value is None else str(value) for value in row] for row in one.get("rows") or []],
            failure=one.get("failure"),
            scanned=int(one.get("scannedBytes", SCANNED)),
        )
        for one in body.get("answers") or []
    ]
    for one in given:
        try:
            re.compile(one.pattern)
        except re.error as error:
            raise AwsError("InvalidAnswer", f"{one.pattern} is not a regular expression: {error}") from error
    context.world.athena.answers.extend(given)
    return {"answers": len(context.world.athena.answers)}


def _operation(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_request("athena", name, request, "InvalidRequestException")
            return handler(context, request) or {}

        operation("athena", name)(checked)
        return handler

    return register


def _query(context: Context, request: Request) -> Query:
    query = context.world.athena.queries.get(request["QueryExecutionId"])
    if query is None or query.account != context.account:
        raise AwsError("InvalidRequestException", f"QueryExecution {request['QueryExecutionId']} was not found")
    return query


@_operation("StartQueryExecution")
def start_query_execution(context: Context, request: Request) -> Response:
    athena = context.world.athena
    token = f"{context.account}/{request.get('ClientRequestToken')}"
    if request.get("ClientRequestToken") and token in athena.by_token:
        return {"QueryExecutionId": athena.by_token[token]}
    workgroup = request.get("WorkGroup") or "primary"
    output = (request.get("ResultConfiguration") or {}).get("OutputLocation") or _output_of(context, workgroup)
    if not output:
        raise AwsError(
            "InvalidRequestException",
            "No output location provided. An output location is required either through the Workgroup result "
            "configuration setting or as an API input.",
        )
    if not output.startswith("s3://"):
        raise AwsError("InvalidRequestException", "outputLocation is not a valid S3 path.")
    sql = request["QueryString"]
    found = [one for one in athena.answers if re.search(one.pattern, sql)]
    none = QueryAnswer("", [], [], "The local AWS has no answer to this query: POST /_local/athena.")
    query = Query(
        id=str(mock_random.uuid4()),
        account=context.account,
        sql=sql,
        database=(request.get("QueryExecutionContext") or {}).get("Database") or "default",
        workgroup=workgroup,
        output=output,
        started=context.now,
        answer=found[-1] if found else none,
    )
    athena.queries[query.id] = query
    athena.by_token[token] = query.id
    return {"QueryExecutionId": query.id}


def _output_of(context: Context, workgroup: str) -> str | None:
    """The output location of the work group, which moto has."""
    from moto.athena.models import athena_backends

    for region in list(athena_backends[context.account].values()):
        group = region.work_groups.get(workgroup)
        location = (group.configuration.get("ResultConfiguration") or {}).get("OutputLocation") if group else None
        if location:
            return str(location)
    return None


@_operation("StopQueryExecution")
def stop_query_execution(context: Context, request: Request) -> None:
    query = _query(context, request)
    if query.state == "RUNNING":
        query.cancelled = True


@_operation("GetQueryExecution")
def get_query_execution(context: Context, request: Request) -> Response:
    query = _query(context, request)
    state = query.state
    query.asked = True
    status: dict[str, Any] = {"State": state, "SubmissionDateTime": query.started}
    if state != "RUNNING":
        status["CompletionDateTime"] = query.started
    if state == "FAILED":
        status["StateChangeReason"] = query.answer.failure
    return {
        "QueryExecution": {
            "QueryExecutionId": query.id,
            "Query": query.sql,
            "StatementType": "DML",
            "ResultConfiguration": {"OutputLocation": f"{query.output.rstrip('/')}/{query.id}.csv"},
            "QueryExecutionContext": {"Database": query.database},
            "Status": status,
            "Statistics": {
                "EngineExecutionTimeInMillis": 100,
                "DataScannedInBytes": query.answer.scanned if state == "SUCCEEDED" else 0,
            },
            "WorkGroup": query.workgroup,
        }
    }


@_operation("GetQueryResults")
def get_query_results(context: Context, request: Request) -> Response:
    """The first row of the first page has the names of the columns, as on AWS."""
    query = _query(context, request)
    state = query.state
    if state != "SUCCEEDED":
        raise AwsError("InvalidRequestException", f"Query has not yet finished. Current state: {state}")
    answer = query.answer
    rows: list[list[str | None]] = [[name for name, _ in answer.columns], *answer.rows]
    page = page_of(request, "Rows", rows, ROWS_OF_A_PAGE)
    result: Response = {
        "ResultSet": {
            "Rows": [
                {"Data": [{} if value is None else {"VarCharValue": value} for value in row]} for row in page["Rows"]
            ],
            "ResultSetMetadata": {
                "ColumnInfo": [
                    {"Name": name, "Label": name, "Type": kind, "Nullable": "UNKNOWN", "CaseSensitive": False}
                    for name, kind in answer.columns
                ]
            },
        },
        "UpdateCount": 0,
    }
    if "NextToken" in page:
        result["NextToken"] = page["NextToken"]
    return result
