"""Calls of the local AWS to itself, without HTTP: what AWS's services do in an account, and what functions do there.

They are not in the journal, because what causes them is. So they happen only while a recorded request is executed, or while what was begun by
one is completed, and their random numbers follow from its seed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
# Called with the name of the service in signatures, the operation and the region before each call. Returns why it is denied.
Guard = Callable[[str, str, str], "str | None"]


@dataclass(frozen=True)
class Actor:
    """A role of an account that calls. `agent`: what it is called in CloudTrail."""

    account: str
    role_arn: str
    agent: str
    guard: Guard | None = None
    # Of the roles of the account, by their ARN.
    guards: Callable[[str], Guard] | None = None

    @property
    def access_key(self) -> str:
        return f"ASIA{hashlib.md5(self.role_arn.encode()).hexdigest()[:16].upper()}"

    @property
    def session(self) -> str:
        return self.agent.split(".")[0]


# (actor, environ, body) -> (status, headers, body)
Perform = Callable[[Actor, dict[str, Any], bytes], tuple[int, Headers, bytes]]

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
        self.actor = Actor("", "", "")
        self._session = Session()
        self._session.set_credentials("local", "local")
        self.client = cache(self._make_client)

    @contextmanager
    def acting_as(self, actor: Actor) -> Iterator[None]:
        """Within the block, the actor calls."""
        before = self.actor
        self.actor = actor
        try:
            yield
        finally:
            self.actor = before

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
        guard = self.actor.guard
        denial = guard(signing_name, operation, region) if guard is not None else None
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
                "credential": f"Credential={self.actor.access_key}/{DAY}/{region}/{signing_name}/aws4_request",
                **({"query": url.query} if url.query else {}),
            }
        )
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.update(HTTP_HOST="localhost", HTTP_USER_AGENT=self.actor.agent, REMOTE_ADDR=self.actor.agent)
        status, answered, content = self._perform(self.actor, environ, body)
        return AWSResponse(request.url, status, dict(answered), _Body(content))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if hasattr(body, "read"):
        return bytes(body.read())
    return body.encode() if isinstance(body, str) else bytes(body)
