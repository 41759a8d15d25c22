"""The WSGI application: faults, rates, our own operations or moto, journal.

One request is executed at a time. Python would not execute two at once anyway, and the ids that a request creates
must depend on its seed only.
"""

from __future__ import annotations

import io
import json
import logging
import random
import re
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from moto.moto_api._internal import mock_random
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import admin, moto_additions, moto_backends, moto_bridge
from . import services as services  # registers our operations
from .account import complete
from .call import DEFAULT_ACCOUNT, Call, identify
from .caller_record import CallerRecord
from .calls import Calls
from .changes import CHANGES
from .clock import Clock
from .cloud_trail.identities import note_role_session
from .cloud_trail.record import record_call
from .costs.allocation_tags import note_tags
from .errors import QUERY, AwsError, not_implemented
from .faults import Faults
from .identity_center.completion import settle_identity_center
from .identity_center.roles import ReservedRoles
from .inner_calls import Actor, InnerCalls
from .journal import Journal, environ_of, request_entry
from .organizations.access import check_caller
from .organizations.accounts import reopen, settle
from .organizations.model import World
from .organizations.validation import service_model, validate
from .query_protocol import read_form, write_xml
from .rates import Rates
from .registry import OPERATIONS, Context, Operation, Request
from .rest_json import parse_request, serialize_response
from .retries import Retries
from .root_user.sessions import check_session
from .settings import Settings
from .stack_sets.background import Background
from .stack_sets.completion import settle_stack_sets

log = logging.getLogger("awslocal")
ROLE_ARN = re.compile(r"arn(?::|%3A)aws(?::|%3A)iam(?::|%3A)(?::|%3A)(\d{12})(?::|%3A)role")
# Their operations that this folder lacks are not left to moto, which has another state of them.
COMPLETE_SERVICES = {
    "organizations", "sso", "identitystore", "cloudtrail", "guardduty", "securityhub", "accessanalyzer", "inspector2", "macie2",
    "resource-explorer-2",
}  # fmt: skip
ACCOUNT_ID = re.compile(r"\d{12}")

Answer = tuple[int, list[tuple[str, str]], bytes]
JSON_TYPE = "application/x-amz-json-1.1"


