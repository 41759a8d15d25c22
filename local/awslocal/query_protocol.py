"""The query protocol, in which CloudFormation, IAM and others speak: a form in, XML out. Both follow the service's model in botocore."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import QueryParser
from moto.core.serialize import QuerySerializer, XFormedAttributePicker
from moto.core.utils import get_service_model

from .registry import Request, Response


@cache
def _operation(service: str, name: str) -> OperationModel:
    model: ServiceModel = get_service_model(service)
    operation: OperationModel = model.operation_model(name)
    return operation


def read_form(service: str, name: str, body: bytes) -> Request:
    """The members of the request. Integers and booleans have their types."""
    values = dict(parse_qsl(body.decode(), keep_blank_values=True))
    request: Any = QueryParser(_operation(service, name)).parse({"values": values})  # type: ignore[typeddict-item]
    return request if isinstance(request, dict) else {}


def write_xml(service: str, name: str, response: Response | None) -> tuple[str, bytes]:
    """The content type and the body of an answer. Timestamps are datetime objects."""
    serializer = QuerySerializer(_operation(service, name), value_picker=XFormedAttributePicker())
    body = serializer.serialize(response or {})["body"]
    return "text/xml", body.encode() if isinstance(body, str) else body
