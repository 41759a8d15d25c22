"""Accounts: created asynchronously, moved, closed, removed."""

from __future__ import annotations

from typing import Any

import regex

from ..clock import DAY
from ..cloud_trail.service_events import note_creation
from ..errors import AwsError, constraint_violation, invalid_input
from ..registry import Caller, Context, Request, Response, operation
from ..root_user.sessions import CREDENTIALS
from ..root_user.state import RootCredentials
from . import policies, tags
from .limits import (
    CONCURRENT_CLOSINGS,
    CONCURRENT_CREATIONS,
    DAYS_BEFORE_PURGE,
    DAYS_BEFORE_REMOVAL,
    DAYS_OF_CLOSING_QUOTA,
    closings_in_30_days,
)
from .model import Account, Creation, Organization, World, random_id
from .pagination import page

DEFAULT_ROLE_NAME = "OrganizationAccountAccessRole"
# The rules that the documentation of CreateAccount gives for Email, beyond the pattern of the service model.
EMAIL = regex.compile(
    r"""(?!\.)[!-~--[\s"'()<>\[\]:;,\\|%&@]]+@(?![-.])[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(?<![-.])""",
    regex.VERSION1,
)


def settle(world: World, now: float) -> list[tuple[float, Account]]:
    """Does what AWS has done in the background until now: completes the creations that are due, and purges accounts
    that were closed 90 days ago. Every request begins with it. Returns the accounts that became active, and when."""
    created = []
    for organization in world.organizations.values():
        while organization.in_progress and organization.in_progress[0].completes_at <= now:
            creation = organization.in_progress.pop(0)
            note_creation(world, organization.management.id, creation)
            if creation.account and not creation.failure:
                _activate(world, organization, creation.account)
                created.append((creation.completes_at, creation.account))
        for account in list(organization.accounts.values()):
            if account.closed_at is not None and account.closed_at + DAYS_BEFORE_PURGE * DAY <= now:
                organization.remove(account)
                organization.delegations.pop(account.id, None)
                del world.organization_of[account.id]
    return created


def _activate(world: World, organization: Organization, account: Account) -> None:
    organization.add(account)
    world.organization_of[account.id] = organization
    policies.attach_defaults(organization, account)


def describe(organization: Organization, account: Account, now: float) -> dict[str, Any]:
    return {
        "Id": account.id,
        "Arn": account.arn,
        "Email": account.email,
        "Name": account.name,
        "Status": account.status(now),
        "State": account.state(now),
        "Paths": [organization.path_of(account)],
        "JoinedMethod": account.joined_method,
        "JoinedTimestamp": account.joined,
    }


def accounts_counted(world: World, organization: Organization, now: float) -> int:
    """The number that counts towards the quota, which includes closed accounts and open invitations [Q]."""
    invitations = sum(
        1
        for handshake in world.handshakes.values()
        if handshake.organization is organization
        and handshake.action == "INVITE"
        and handshake.state_at(now) in ("REQUESTED", "OPEN")
    )
    creations = sum(1 for creation in organization.in_progress if not creation.failure)
    return len(organization.accounts) + invitations + creations


