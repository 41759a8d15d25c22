"""An administrator suspends GuardDuty in members, and resumes it.

Source: StopMonitoringMembers and StartMonitoringMembers in the API reference of GuardDuty.
"""

from __future__ import annotations

from ..registry import Context, Request, Response
from ..rest_json import rest_operations
from .membership import let_members_join
from .organization import NO_MEMBER, own_administration

_operation = rest_operations("guardduty", "BadRequestException")


@_operation("StopMonitoringMembers", before=let_members_join)
def stop_monitoring_members(context: Context, request: Request) -> Response:
    return _set_status(context, request, "DISABLED", "Disabled")


@_operation("StartMonitoringMembers", before=let_members_join)
def start_monitoring_members(context: Context, request: Request) -> Response:
    return _set_status(context, request, "ENABLED", "Enabled")


def _set_status(context: Context, request: Request, status: str, relationship: str) -> Response:
    administration = own_administration(context, request["DetectorId"])
    unprocessed = []
    for one in request["AccountIds"]:
        member = administration.accounts.get(one)
        if member is None:
            unprocessed.append({"AccountId": one, "Result": NO_MEMBER})
            continue
        member.relationship = relationship
        context.world.guard_duty.detectors[one, context.region].status = status
    return {"UnprocessedAccounts": unprocessed}
