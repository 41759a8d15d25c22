"""The hubs of the organization's accounts: which are members, and what is on in them.

Sources: "Managing administrator and member accounts" and "Central configuration" in the Security Hub User Guide. With local
configuration, AutoEnable means accounts that join from now on; existing accounts become members by CreateMembers. With central
configuration, each account has the policy of its nearest association, and is a member unless the policy says that the service is off.
"The management account is never enabled by itself" is said of local configuration; central configuration needs no exception for it
[K]. AWS does this in the background; here it is done when Security Hub is called the next time.
"""

from __future__ import annotations

from ..errors import AwsError
from ..organizations.model import Account, Organization
from ..registry import Context
from ..service_administrators import SecurityService, administered_in_region, possible_members
from .standards import DEFAULT_STANDARDS, standard_arn, subscription_arn
from .state import CentralConfiguration, ConfigurationPolicy, Hub, HubAdministration, HubMember

SERVICE = SecurityService(
    "securityhub.amazonaws.com",
    AwsError(
        "InvalidAccessException",
        "The request failed because you must be a user in the organization's management account to use this operation.",
        status=401,
    ),
    "InvalidInputException",
)
SELF_MANAGED = "SELF_MANAGED_SECURITY_HUB"


def let_members_join(context: Context) -> None:
    hub = context.world.security_hub
    for organization, administrator in administered_in_region(context, SERVICE):
        if (administrator, context.region) not in hub.hubs:
            continue
        administration = hub.administrations.setdefault((administrator, context.region), HubAdministration())
        for gone in [one for one in administration.members if one not in organization.accounts]:
            del administration.members[gone]
        central = hub.central.get(organization.id)
        if central is not None and context.region in linked_regions(context, central):
            _configure_centrally(context, organization, central, administration)
        elif central is None and administration.auto_enable:
            for account in possible_members(context, organization, administrator):
                is_new = account.joined >= administration.since and account is not organization.management
                if is_new and account.id not in administration.members:
                    add_member(context, administration, account)


def linked_regions(context: Context, central: CentralConfiguration) -> list[str]:
    aggregator = context.world.security_hub.aggregators.get(central.administrator)
    if aggregator is None:
        return [central.home]
    if aggregator.linking == "SPECIFIED_REGIONS":
        return [central.home, *aggregator.regions]
    if aggregator.linking == "ALL_REGIONS":
        return [context.region]
    if aggregator.linking == "ALL_REGIONS_EXCEPT_SPECIFIED":
        return [central.home] if context.region in aggregator.regions else [central.home, context.region]
    return [central.home]


def add_member(context: Context, administration: HubAdministration, account: Account) -> None:
    """Makes the account a member, and switches Security Hub on in it, with the default standards if it should."""
    hubs = context.world.security_hub.hubs
    if (account.id, context.region) not in hubs:
        hub = hubs[account.id, context.region] = Hub(account.id, context.region, context.now)
        if administration.auto_enable_standards == "DEFAULT":
            set_standards(hub, [standard_arn(name, context.region) for name in DEFAULT_STANDARDS])
    known = administration.members.get(account.id)
    if known is None or not known.is_associated:
        administration.members[account.id] = HubMember(account.id, account.email, context.now, context.now)


def set_standards(hub: Hub, standards: list[str]) -> None:
    hub.standards = {arn: hub.standards.get(arn) or subscription_arn(hub.account, hub.region, arn) for arn in standards}


# ---- central configuration


def policy_in_force(central: CentralConfiguration, organization: Organization, target: str) -> tuple[str, str] | None:
    """The policy of the root, unit or account, and the target that it comes from."""
    node = organization.target(target)
    for step in reversed(organization.path_to(node)):
        found = central.associations.get(step.id)
        if found:
            return found.policy, step.id
    return None


def _configure_centrally(
    context: Context, organization: Organization, central: CentralConfiguration, administration: HubAdministration
) -> None:
    hubs = context.world.security_hub.hubs
    for account in organization.accounts.values():
        if account.state(context.now) != "ACTIVE":
            continue
        in_force = policy_in_force(central, organization, account.id)
        policy = central.policies.get(in_force[0]) if in_force else None
        if policy is None:
            continue
        details = policy.policy.get("SecurityHub") or {}
        if details.get("ServiceEnabled"):
            if account.id != central.administrator:
                add_member(context, administration, account)
            hub = hubs.get((account.id, context.region))
            if hub:
                set_standards(hub, _standards_of(policy, context.region))
        elif account.id != central.administrator:
            hubs.pop((account.id, context.region), None)


def _standards_of(policy: ConfigurationPolicy, region: str) -> list[str]:
    """The ARNs of the standards in the region: a policy names those of its home region."""
    given = (policy.policy.get("SecurityHub") or {}).get("EnabledStandardIdentifiers") or []
    return [_in_region(arn, region) for arn in given]


def _in_region(arn: str, region: str) -> str:
    parts = arn.split(":")
    if parts[3]:
        parts[3] = region
    return ":".join(parts)
