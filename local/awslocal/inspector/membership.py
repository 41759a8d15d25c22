"""Accounts become members as the organization's configuration says.

Source: "Managing multiple accounts in Amazon Inspector with AWS Organizations": automatic activation is for accounts that join from now
on; existing accounts become members by AssociateMember, and are scanned as the configuration says.
"""

from __future__ import annotations

from ..errors import AwsError
from ..organizations.model import Account
from ..registry import Context
from ..service_administrators import SecurityService, administered_in_region, possible_members
from .state import InspectorAdministration, InspectorMember

SERVICE = SecurityService(
    "inspector2.amazonaws.com",
    AwsError(
        "AccessDeniedException",
        "Invoking account does not have access to manage the delegated administrator: use the organization's management "
        "account.",
        status=403,
    ),
)
# The names of the types of resources in a configuration, and in Enable.
TYPES = {
    "ec2": "EC2",
    "ecr": "ECR",
    "lambda": "LAMBDA",
    "lambdaCode": "LAMBDA_CODE",
    "codeRepository": "CODE_REPOSITORY",
}


def let_members_join(context: Context) -> None:
    inspector = context.world.inspector
    for organization, administrator in administered_in_region(context, SERVICE):
        administration = inspector.administrations.setdefault(
            (administrator, context.region), InspectorAdministration()
        )
        for gone in [one for one in administration.members if one not in organization.accounts]:
            del administration.members[gone]
        if not any(administration.auto_enable.values()):
            continue
        for account in possible_members(context, organization, administrator):
            is_new = account.joined >= administration.since and account.id not in administration.removed
            if is_new and account.id not in administration.members:
                add_member(context, administration, account)


def add_member(context: Context, administration: InspectorAdministration, account: Account) -> None:
    administration.members[account.id] = InspectorMember(account.id, context.now)
    administration.removed.discard(account.id)
    scans = context.world.inspector.scans.setdefault((account.id, context.region), set())
    scans.update(TYPES[name] for name, is_on in administration.auto_enable.items() if is_on and name in TYPES)
