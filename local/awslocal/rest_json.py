"""Requests and answers of services with a REST protocol in JSON, as their models in botocore describe them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request as HttpRequest
from moto.core.routing import get_service_router
from moto.core.serialize import RestJSONSerializer

from .registry import Context, Handler, Request, Response, operation
from .shapes import check_request


def parse_request(service: str, environ: dict[str, Any], body: bytes) -> Request:
    """The members of the request, whether they are in the path, the query, a header or the body. Raises ValueError if the
    body is no JSON."""
    request = HttpRequest(environ)
    model, path_members = get_service_router(service).match(request)
    parser = PROTOCOL_PARSERS["rest-json"](model)
    parsed: Request = parser.parse(
        {
            "body": body,
            "headers": request.headers,
            "method": request.method,
            "url_params": path_members,
            "url_path": request.path,
            "values": request.args,
        }
    )
    # What a query leaves out is None or an empty list.
    return {name: value for name, value in parsed.items() if value is not None and value != []} | {
        name: value for name, value in parsed.items() if value == [] and name in _members_of_body(model)
    }


def _members_of_body(model: Any) -> set[str]:
    shape = model.input_shape
    return {name for name, member in shape.members.items() if "location" not in member.serialization}


def serialize_response(service: str, environ: dict[str, Any], response: Response) -> tuple[int, dict[str, str], bytes]:
    """The HTTP status, headers and body of an answer."""
    model, _ = get_service_router(service).match(HttpRequest(environ))
    serialized = RestJSONSerializer(model).serialize(response)
    body = serialized["body"]
    content = body.encode() if isinstance(body, str) else bytes(body or b"")
    return serialized["status_code"], {name: str(value) for name, value in serialized["headers"].items()}, content


def rest_operations(service: str, invalid: str = "ValidationException") -> Callable[..., Callable[[Handler], Handler]]:
    """A decorator for the operations of a service, which checks each request. `invalid`: the service's exception for a
    request that breaks the model. `before`: what the service has done by itself until the request."""

    def named(name: str, before: Callable[[Context], None] | None = None) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            def checked(context: Context, request: Request) -> Response | None:
                check_request(service, name, request, invalid)
                if before:
                    before(context)
                return handler(context, request) or {}

            operation(service, name, is_rest=True)(checked)
            return handler

        return register

    return named


def moment(at: float) -> datetime:
    """A time as the serializer takes it."""
    return datetime.fromtimestamp(at, timezone.utc)
