"""The rows of a report.

Source: "GenerateOrganizationsAccessReport" in the API reference of IAM: which accounts and services a report has for the
root, a unit, an account and the management account; "Refine permissions in AWS using last accessed information" in its
user guide: 400 days.

The policies decide by service here: a service is left out if they deny all of it without a condition, or allow none of it.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

from ..clock import DAY
from ..organizations.model import Account, Node, Organization, Policy
from .state import LastUse, ServiceUsage
from .tracked_services import TRACKED_SERVICES

TRACKED_DAYS = 400
SCP = "SERVICE_CONTROL_POLICY"


def report_details(
    organization: Organization, node: Node, policy: Policy | None, usage: ServiceUsage, now: float
) -> list[dict[str, Any]]:
    """A row for each service that the policies allow the entity."""
    accounts = _accounts(organization, node)
    services = _services(organization, node, policy)
    return [_row(organization, accounts, service, usage, now) for service in services]


def _accounts(organization: Organization, node: Node) -> list[Account]:
    """A report of the root or of a unit leaves out the management account, which no policy limits."""
    if isinstance(node, Account):
        return [node]
    return [
        account
        for account in organization.accounts.values()
        if account is not organization.management and node in organization.path_to(account)
    ]


def _services(organization: Organization, node: Node, policy: Policy | None) -> list[str]:
    if node is organization.management:
        return list(TRACKED_SERVICES)
    levels = (
        [[policy]]
        if policy
        else [[one for one in step.policies if one.type == SCP] for step in organization.path_to(node)]
    )
    return [service for service in TRACKED_SERVICES if all(_level_allows(level, service) for level in levels)]


def _level_allows(level: list[Policy], service: str) -> bool:
    statements = [statement for policy in level for statement in _list(json.loads(policy.content).get("Statement", []))]
    allowed = any(one["Effect"] == "Allow" and _touches(one, service) for one in statements)
    denied = any(one["Effect"] == "Deny" and _covers(one, service) for one in statements)
    return allowed and not denied


def _touches(statement: dict[str, Any], service: str) -> bool:
    """Whether the statement is about at least one action of the service."""
    if "NotAction" in statement:
        return not _all_of(service, _list(statement["NotAction"]))
    return any(fnmatchcase(service, _service_of(action)) for action in _list(statement.get("Action", [])))


def _covers(statement: dict[str, Any], service: str) -> bool:
    """Whether the statement is about every action of the service, on every resource, always."""
    if statement.get("Condition") or "*" not in _list(statement.get("Resource", "*")):
        return False
    if "NotAction" in statement:
        return not any(fnmatchcase(service, _service_of(action)) for action in _list(statement["NotAction"]))
    return _all_of(service, _list(statement.get("Action", [])))


def _all_of(service: str, actions: list[str]) -> bool:
    return any(
        action == "*" or (action.endswith(":*") and fnmatchcase(service, _service_of(action))) for action in actions
    )


def _service_of(action: str) -> str:
    return action.split(":")[0].lower()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _row(
    organization: Organization, accounts: list[Account], service: str, usage: ServiceUsage, now: float
) -> dict[str, Any]:
    used: list[tuple[LastUse, Account]] = [
        (last, account)
        for account in accounts
        if (last := usage.last.get(account.id, {}).get(service)) and last.at >= now - TRACKED_DAYS * DAY
    ]
    row: dict[str, Any] = {
        "ServiceName": TRACKED_SERVICES[service],
        "ServiceNamespace": service,
        "TotalAuthenticatedEntities": len(used),
    }
    if used:
        last, account = max(used, key=lambda one: (one[0].at, one[1].id))
        row |= {
            "Region": last.region,
            "EntityPath": organization.path_of(account),
            "LastAuthenticatedTime": last.at,
        }
    return row
