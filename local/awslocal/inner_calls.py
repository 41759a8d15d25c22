"""Calls of the local AWS to itself, without HTTP: what AWS's services do in an account, and what functions do there.

They are not in the journal, because what causes them is. So they happen only while a recorded request is executed, or while what was begun by
one is completed, and their random numbers follow from its seed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.client import BaseClient
from botocore.config import Config
from botocore.session import Session

from .journal import environ_of

Headers = list[tuple[str, str]]
# (account, environ, body) -> (status, headers, body)
Perform = Callable[[str, dict[str, Any], bytes], tuple[int, Headers, bytes]]
# Called with the name of the service in signatures, the operation and the region before each call. Returns why it is denied.
Guard = Callable[[str, str, str], "str | None"]

CONFIG = Config(
    # Signing takes as long as the call.
    signature_version=UNSIGNED,
    retries={"total_max_attempts": 1},
    s3={"addressing_style": "path"},
    inject_host_prefix=False,
)
DAY = "20260101"


class _Body(io.BytesIO):
    def stream(self, amount: int = 65_536, decode_content: bool | None = None) -> Iterator[bytes]:
        while chunk := self.read(amount):
            yield chunk


class InnerCalls:
    def __init__(self, perform: Perform):
        self._perform = perform
        self._account = ""
        self._guard: Guard | None = None
        self.guards: Callable[[str], Guard] | None = None
        self._session = Session()
        self._session.set_credentials("local", "local")
        self.client = cache(self._make_client)

    @contextmanager
    def acting_in(
        self, account: str, guard: Guard | None = None, guards: Callable[[str], Guard] | None = None
    ) -> Iterator[None]:
        """Within the block, calls are those of the account. `guards`: of the roles of the account, by their ARN."""
        before = self._account, self._guard, self.guards
        self._account, self._guard, self.guards = account, guard, guards
        try:
            yield
        finally:
            self._account, self._guard, self.guards = before

    def _make_client(self, service: str, region: str) -> BaseClient:
        """A client of botocore, whose requests come back to this process. One for each service and region, because making one takes
        milliseconds."""
        client = self._session.create_client(
            service, region_name=region, endpoint_url="http://localhost", config=CONFIG
        )
        signing_name = client.meta.service_model.signing_name

        def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
            return self._answer(request, signing_name, region)

        def check(model: Any, **_: Any) -> Any:
            return self._check(signing_name, model.name, region)

        client.meta.events.register("before-call.*", check)
        client.meta.events.register("before-send.*", answer)
        return client

    def _check(self, signing_name: str, operation: str, region: str) -> tuple[AWSResponse, dict[str, Any]] | None:
        denial = self._guard(signing_name, operation, region) if self._guard is not None else None
        if denial is None:
            return None
        error = {"Error": {"Code": "AccessDenied", "Message": denial}, "ResponseMetadata": {"HTTPStatusCode": 403}}
        return AWSResponse("http://localhost", 403, {}, _Body(b"")), error

    def _answer(self, request: AWSPreparedRequest, signing_name: str, region: str) -> AWSResponse:
        url = urlsplit(request.url)
        headers = {name: _text(value) for name, value in request.headers.items()}
        kind = headers.pop("Content-Type", "")
        body = _bytes(request.body)
        environ, _ = environ_of(
            {
                "method": request.method,
                "path": unquote(url.path) or "/",
                "headers": {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
                "type": kind,
                "body": "",
                "credential": f"Credential={self._account}/{DAY}/{region}/{signing_name}/aws4_request",
                **({"query": url.query} if url.query else {}),
            }
        )
        environ["CONTENT_LENGTH"] = str(len(body))
        environ["HTTP_HOST"] = "localhost"
        status, answered, content = self._perform(self._account, environ, body)
        return AWSResponse(request.url, status, dict(answered), _Body(content))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if hasattr(body, "read"):
        return bytes(body.read())
    return body.encode() if isinstance(body, str) else bytes(body)
