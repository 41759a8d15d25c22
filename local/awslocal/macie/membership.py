"""Accounts become members as the organization's configuration says.

Source: "Managing multiple Macie accounts with AWS Organizations": automatic enabling is for accounts that join from now on; existing
accounts become members by CreateMember.
"""

from __future__ import annotations

from ..errors import AwsError
from ..organizations.model import Account
from ..registry import Context
from ..rest_json import rest_operations
from ..service_administrators import (
    SecurityService,
    administered_in_region,
    administered_organization,
    possible_members,
)
from .state import MacieAdministration, MacieMember, MacieSession

SERVICE = SecurityService(
    "macie.amazonaws.com",
    AwsError(
        "AccessDeniedException",
        "The request failed because you must be the organization's management account to perform this operation.",
        status=403,
    ),
)
macie_operation = rest_operations("macie2")


def own_session(context: Context) -> MacieSession:
    session = context.world.macie.sessions.get((context.account, context.region))
    if session is None:
        raise AwsError("AccessDeniedException", "Macie is not enabled.", status=403)
    return session


def own_administration(context: Context) -> MacieAdministration:
    own_session(context)
    if administered_organization(context, SERVICE) is None:
        raise AwsError(
            "AccessDeniedException",
            "The request failed because you must be the Macie administrator for an organization to perform this operation.",
            status=403,
        )
    administrations = context.world.macie.administrations
    return administrations.setdefault((context.account, context.region), MacieAdministration())


def let_members_join(context: Context) -> None:
    macie = context.world.macie
    for organization, administrator in administered_in_region(context, SERVICE):
        administration = macie.administrations.get((administrator, context.region))
        if administration is None or (administrator, context.region) not in macie.sessions:
            continue
        for gone in [one for one in administration.members if one not in organization.accounts]:
            del administration.members[gone]
        if administration.auto_enable:
            for account in possible_members(context, organization, administrator):
                if account.joined >= administration.since and account.id not in administration.members:
                    add_member(context, administration, account, {})


def add_member(
    context: Context, administration: MacieAdministration, account: Account, tags: dict[str, str]
) -> MacieMember:
    """Makes the account a member, and switches Macie on in it."""
    place = (account.id, context.region)
    sessions = context.world.macie.sessions
    if place not in sessions:
        sessions[place] = MacieSession(context.now, context.now)
    member = administration.members[account.id] = MacieMember(account.id, account.email, context.now, context.now, tags)
    return member
