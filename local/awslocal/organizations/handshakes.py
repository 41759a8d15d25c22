"""Invitations, and the change from consolidated billing to all features."""

from __future__ import annotations

from ..clock import DAY
from ..errors import AwsError, invalid_input
from ..registry import Caller, Context, Request, Response, operation
from ..root_user.state import RootCredentials
from . import policies, tags
from .accounts import EMAIL, accounts_counted, leave
from .limits import DAYS_OF_ALL_FEATURES_REQUEST, DAYS_OF_AN_INVITATION, INVITATIONS_A_DAY
from .model import Account, Handshake, Organization, World, random_id
from .pagination import page

OPEN_STATES = ("REQUESTED", "OPEN")


def _violation(reason: str, message: str) -> AwsError:
    return AwsError("HandshakeConstraintViolationException", message, reason)


def _new(context: Context, organization: Organization, action: str, party: dict[str, str], days: int) -> Handshake:
    identifier = random_id("h-", 10)
    handshake = Handshake(
        id=identifier,
        arn=organization.arn_of("handshake", f"{action.lower()}/{identifier}"),
        action=action,
        organization=organization,
        party=party,
        requested=context.now,
        expires=context.now + days * DAY,
        state="REQUESTED" if action == "ENABLE_ALL_FEATURES" else "OPEN",
    )
    context.world.handshakes[identifier] = handshake
    return handshake


def _is_party(world: World, handshake: Handshake, account: str) -> bool:
    party = handshake.party
    if handshake.action == "INVITE" and account in world.organizations:
        # An invited management account sees the invitation only after it has deleted its organization.
        return False
    if party["Type"] == "ACCOUNT":
        return party["Id"] == account
    if party["Type"] == "EMAIL":
        # The local AWS knows the addresses of accounts that were once in an organization. For an unknown address, any
        # other account may be its owner.
        return world.account_of_email.get(party["Id"].lower(), account) == account
    return handshake.organization.management.id == account


def _find(context: Context, request: Request) -> Handshake:
    handshake = context.world.handshakes.get(request["HandshakeId"])
    if (
        handshake is None
        or not handshake.is_kept(context.now)
        or not (
            _is_party(context.world, handshake, context.account)
            or handshake.organization.management.id == context.account
        )
    ):
        raise AwsError(
            "HandshakeNotFoundException", "We can't find a handshake with the HandshakeId that you specified."
        )
    return handshake


def _check(context: Context, handshake: Handshake, state: str) -> None:
    """Only an open handshake can be accepted, declined or canceled."""
    current = handshake.state_at(context.now)
    if current == state:
        raise AwsError("HandshakeAlreadyInStateException", "The specified handshake is already in the requested state.")
    if current not in OPEN_STATES or (state == "ACCEPTED" and current != "OPEN"):
        raise AwsError(
            "InvalidHandshakeTransitionException",
            "You can't perform the operation on the handshake in its current state.",
        )


def _finish(context: Context, handshake: Handshake, state: str) -> Response:
    _check(context, handshake, state)
    handshake.end(state, context.now)
    return {"Handshake": handshake.describe(context.now)}


@operation("organizations", "InviteAccountToOrganization", Caller.MANAGEMENT)
def invite_account_to_organization(context: Context, request: Request) -> Response:
    world = context.world
    organization = world.organization(context.account)
    target = request["Target"]
    identifier = target["Id"]
    if target["Type"] == "ACCOUNT":
        if not (len(identifier) == 12 and identifier.isdigit()):
            raise invalid_input("INVALID_PATTERN", "The Id of an account has 12 digits.")
        account_id: str | None = identifier
    elif target["Type"] == "EMAIL":
        if not EMAIL.fullmatch(identifier):
            raise invalid_input(
                "INVALID_EMAIL_ADDRESS_TARGET", "You specified an invalid email address for the invited account owner."
            )
        account_id = world.account_of_email.get(identifier.lower())
    else:
        raise invalid_input("INVALID_PARTY_TYPE_TARGET", "You can invite an account or an email address.")
    invitation_tags = tags.from_request(request)
    # A member of another organization may be invited. When it accepts, it moves over directly.
    if account_id and world.organization_of.get(account_id) is organization:
        raise _violation("ALREADY_IN_AN_ORGANIZATION", "The account is already a member of an organization.")
    pending = [
        handshake
        for handshake in world.handshakes.values()
        if handshake.organization is organization and handshake.state_at(context.now) in OPEN_STATES
    ]
    if any(handshake.action == "ENABLE_ALL_FEATURES" for handshake in pending):
        raise _violation(
            "INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES",
            "You can't invite accounts while all features are being enabled.",
        )
    if any(handshake.action == "INVITE" and handshake.party["Id"] == identifier for handshake in pending):
        raise AwsError("DuplicateHandshakeException", "A handshake with the same action and target already exists.")
    if accounts_counted(world, organization, context.now) >= context.settings.account_limit:
        raise _violation(
            "ACCOUNT_NUMBER_LIMIT_EXCEEDED", "You have exceeded the number of accounts in the organization."
        )
    sent = sum(
        1
        for handshake in world.handshakes.values()
        if handshake.organization is organization
        and handshake.action == "INVITE"
        and handshake.state != "ACCEPTED"
        and handshake.requested > context.now - DAY
    )
    if sent >= max(INVITATIONS_A_DAY, context.settings.account_limit):
        raise _violation("HANDSHAKE_RATE_LIMIT_EXCEEDED", "You have exceeded the number of invitations of one day.")
    handshake = _new(context, organization, "INVITE", {"Id": identifier, "Type": target["Type"]}, DAYS_OF_AN_INVITATION)
    handshake.notes = request.get("Notes") or ""
    handshake.tags = invitation_tags
    return {"Handshake": handshake.describe(context.now)}


