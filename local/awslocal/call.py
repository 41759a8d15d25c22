"""Which operation of which service a request calls, from which account, and whether it changes anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs

from moto.core.request import Request
from moto.core.routing import get_service_router

from .errors import JSON, QUERY, REST_XML

DEFAULT_ACCOUNT = "123456789012"
CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/[^/]+/([^/]*)/([^/]+)/aws4_request")
READ = re.compile(
    r"(Describe|List|Get|Head|Lookup|Search|Simulate|Validate|BatchGet|Query|Scan|Preview|Estimate|Detect|Decode|IsMember)"
)
# Their names read like reads, but they return credentials that sign later requests, or begin something in the background.
WRITES = {"sts.GetSessionToken", "sts.GetFederationToken", "cloudformation.DetectStackSetDrift"}
REST_XML_SERVICES = {"s3", "s3control", "cloudfront", "route53"}
# Services whose signing name differs from botocore's name.
NAMES = {"access-analyzer": "accessanalyzer"}


@dataclass(frozen=True)
class Call:
    service: str
    operation: str
    access_key: str | None
    mutating: bool
    protocol: str
    # us-east-1 if the request is not signed.
    region: str = "us-east-1"

    @property
    def name(self) -> str:
        return f"{self.service}.{self.operation}"


def identify(environ: dict[str, Any], body: bytes) -> Call:
    """Uses the target header, the form's Action, or the method and path, in this order."""
    call = _identify(environ, body)
    match = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    return replace(call, region=match[2]) if match and match[2] else call


def _identify(environ: dict[str, Any], body: bytes) -> Call:
    access_key, service = _credential(environ)
    method = environ["REQUEST_METHOD"]
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return _call(service or target.split("_")[0].split(".")[0].lower(), target.split(".")[-1], access_key, JSON)
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        action = parse_qs(body.decode("utf-8", "replace")).get("Action")
        if action:
            return _call(service or "sts", action[0], access_key, QUERY)
    service = service or "s3"
    if service == "s3" and environ["PATH_INFO"].startswith("/v20180820/"):
        service = "s3control"
    protocol = REST_XML if service in REST_XML_SERVICES else JSON
    operation = _rest_operation(service, environ)
    if operation:
        return _call(service, operation, access_key, protocol)
    return Call(service, f"{method} {environ['PATH_INFO']}", access_key, method not in ("GET", "HEAD"), protocol)


def _credential(environ: dict[str, Any]) -> tuple[str | None, str | None]:
    match = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not match:
        return None, None
    service = match[3].lower()
    return match[1], NAMES.get(service, service)


def _rest_operation(service: str, environ: dict[str, Any]) -> str | None:
    try:
        matched, _ = get_service_router(service).match(Request(environ))
        return str(matched.name)
    except Exception:  # botocore does not know the service, or the service has no such path: moto decides
        return None


def _call(service: str, operation: str, access_key: str | None, protocol: str) -> Call:
    mutating = not READ.match(operation) or f"{service}.{operation}" in WRITES
    return Call(service, operation, access_key, mutating, protocol)
