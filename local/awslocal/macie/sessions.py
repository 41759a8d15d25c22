"""Macie in an account and region. Source: API reference of Macie."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Context, Request, Response
from ..rest_json import moment
from .membership import SERVICE, let_members_join, macie_operation, own_session
from .state import MacieSession


@macie_operation("EnableMacie", before=let_members_join)
def enable_macie(context: Context, request: Request) -> None:
    place = (context.account, context.region)
    sessions = context.world.macie.sessions
    if place in sessions:
        raise AwsError("ConflictException", "Macie has already been enabled.", status=409)
    session = MacieSession(context.now, context.now)
    session.frequency = request.get("findingPublishingFrequency") or session.frequency
    session.status = request.get("status") or session.status
    sessions[place] = session


@macie_operation("GetMacieSession", before=let_members_join)
def get_macie_session(context: Context, request: Request) -> Response:
    session = own_session(context)
    return {
        "createdAt": moment(session.created),
        "updatedAt": moment(session.updated),
        "findingPublishingFrequency": session.frequency,
        "status": session.status,
        "serviceRole": f"arn:aws:iam::{context.account}:role/aws-service-role/{SERVICE.principal}/AWSServiceRoleForAmazonMacie",
    }


@macie_operation("UpdateMacieSession")
def update_macie_session(context: Context, request: Request) -> None:
    session = own_session(context)
    session.frequency = request.get("findingPublishingFrequency") or session.frequency
    session.status = request.get("status") or session.status
    session.updated = context.now


@macie_operation("DisableMacie", before=let_members_join)
def disable_macie(context: Context, request: Request) -> None:
    own_session(context)
    macie = context.world.macie
    place = (context.account, context.region)
    administration = macie.administrations.get(place)
    if administration and any(one.is_associated for one in administration.members.values()):
        raise AwsError(
            "ConflictException",
            "Cannot disable Macie because one or more member accounts are associated with your account.",
            status=409,
        )
    for (_, region), one in macie.administrations.items():
        member = one.members.get(context.account) if region == context.region else None
        if member and member.is_associated:
            raise AwsError(
                "ConflictException", "Cannot disable Macie while associated with an administrator account", status=409
            )
    del macie.sessions[place]
    macie.administrations.pop(place, None)


# ---- where results of discovery go, and the automated discovery


@macie_operation("PutClassificationExportConfiguration")
def put_classification_export_configuration(context: Context, request: Request) -> Response:
    session = own_session(context)
    session.export = request["configuration"]
    return {"configuration": session.export}


@macie_operation("GetClassificationExportConfiguration")
def get_classification_export_configuration(context: Context, request: Request) -> Response:
    return {"configuration": own_session(context).export or {}}


@macie_operation("UpdateAutomatedDiscoveryConfiguration")
def update_automated_discovery_configuration(context: Context, request: Request) -> None:
    session = own_session(context)
    session.discovery, session.discovery_changed = request["status"], context.now
    session.discovers_members = request.get("autoEnableOrganizationMembers") or session.discovers_members


@macie_operation("GetAutomatedDiscoveryConfiguration")
def get_automated_discovery_configuration(context: Context, request: Request) -> Response:
    session = own_session(context)
    changed = {} if session.discovery_changed is None else {"lastUpdatedAt": moment(session.discovery_changed)}
    return {"status": session.discovery, "autoEnableOrganizationMembers": session.discovers_members, **changed}


@macie_operation("ListFindings")
def list_findings(context: Context, request: Request) -> Response:
    own_session(context)
    return {"findingIds": []}