@operation("organizations", "EnableAllFeatures", Caller.MANAGEMENT)
def enable_all_features(context: Context, request: Request) -> Response:
    """Asks every invited account. The management account then accepts the handshake that is returned [M]."""
    organization = context.world.organization(context.account)
    if organization.feature_set == "ALL":
        raise _violation("ORGANIZATION_ALREADY_HAS_ALL_FEATURES", "The organization already has all features enabled.")
    if any(
        handshake.organization is organization
        and handshake.action == "ENABLE_ALL_FEATURES"
        and handshake.state_at(context.now) in OPEN_STATES
        for handshake in context.world.handshakes.values()
    ):
        raise _violation(
            "ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION", "All features are already being enabled."
        )
    party = {"Id": organization.id.removeprefix("o-"), "Type": "ORGANIZATION"}
    parent = _new(context, organization, "ENABLE_ALL_FEATURES", party, DAYS_OF_ALL_FEATURES_REQUEST)
    for account in organization.accounts.values():
        if account.joined_method == "INVITED" and account is not organization.management:
            consent = _new(
                context,
                organization,
                "APPROVE_ALL_FEATURES",
                {"Id": account.id, "Type": "ACCOUNT"},
                DAYS_OF_ALL_FEATURES_REQUEST,
            )
            consent.parent_id = parent.id
    _open_when_all_consent(context.world, parent)
    return {"Handshake": parent.describe(context.now)}


def _open_when_all_consent(world: World, parent: Handshake) -> None:
    if all(
        handshake.state == "ACCEPTED" for handshake in world.handshakes.values() if handshake.parent_id == parent.id
    ):
        parent.state = "OPEN"


@operation("organizations", "AcceptHandshake")
def accept_handshake(context: Context, request: Request) -> Response:
    world = context.world
    handshake = _find(context, request)
    if not _is_party(world, handshake, context.account):
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
    if handshake.action == "INVITE":
        _check(context, handshake, "ACCEPTED")
        before = world.organization_of.get(context.account)
        if before is handshake.organization:
            raise _violation("ALREADY_IN_AN_ORGANIZATION", "The account is already a member of an organization.")
        if before is not None:
            leave(context, before, before.account(context.account), to_another=True)
    answer = _finish(context, handshake, "ACCEPTED")
    if handshake.action == "INVITE":
        _join(context, handshake)
    elif handshake.action == "APPROVE_ALL_FEATURES" and handshake.parent_id:
        _open_when_all_consent(world, world.handshakes[handshake.parent_id])
    elif handshake.action == "ENABLE_ALL_FEATURES":
        handshake.organization.feature_set = "ALL"
        policies.add_aws_managed(handshake.organization, "SERVICE_CONTROL_POLICY")
    return answer


def _join(context: Context, handshake: Handshake) -> None:
    """An invited account joins at the root. AWS creates no access role in it, and a role of another organization stays."""
    world, organization = context.world, handshake.organization
    left = world.standalone.pop(context.account, None)
    email = handshake.party["Id"] if handshake.party["Type"] == "EMAIL" else f"account+{context.account}@example.com"
    account = Account(
        id=context.account,
        arn=organization.arn_of("account", context.account),
        name=left.name if left else f"account-{context.account}",
        parent_id=organization.root.id,
        tags=dict(handshake.tags),
        email=left.email if left else email,
        joined=context.now,
        joined_method="INVITED",
        role_name=left.role_name if left else "",
        root=left.root if left else RootCredentials(),
    )
    organization.add(account)
    world.organization_of[account.id] = organization
    world.account_of_email[account.email.lower()] = account.id
    policies.attach_defaults(organization, account)


@operation("organizations", "DeclineHandshake")
def decline_handshake(context: Context, request: Request) -> Response:
    handshake = _find(context, request)
    if not _is_party(context.world, handshake, context.account):
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
    return _finish(context, handshake, "DECLINED")


@operation("organizations", "CancelHandshake", Caller.MANAGEMENT)
def cancel_handshake(context: Context, request: Request) -> Response:
    return _finish(context, _find(context, request), "CANCELED")


@operation("organizations", "DescribeHandshake")
def describe_handshake(context: Context, request: Request) -> Response:
    return {"Handshake": _find(context, request).describe(context.now)}


def _page(context: Context, request: Request, handshakes: list[Handshake]) -> Response:
    wanted = request.get("Filter") or {}
    found = [
        handshake
        for handshake in handshakes
        if handshake.is_kept(context.now)
        and wanted.get("ActionType") in (None, handshake.action)
        and wanted.get("ParentHandshakeId") in (None, handshake.parent_id)
    ]
    return page(request, "Handshakes", found, lambda handshake: handshake.describe(context.now))


@operation("organizations", "ListHandshakesForOrganization", Caller.DELEGATED)
def list_handshakes_for_organization(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    return _page(
        context, request, [item for item in context.world.handshakes.values() if item.organization is organization]
    )


@operation("organizations", "ListHandshakesForAccount")
def list_handshakes_for_account(context: Context, request: Request) -> Response:
    world = context.world
    return _page(
        context, request, [item for item in world.handshakes.values() if _is_party(world, item, context.account)]
    )