class Application:
    def __init__(self, state: Path, settings: Settings, version: str):
        self.state = state
        self.settings = settings
        self.version = version
        self.started = time.time()
        self.clock = Clock()
        self.calls = Calls()
        self.callers = CallerRecord(state)
        self.faults = Faults()
        self.journal = Journal(state)
        self.lock = threading.RLock()
        self.replayed = 0
        self.replay_failures = 0
        self._rates = Rates()
        self._retries: Retries[Answer] = Retries()
        self._inner = InnerCalls(self._perform_inside)
        self._moto = DomainDispatcherApplication(create_backend_app)
        self.clock.install_in_moto()
        moto_backends.install()
        self._start_world()
        self._replay()

    def _start_world(self) -> None:
        self.world = World()
        moto_bridge.install(self.world)
        self._roles = moto_bridge.AccessRoles(self.world, self.clock)
        self._reserved_roles = ReservedRoles(self.world, self.clock)

    # ---- a request, step by step

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = _read_body(environ)
        if environ["PATH_INFO"].startswith("/_local/"):
            answer = admin.answer(self, environ, body)
        else:
            call = identify(environ, body)
            # Whoever calls may have ended when a call that is delayed is executed.
            caller = self.callers.current()
            arrived = self.calls.arrive()
            fault = self.faults.take(call.name)
            if fault and fault.delay_seconds:
                time.sleep(fault.delay_seconds)
            if fault and fault.drop == "before":
                return _drop_connection(environ)
            if fault and fault.error:
                answer = _error_answer(fault.error, call)
                self.calls.record(call.name, "", call.mutating, answer[0], self.clock.now(), arrived)
            else:
                answer = self._serve(call, environ, body, caller, arrived)
            if fault and fault.drop == "after":
                self._retries.forget(environ)
                return _drop_connection(environ)
        status, headers, content = answer
        headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
        headers.append(("Content-Length", str(len(content))))
        if not any(name.lower() == "x-amzn-requestid" for name, _ in headers):
            headers.append(("x-amzn-RequestId", str(uuid.uuid4())))
        start_response(f"{status} {'OK' if status < 400 else 'Error'}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]

    def _serve(self, call: Call, environ: dict[str, Any], body: bytes, caller: str, arrived: int) -> Answer:
        with self.lock:
            answered = self._retries.find(environ)
            if answered is not None:
                return answered
            account = self._account(call, environ)
            self.callers.add(caller, call, account, environ, body)
            at = self.clock.now()
            try:
                if self.settings.aws_rates:
                    self._rates.spend(call, account)
            except AwsError as error:
                answer = _error_answer(error, call)
                self.calls.record(call.name, account, call.mutating, answer[0], at, arrived)
                return answer
            seed = random.getrandbits(48)
            answer = self._execute(call, account, environ, body, at, seed)
            if call.mutating and answer[0] < 400:
                self.journal.append(request_entry(environ, body, account, at, seed))
                self._retries.keep(environ, answer)
            self.calls.record(call.name, account, call.mutating, answer[0], at, arrived)
            return answer

    def _account(self, call: Call, environ: dict[str, Any]) -> str:
        given = environ.get("HTTP_X_MOTO_ACCOUNT_ID")
        if given:
            return str(given)
        # An access key that is an account's number means that account, so that tests need no credentials of it.
        if call.access_key and ACCOUNT_ID.fullmatch(call.access_key):
            return call.access_key
        session = self.world.root_sessions.get(call.access_key or "")
        if session:
            return session.account
        return (call.access_key and moto_bridge.account_of(call.access_key)) or DEFAULT_ACCOUNT

    def _execute(self, call: Call, account: str, environ: dict[str, Any], body: bytes, at: float, seed: int) -> Answer:
        answer = self._answer(call, account, environ, body, at, seed)
        record_call(self.world, call, account, environ, body, (answer[0], answer[2]), at)
        return answer

    def _answer(self, call: Call, account: str, environ: dict[str, Any], body: bytes, at: float, seed: int) -> Answer:
        self._settle(at)
        return self._perform(call, account, environ, body, at, seed)

    def _perform(self, call: Call, account: str, environ: dict[str, Any], body: bytes, at: float, seed: int) -> Answer:
        self._roles.ensure(account)
        if call.service in ("sts", "iam"):
            self._reserved_roles.ensure(account)
            for other in ROLE_ARN.findall(body.decode("utf-8", "replace")):
                self._roles.ensure(other)
                self._reserved_roles.ensure(other)
        if call.mutating:
            mock_random.seed(seed)
        with self.clock.standing_still(at):
            try:
                check_session(self.world, call, at)
                if call.service == "iam" and call.mutating:
                    self._reserved_roles.protect(account, body)
                if call.service in COMPLETE_SERVICES or (call.service, call.operation) in OPERATIONS:
                    return self._ours(call, account, environ, body, at)
                return self._motos(call, account, environ, body)
            except AwsError as error:
                return _error_answer(error, call)
            except Exception as error:
                log.exception("%s failed", call.name)
                return _error_answer(
                    AwsError("InternalErrorInLocalAws", f"{call.name}: {type(error).__name__}: {error}"), call
                )

    def _perform_inside(self, actor: Actor, environ: dict[str, Any], body: bytes) -> Answer:
        """A call of the local AWS to itself. CloudTrail has it if it changes something."""
        call, at = identify(environ, body), self.clock.now()
        seed = mock_random.getrandbits(48)
        answer = self._perform(call, actor.account, environ, body, at, seed)
        mock_random.seed(seed + 1)
        if call.mutating:
            note_role_session(self.world, actor.access_key, actor.account, actor.role_arn, actor.session)
            record_call(self.world, call, actor.account, environ, body, (answer[0], answer[2]), at)
        return answer

    def _settle(self, at: float) -> None:
        settle(self.world, at)
        settle_identity_center(self.world, at)
        self._settle_stack_sets(at)

    def _settle_stack_sets(self, at: float) -> None:
        settle_stack_sets(Background(self.world, self.settings, self.clock, self._inner), at)

    def _ours(self, call: Call, account: str, environ: dict[str, Any], body: bytes, at: float) -> Answer:
        found = OPERATIONS.get((call.service, call.operation))
        if found is None:
            raise not_implemented(call.service, call.operation)
        request = _read_request(found, call, environ, body)
        if call.service == "organizations":
            validate(call.operation, request)
            check_caller(self.world, account, found.caller)
        response = found.handler(Context(self.world, self.settings, account, at, call.region), request)
        if call.service == "organizations":
            note_tags(self.world, account, request, at)
            self._settle_stack_sets(at)
        if call.protocol == QUERY:
            kind, content = write_xml(call.service, call.operation, response)
            return 200, [("Content-Type", kind)], content
        if found.is_rest:
            status, headers, content = serialize_response(call.service, environ, response or {})
            return status, list(headers.items()), content
        content = b"" if response is None else json.dumps(response).encode()
        return 200, [("Content-Type", JSON_TYPE)], content

    def _motos(self, call: Call, account: str, environ: dict[str, Any], body: bytes) -> Answer:
        # The account is looked up here once, because moto searches all partitions of all accounts for each request.
        environ = {
            **environ,
            "wsgi.input": io.BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_X_MOTO_ACCOUNT_ID": account,
        }
        # The body was read completely, whatever its transfer encoding was.
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        status, headers = 500, []

        def start_response(line: str, given: list[tuple[str, str]], _: Any = None) -> Callable[[bytes], object]:
            nonlocal status, headers
            status, headers = int(line.split(" ")[0]), given
            return len  # WSGI's write(), which moto's answers do not use

        moto_additions.ensure(call.service)
        try:
            service = self._moto.get_application(environ)
        except (AttributeError, ImportError) as error:  # moto has no such service, or one that needs more packages
            raise not_implemented(call.service, call.operation) from error
        try:
            content = b"".join(service(environ, start_response))
        except NotImplementedError as error:
            raise not_implemented(call.service, call.operation) from error
        kind = dict((name.lower(), value) for name, value in headers).get("content-type", "")
        # moto's web framework answers in HTML if it has no route. moto itself never does for an AWS service.
        if status in (404, 405, 501) and kind.startswith("text/html") and content.startswith(b"<!doctype"):
            raise not_implemented(call.service, call.operation)
        return status, list(headers), content

    # ---- for the admin endpoints

    def advance(self, seconds: float) -> None:
        with self.lock:
            self.clock.offset += seconds
            self.journal.append({"advanceSeconds": seconds})

    def reopen(self, account: str) -> None:
        with self.lock:
            at = self.clock.now()
            reopen(self.world, account, at)
            self.journal.append({"reopened": account, "at": at})

    def complete_accounts(self) -> list[str]:
        """Gives contact information to each member account that has none, because AWS lets none leave without it."""
        with self.lock:
            completed = complete(self.world)
            if completed:
                self.journal.append({"completed": completed})
            return completed

    def change(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        """Changes the world by one of CHANGES."""
        with self.lock:
            at = self.clock.now()
            answer = self._change(name, body, at)
            self.journal.append({"change": name, "body": body, "at": at})
            return answer

    def _change(self, name: str, body: dict[str, Any], at: float) -> dict[str, Any]:
        self._settle(at)
        with self.clock.standing_still(at):
            return CHANGES[name](Context(self.world, self.settings, DEFAULT_ACCOUNT, at), body)

    def reset(self) -> None:
        with self.lock:
            moto_api_backend.reset()
            self.clock.offset = 0.0
            self.calls.reset()
            self.faults.clear()
            self._rates.reset()
            self._start_world()
            self.journal.clear()
            self.journal.append({"settings": self.settings.to_json()})

    # ---- the journal

    def _replay(self) -> None:
        given = self.settings
        for entry in self.journal.entries():
            self.replayed += 1
            if "advanceSeconds" in entry:
                self.clock.offset += entry["advanceSeconds"]
            elif "reopened" in entry:
                reopen(self.world, entry["reopened"], entry["at"])
            elif "completed" in entry:
                complete(self.world, entry["completed"])
            elif "change" in entry:
                self._change(entry["change"], entry["body"], entry["at"])
            elif "settings" in entry:
                self.settings = Settings(**entry["settings"])
            else:
                environ, body = environ_of(entry)
                call = identify(environ, body)
                status, _, content = self._execute(call, entry["account"], environ, body, entry["at"], entry["seed"])
                if status >= 400:
                    self.replay_failures += 1
                    log.warning("%s failed in the replay: %s", call.name, content[:300])
        # The settings belong to the journal. With others the replay would give another state.
        if self.settings != given or not self.replayed:
            self.settings = given
            self.journal.append({"settings": given.to_json()})


def _read_body(environ: dict[str, Any]) -> bytes:
    stream = environ["wsgi.input"]
    if environ.get("CONTENT_LENGTH"):
        return bytes(stream.read(int(environ["CONTENT_LENGTH"])))
    return bytes(stream.read()) if environ.get("wsgi.input_terminated") else b""


def _read_request(found: Operation, call: Call, environ: dict[str, Any], body: bytes) -> Request:
    if call.protocol == QUERY:
        return read_form(call.service, call.operation, body)
    try:
        request: Request = parse_request(call.service, environ, body) if found.is_rest else json.loads(body or b"{}")
    except ValueError as error:
        raise AwsError("SerializationException", "The request is not valid JSON.") from error
    return request


def _error_answer(error: AwsError, call: Call) -> Answer:
    kind, content = error.body(call.protocol)
    return error.status, [("Content-Type", kind), ("x-amzn-ErrorType", error.code)], content


def _drop_connection(environ: dict[str, Any]) -> Iterable[bytes]:
    """Closes the connection without an answer."""
    connection: socket.socket = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("dropped on request")


# The service model takes 30 ms to load, so it is loaded before the first request.
service_model()
