"""Accounts become members as the organization's configuration says. AWS needs up to a day for that; here it is done when GuardDuty
is called in the region the next time.

Sources: UpdateOrganizationConfiguration in the API reference of GuardDuty; "Managing multiple accounts with AWS Organizations" in the
user guide: ALL means all accounts, also those that were removed; NEW those that join from now on. The management account becomes a
member only if GuardDuty is on in it ("Considerations and recommendations"), or CreateMembers names it [K].
"""

from __future__ import annotations

from ..errors import AwsError
from ..organizations.model import Account, Organization
from ..registry import Context
from ..service_administrators import SecurityService, administered_in_region, possible_members
from .features import new_features
from .state import Administration, Detector, Member, detector_id

SERVICE = SecurityService(
    "guardduty.amazonaws.com",
    AwsError(
        "BadRequestException",
        "The request failed because you must be a user in the organization's management account to use this operation.",
    ),
    "BadRequestException",
)


def let_members_join(context: Context) -> None:
    guard_duty = context.world.guard_duty
    for organization, administrator in administered_in_region(context, SERVICE):
        administration = guard_duty.administrations.get((administrator, context.region))
        if administration and (administrator, context.region) in guard_duty.detectors:
            _settle(context, organization, administrator, administration)


def _settle(context: Context, organization: Organization, administrator: str, administration: Administration) -> None:
    # An account that has left is no member any more.
    for gone in [one for one in administration.accounts if one not in organization.accounts]:
        del administration.accounts[gone]
    detectors = context.world.guard_duty.detectors
    for account in possible_members(context, organization, administrator):
        if account.id not in administration.accounts:
            is_on = (account.id, context.region) in detectors
            if account is organization.management and not is_on:
                continue
            came_back = administration.members.value == "ALL" or account.id not in administration.removed
            if administration.members.covers(account.joined) and came_back:
                add_member(context, administration, account)
        if account.id in administration.accounts:
            _apply_features(context, administration, detectors[account.id, context.region], account, False)


def add_member(context: Context, administration: Administration, account: Account) -> None:
    """Makes the account a member, and switches GuardDuty on in it."""
    place = (account.id, context.region)
    detectors = context.world.guard_duty.detectors
    if place not in detectors:
        detector = Detector(detector_id(*place, context.now), *place, context.now, context.now)
        detector.features = new_features(context.now)
        for name in administration.features:
            if name in detector.features:
                detector.features[name].status = "DISABLED"
        detectors[place] = detector
    detectors[place].status = "ENABLED"
    administration.accounts[account.id] = Member(account.id, account.email, context.now, context.now)
    administration.removed.discard(account.id)
    _apply_features(context, administration, detectors[place], account, True)


def _apply_features(
    context: Context, administration: Administration, detector: Detector, account: Account, is_new: bool
) -> None:
    """A feature that is on for ALL is on in each member; one that is on for NEW in those that have just become members."""
    for name, default in administration.features.items():
        feature = detector.features.get(name)
        if feature is None:
            continue
        chosen = default.auto_enable.value
        if chosen == "ALL" or (chosen == "NEW" and is_new):
            if feature.status != "ENABLED":
                feature.status, feature.updated = "ENABLED", context.now
            for more, also in default.additional.items():
                if also.value == "ALL" or (also.value == "NEW" and is_new):
                    feature.additional[more] = ("ENABLED", feature.additional.get(more, ("", context.now))[1])


def member_account(context: Context, organization: Organization | None, identifier: str) -> Account | None:
    return organization.accounts.get(identifier) if organization else None
