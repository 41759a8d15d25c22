"""Runs the inline Python of a Lambda function in this process. moto would need Docker.

The function's boto3 calls the local AWS in the function's account, and only what its role allows: an action that no Allow statement of the role
names is AccessDenied. Resources and conditions of the statements are not looked at. Waiting takes no time.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
import types
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any
from unittest import mock

from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.iam.models import iam_backends

from ..budgets.execution_role import statements_of
from ..iam_actions import actions_of
from ..inner_calls import Actor, Guard, InnerCalls


@dataclass
class FunctionContext:
    """What a function gets as its second argument."""

    function_name: str
    invoked_function_arn: str
    aws_request_id: str
    log_stream_name: str
    memory_limit_in_mb: int
    timeout: int
    function_version: str = "$LATEST"

    @property
    def log_group_name(self) -> str:
        return f"/aws/lambda/{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        return self.timeout * 1000


def function_of(account: str, region: str, name: str) -> LambdaFunction:
    found: LambdaFunction = lambda_backends[account][region].get_function(name)
    return found


def run_function(
    aws: InnerCalls,
    account: str,
    region: str,
    function: LambdaFunction,
    event: dict[str, Any],
    request_id: str,
    answer: Callable[[dict[str, Any]], None],
) -> Any:
    """Returns what the handler returns. `answer` is called with what it sends with cfnresponse."""
    with zipfile.ZipFile(io.BytesIO(function.code_bytes)) as archive:
        source = archive.read("index.py").decode()
    context = FunctionContext(
        function_name=function.function_name,
        invoked_function_arn=function.function_arn,
        aws_request_id=request_id,
        log_stream_name=f"2026/01/01/[$LATEST]{request_id.replace('-', '')}",
        memory_limit_in_mb=int(function.memory_size),
        timeout=int(function.timeout),
    )
    role = str(function.role)
    guards = aws.actor.guards
    guard = _guard(account, role, guards(role) if guards else None)
    module_name, _, handler_name = str(function.handler).partition(".")
    environment = {"AWS_REGION": region, "AWS_DEFAULT_REGION": region, **(function.environment_vars or {})}
    modules = {"boto3": _boto3(aws, region), "cfnresponse": _cfnresponse(answer)}
    index = types.ModuleType(module_name)
    with (
        aws.acting_as(Actor(account, role, str(function.function_name), guard, guards)),
        mock.patch.dict(sys.modules, modules),
        mock.patch.dict(os.environ, environment),
        mock.patch.object(time, "sleep", lambda seconds: None),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        exec(compile(source, f"{function.function_name}/index.py", "exec"), index.__dict__)
        return getattr(index, handler_name)(event, context)


def _guard(account: str, role_arn: str, outer: Guard | None) -> Guard:
    """Denies what the function's role does not allow, and what `outer` denies the role."""
    role = next((one for one in iam_backends[account]["aws"].roles.values() if one.arn == role_arn), None)
    statements = statements_of(role) if role is not None else []
    allowed = [
        str(action).lower()
        for one in statements
        if one.get("Effect") == "Allow"
        for action in _listed(one.get("Action"))
    ]
    user = f"User: arn:aws:sts::{account}:assumed-role/{role_arn.rsplit('/', 1)[-1]}/function"

    def check(signing_name: str, operation: str, region: str) -> str | None:
        wanted = actions_of(signing_name, operation)
        if any(fnmatchcase(action.lower(), pattern) for action in wanted for pattern in allowed):
            return outer(signing_name, operation, region) if outer else None
        return f"{user} is not authorized to perform: {wanted[0]} because no identity-based policy allows the {wanted[0]} action"

    return check


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _boto3(aws: InnerCalls, region: str) -> types.ModuleType:
    module = types.ModuleType("boto3")

    def client(service_name: str, region_name: str | None = None, **_: Any) -> Any:
        return aws.client(service_name, region_name or region)

    class Session:
        def __init__(self, region_name: str | None = None, **_: Any):
            self.region_name = region_name or region

        def client(self, service_name: str, region_name: str | None = None, **_: Any) -> Any:
            return client(service_name, region_name or self.region_name)

    module.client = client  # type: ignore[attr-defined]
    module.Session = Session  # type: ignore[attr-defined]
    module.session = types.SimpleNamespace(Session=Session)  # type: ignore[attr-defined]
    return module


def _cfnresponse(answer: Callable[[dict[str, Any]], None]) -> types.ModuleType:
    """Source: "cfn-response module" in the user guide of CloudFormation."""
    module = types.ModuleType("cfnresponse")
    module.SUCCESS, module.FAILED = "SUCCESS", "FAILED"  # type: ignore[attr-defined]

    def send(
        event: dict[str, Any],
        context: Any,
        responseStatus: str,
        responseData: dict[str, Any] | None,
        physicalResourceId: str | None = None,
        noEcho: bool = False,
        reason: str | None = None,
    ) -> None:
        answer(
            {
                "Status": responseStatus,
                "Reason": reason or f"See the details in CloudWatch Log Stream: {context.log_stream_name}",
                "PhysicalResourceId": physicalResourceId or context.log_stream_name,
                "NoEcho": noEcho,
                "Data": responseData or {},
            }
        )

    module.send = send  # type: ignore[attr-defined]
    return module