@operation("organizations", "CreateAccount", Caller.MANAGEMENT)
def create_account(context: Context, request: Request) -> Response:
    """Answers at once with IN_PROGRESS. Only the completion shows whether the address is valid and free, and whether
    the quota allows another account."""
    world, now = context.world, context.now
    organization = world.organization(context.account)
    role_name = request.get("RoleName") or DEFAULT_ROLE_NAME
    if role_name.startswith("AWSServiceRoleFor"):
        raise invalid_input("INVALID_ROLE_NAME", "A role name can't begin with the reserved prefix AWSServiceRoleFor.")
    account_tags = tags.from_request(request)
    if context.settings.aws_rates and len(organization.in_progress) >= CONCURRENT_CREATIONS:
        raise AwsError(
            "TooManyRequestsException", f"Only {CONCURRENT_CREATIONS} account creations can be in progress at one time."
        )

    email = request["Email"]
    failure = None
    if not EMAIL.fullmatch(email):
        failure = "INVALID_EMAIL"
    elif email.lower() in world.account_of_email:
        failure = "EMAIL_ALREADY_EXISTS"
    elif accounts_counted(world, organization, now) >= context.settings.account_limit:
        failure = "ACCOUNT_LIMIT_EXCEEDED"
    identifier = world.new_account_id()
    completes_at = now + context.settings.creation_seconds
    account = None
    if failure is None:
        account = Account(
            id=identifier,
            arn=organization.arn_of("account", identifier),
            name=request["AccountName"],
            parent_id=organization.root.id,
            tags=account_tags,
            email=email,
            joined=completes_at,
            role_name=role_name,
            root=RootCredentials(password=CREDENTIALS not in organization.iam_features),
        )
        world.account_of_email[email.lower()] = identifier
    creation = Creation(random_id("car-", 32), request["AccountName"], now, completes_at, account, failure)
    organization.creations[creation.id] = creation
    organization.in_progress.append(creation)
    return {"CreateAccountStatus": creation.describe(now)}


@operation("organizations", "DescribeCreateAccountStatus", Caller.DELEGATED)
def describe_create_account_status(context: Context, request: Request) -> Response:
    creations = context.world.organization(context.account).creations
    if request["CreateAccountRequestId"] not in creations:
        raise AwsError(
            "CreateAccountStatusNotFoundException", "You specified a create account request that doesn't exist."
        )
    return {"CreateAccountStatus": creations[request["CreateAccountRequestId"]].describe(context.now)}


@operation("organizations", "ListCreateAccountStatus", Caller.DELEGATED)
def list_create_account_status(context: Context, request: Request) -> Response:
    states = request.get("States")
    creations = [
        creation
        for creation in context.world.organization(context.account).creations.values()
        if not states or creation.state(context.now) in states
    ]
    return page(request, "CreateAccountStatuses", creations, lambda creation: creation.describe(context.now))


