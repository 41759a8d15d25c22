"""What tests ask for: the use of services, given in rows or made up for the accounts that have none."""

from __future__ import annotations

import zlib
from typing import Any

from ..clock import DAY
from ..errors import AwsError
from ..registry import Context
from .state import LastUse
from .tracked_services import TRACKED_SERVICES

NAMES = {"account", "service", "daysAgo", "region"}
# A large part of the accounts uses these.
COMMON = ("cloudformation", "cloudwatch", "ec2", "iam", "kms", "lambda", "logs", "s3", "sts")
REGIONS = ("eu-central-1", "eu-west-1", "us-east-1")


def add_usage(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """`{rows: [{account, service, daysAgo, region}], replace, reportSeconds}`: the account last used the service on that day,
    and the next reports take so long."""
    usage = context.world.service_usage
    rows = body.get("rows", [])
    for row in rows:
        if set(row) - NAMES or not {"account", "service", "daysAgo"} <= set(row):
            raise AwsError("InvalidRequest", f"a row is {{account, service, daysAgo, region}}, and not {row!r}")
        if row["service"] not in TRACKED_SERVICES:
            raise AwsError("InvalidRequest", f"the services are {', '.join(TRACKED_SERVICES)}")
    usage.report_seconds = float(body.get("reportSeconds", usage.report_seconds))
    if body.get("replace"):
        usage.last.clear()
    for row in rows:
        at = context.now - float(row["daysAgo"]) * DAY
        of_account = usage.last.setdefault(str(row["account"]), {})
        before = of_account.get(row["service"])
        if before is None or before.at < at:
            of_account[row["service"]] = LastUse(at, str(row.get("region", "us-east-1")))
    return {"accounts": len(usage.last)}


def seed_usage(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """Makes up the use of services for the accounts that have none. The same account always gets the same."""
    usage = context.world.service_usage
    fresh = [
        account
        for organization in context.world.organizations.values()
        for account in organization.accounts
        if account not in usage.last
    ]
    for account in fresh:
        usage.last[account] = {
            service: LastUse(context.now - (chance >> 8) % 60 * DAY, REGIONS[(chance >> 16) % len(REGIONS)])
            for service in TRACKED_SERVICES
            if (chance := zlib.crc32(f"{account} {service}".encode())) % 100 < (90 if service in COMMON else 15)
        }
    return {"accounts": len(fresh)}
