"""What moto lacks of IAM: the report of the services that an organization's accounts used.

Source of the parameters and errors: botocore's service model of IAM. AWS documents no exception for a caller that is not the
management account, or for service control policies that are not enabled; here both are AccessDenied and InvalidInput.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.exceptions import IAMException
from moto.iam.responses import IamResponse
from moto.moto_api._internal import mock_random

from .moto_bridge import OrganizationsView
from .organizations.model import Node, Organization, Policy
from .service_usage.report import SCP, report_details
from .service_usage.state import UsageReport

ENTITY_PATH = re.compile(r"o-[0-9a-z]{10,32}/r-[0-9a-z]{4,32}[0-9a-z\-/]*")
SORT_KEYS = {
    "SERVICE_NAMESPACE_ASCENDING": ("ServiceNamespace", False),
    "SERVICE_NAMESPACE_DESCENDING": ("ServiceNamespace", True),
    "LAST_AUTHENTICATED_TIME_ASCENDING": ("LastAuthenticatedTime", False),
    "LAST_AUTHENTICATED_TIME_DESCENDING": ("LastAuthenticatedTime", True),
}


class _ValidationError(IAMException):
    code = "ValidationError"


class _InvalidInput(IAMException):
    code = "InvalidInput"


class _AccessDenied(IAMException):
    code = "AccessDenied"
    http_status_code = 403


class _NoSuchEntity(IAMException):
    code = "NoSuchEntity"
    http_status_code = 404


def _organization(account: str) -> Organization:
    organization = OrganizationsView.world.organization_of.get(account)
    if organization is None or organization.management.id != account:
        raise _AccessDenied("Only the management account of an organization can generate and read the report.")
    return organization


def _entity(organization: Organization, path: str) -> Node:
    if not ENTITY_PATH.fullmatch(path):
        raise _ValidationError(f"Value '{path}' at 'entityPath' failed to satisfy constraint: {ENTITY_PATH.pattern}")
    for node in organization.nodes():
        if organization.path_of(node).rstrip("/") == path.rstrip("/"):
            return node
    raise _InvalidInput(f"The entity path {path} does not exist.")


def _policy(organization: Organization, identifier: str | None) -> Policy | None:
    if not identifier:
        return None
    policy = organization.policies.get(identifier)
    if policy is None or policy.type != SCP:
        raise _InvalidInput(f"There is no service control policy {identifier}.")
    return policy


def _generate(self: IamResponse) -> ActionResult:
    world, account, now = OrganizationsView.world, self.current_account, _now()
    organization = _organization(account)
    if SCP not in organization.root.enabled_policy_types:
        raise _InvalidInput("Service control policies are not enabled in the organization.")
    node = _entity(organization, self._get_param("EntityPath") or "")
    policy = _policy(organization, self._get_param("OrganizationsPolicyId"))
    details = report_details(organization, node, policy, world.service_usage, now)
    report = UsageReport(str(mock_random.uuid4()), now, now + world.service_usage.report_seconds, details)
    world.service_usage.reports.setdefault(account, {})[report.id] = report
    return ActionResult({"JobId": report.id})


def _get(self: IamResponse) -> ActionResult:
    _organization(self.current_account)
    job = self._get_param("JobId") or ""
    report = OrganizationsView.world.service_usage.reports.get(self.current_account, {}).get(job)
    if report is None:
        raise _NoSuchEntity(f"Job {job} does not exist.")
    if _now() < report.completes_at:
        return ActionResult({"JobStatus": "IN_PROGRESS", "JobCreationDate": _time(report.requested)})
    sort_key = self._get_param("SortKey") or "SERVICE_NAMESPACE_ASCENDING"
    if sort_key not in SORT_KEYS:
        raise _ValidationError(f"Value '{sort_key}' at 'sortKey' is not one of {', '.join(SORT_KEYS)}")
    size = int(self._get_param("MaxItems") or 100)
    marker = self._get_param("Marker") or "0"
    if not 1 <= size <= 1000 or not marker.isdigit():
        raise _ValidationError("MaxItems is 1 to 1000, and Marker the one of the answer before.")
    name, reverse = SORT_KEYS[sort_key]
    rows = sorted(report.details, key=lambda row: row["ServiceNamespace"])
    rows = sorted(rows, key=lambda row: row.get(name, 0.0), reverse=reverse)
    start = int(marker)
    end = start + size
    answer: dict[str, Any] = {
        "JobStatus": "COMPLETED",
        "JobCreationDate": _time(report.requested),
        "JobCompletionDate": _time(report.completes_at),
        "NumberOfServicesAccessible": len(rows),
        "NumberOfServicesNotAccessed": sum("EntityPath" not in row for row in rows),
        "AccessDetails": [_detail(row) for row in rows[start:end]],
        "IsTruncated": end < len(rows),
    }
    if end < len(rows):
        answer["Marker"] = str(end)
    return ActionResult(answer)


def _detail(row: dict[str, Any]) -> dict[str, Any]:
    at = row.get("LastAuthenticatedTime")
    return row if at is None else {**row, "LastAuthenticatedTime": _time(at)}


def _now() -> float:
    import moto.core.utils as moto_utils

    return moto_utils.utcnow().replace(tzinfo=timezone.utc).timestamp()


def _time(at: float) -> datetime:
    return datetime.fromtimestamp(at, timezone.utc).replace(tzinfo=None)


def install() -> None:
    for name, handler in {
        "generate_organizations_access_report": _generate,
        "get_organizations_access_report": _get,
    }.items():
        setattr(IamResponse, name, handler)