@operation("organizations", "DescribeAccount", Caller.DELEGATED)
def describe_account(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    return {"Account": describe(organization, organization.account(request["AccountId"]), context.now)}


@operation("organizations", "ListAccounts", Caller.DELEGATED)
def list_accounts(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    accounts = list(organization.accounts.values())
    return page(request, "Accounts", accounts, lambda account: describe(organization, account, context.now))


@operation("organizations", "ListAccountsForParent", Caller.DELEGATED)
def list_accounts_for_parent(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    parent = organization.container(request["ParentId"])
    accounts = organization.child_accounts(parent.id)
    return page(request, "Accounts", accounts, lambda account: describe(organization, account, context.now))


@operation("organizations", "MoveAccount", Caller.MANAGEMENT)
def move_account(context: Context, request: Request) -> None:
    """The source must be the account's actual parent [K]."""
    organization = context.world.organization(context.account)
    account = organization.account(request["AccountId"])
    source = organization.container(request["SourceParentId"], "SourceParentNotFoundException")
    destination = organization.container(request["DestinationParentId"], "DestinationParentNotFoundException")
    if account.parent_id == destination.id:
        raise AwsError("DuplicateAccountException", "That account is already present in the specified destination.")
    if account.parent_id != source.id:
        raise AwsError(
            "SourceParentNotFoundException", "You specified a source parent that is not the account's parent."
        )
    organization.move(account, destination)


@operation("organizations", "CloseAccount", Caller.MANAGEMENT)
def close_account(context: Context, request: Request) -> None:
    """The account becomes PENDING_CLOSURE, then SUSPENDED. It stays in its unit and counts towards the quota until it
    is purged."""
    organization, now = context.world.organization(context.account), context.now
    if request["AccountId"] == organization.management.id:
        raise constraint_violation("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You can't close the management account.")
    account = organization.account(request["AccountId"])
    if organization.feature_set != "ALL":
        raise constraint_violation(
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "You can close an account only when all features are enabled."
        )
    status = account.status(now)
    if status == "SUSPENDED":
        raise AwsError("AccountAlreadyClosedException", "You attempted to close an account that is already closed.")
    if status == "PENDING_CLOSURE":
        raise AwsError(
            "ConflictException",
            "The request failed because it conflicts with the current state of the specified resource.",
            status=409,
        )
    closing = sum(1 for other in organization.accounts.values() if other.status(now) == "PENDING_CLOSURE")
    if context.settings.aws_rates and closing >= CONCURRENT_CLOSINGS:
        raise constraint_violation(
            "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED", f"Only {CONCURRENT_CLOSINGS} accounts can be closed at a time."
        )
    organization.closings = [at for at in organization.closings if at > now - DAYS_OF_CLOSING_QUOTA * DAY]
    if len(organization.closings) >= closings_in_30_days(len(organization.accounts) - 1):
        raise constraint_violation(
            "CLOSE_ACCOUNT_QUOTA_EXCEEDED", "You have exceeded close account quota for the past 30 days."
        )
    organization.closings.append(now)
    account.closed_at = now + context.settings.closing_seconds


def reopen(world: World, account_id: str, now: float) -> None:
    """Does what AWS Support does on request within 90 days. AWS has no operation for it. The account is in its unit as
    before."""
    settle(world, now)
    organization = world.organization_of.get(account_id)
    account = organization.accounts.get(account_id) if organization else None
    if account is None or account.state(now) != "CLOSED":
        raise AwsError("NotClosed", f"No account {account_id} is closed and not purged yet.")
    account.closed_at = None


@operation("organizations", "RemoveAccountFromOrganization", Caller.MANAGEMENT)
def remove_account_from_organization(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    if request["AccountId"] == organization.management.id:
        raise AwsError(
            "MasterCannotLeaveOrganizationException", "You can't remove the management account from the organization."
        )
    leave(context, organization, organization.account(request["AccountId"]))


@operation("organizations", "LeaveOrganization", Caller.MEMBER)
def leave_organization(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    if context.account == organization.management.id:
        raise AwsError("MasterCannotLeaveOrganizationException", "The management account can't leave the organization.")
    leave(context, organization, organization.account(context.account))


def leave(context: Context, organization: Organization, account: Account, *, to_another: bool = False) -> None:
    """Makes the account a standalone one. Its tags are lost, and its address stays taken [M].

    `to_another`: it moves to another organization directly, so it needs nothing that a standalone account needs. AWS
    announced that in 2025 and does not say which other conditions for leaving apply. Here all of them do.
    """
    if account.id in organization.delegations:
        raise constraint_violation(
            "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
            "You must first deregister this account as a delegated administrator.",
        )
    if account.status(context.now) != "ACTIVE":
        # AWS documents that a closed account cannot leave, but not the reason in the error.
        raise constraint_violation(
            "ACCOUNT_CANNOT_LEAVE_ORGANIZATION", "A closed account can't leave the organization."
        )
    if account.joined_method == "CREATED" and context.now < account.joined + DAYS_BEFORE_REMOVAL * DAY:
        raise constraint_violation(
            "WAIT_PERIOD_ACTIVE",
            "After you create an account, you must wait until at least four days after the account was created.",
        )
    if account.joined_method == "CREATED" and account.id not in context.world.contacts and not to_another:
        # AWS also requires a payment method and a support plan, which no operation reads or sets. A fault can take
        # their place.
        raise constraint_violation(
            "ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION",
            "The account doesn't yet have enough information to exist as a standalone account.",
        )
    organization.remove(account)
    account.tags.clear()
    del context.world.organization_of[account.id]
    context.world.standalone[account.id] = account
