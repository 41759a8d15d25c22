"""What moto lacks of AWS Account Management. moto has alternate contacts, but does not check who may set them.

The provider renames an account with PutAccountName.
"""

from __future__ import annotations

from typing import Any

from .errors import AwsError
from .organizations.accounts import EMAIL
from .organizations.model import Account, World
from .registry import Context, Request, Response, operation

# Regions that an account must enable first. Source: "Specify which AWS Regions your account can use".
OPT_IN_REGIONS = [
    "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1",
    "me-central-1", "me-south-1", "mx-central-1",
]  # fmt: skip
DEFAULT_REGIONS = [
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
    "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
    "us-west-2",
]  # fmt: skip
ONE_TIME_PASSWORD = "000000"
# Source: the service model of AWS Account Management, ContactInformation.
REQUIRED_OF_A_CONTACT = ["AddressLine1", "City", "CountryCode", "FullName", "PhoneNumber", "PostalCode"]

EXAMPLE_CONTACT = {
    "AddressLine1": "1 Example Street",
    "City": "Berlin",
    "CountryCode": "DE",
    "FullName": "Example Owner",
    "PhoneNumber": "+49 30 1234567",
    "PostalCode": "10115",
}


def _target_id(context: Context, request: Request) -> str:
    """The account of the request: the caller's own, or a member account that the management account names."""
    wanted = request.get("AccountId")
    if not wanted:
        return context.account
    organization = context.world.organization_of.get(context.account)
    if organization is None or (
        context.account != organization.management.id and context.account not in organization.delegations
    ):
        raise AwsError("AccessDeniedException", "You are not authorized to name another account.", status=403)
    if wanted == organization.management.id:
        raise AwsError("ValidationException", "The management account can't specify its own AccountId.")
    if organization.feature_set != "ALL" or "account.amazonaws.com" not in organization.service_access:
        raise AwsError(
            "AccessDeniedException",
            "Trusted access for account.amazonaws.com is not enabled in the organization.",
            status=403,
        )
    if wanted not in organization.accounts:
        raise AwsError("AccessDeniedException", "The account is not a member of the organization.", status=403)
    return str(wanted)


def _target(context: Context, request: Request) -> Account:
    identifier = _target_id(context, request)
    account = context.world.find_account(identifier)
    if account is None:
        raise AwsError("ResourceNotFoundException", f"The account {identifier} was not found.", status=404)
    return account


@operation("account", "PutAccountName")
def put_account_name(context: Context, request: Request) -> None:
    name = request.get("AccountName") or ""
    if not 1 <= len(name) <= 50 or not all(" " <= character <= "~" and character not in "<>" for character in name):
        raise AwsError("ValidationException", "An account name has 1 to 50 printable ASCII characters without < and >.")
    _target(context, request).name = name


@operation("account", "GetAccountInformation")
def get_account_information(context: Context, request: Request) -> Response:
    account = _target(context, request)
    return {"AccountId": account.id, "AccountName": account.name, "AccountState": account.state(context.now)}


@operation("account", "GetPrimaryEmail")
def get_primary_email(context: Context, request: Request) -> Response:
    return {"PrimaryEmail": _target(context, request).email}


@operation("account", "StartPrimaryEmailUpdate")
def start_primary_email_update(context: Context, request: Request) -> Response:
    """AWS sends a one-time password to the new address. Here it is always 000000."""
    account = _target(context, request)
    email = request.get("PrimaryEmail") or ""
    if not EMAIL.fullmatch(email):
        raise AwsError("ValidationException", "The address is not valid.")
    if email.lower() in context.world.account_of_email:
        raise AwsError("ConflictException", "The address is already in use.", status=409)
    context.world.email_updates[account.id] = email
    return {"Status": "PENDING"}


@operation("account", "AcceptPrimaryEmailUpdate")
def accept_primary_email_update(context: Context, request: Request) -> Response:
    account = _target(context, request)
    email = request.get("PrimaryEmail") or ""
    if context.world.email_updates.get(account.id) != email:
        raise AwsError("ResourceNotFoundException", "There is no update to this address.", status=404)
    if request.get("Otp") != ONE_TIME_PASSWORD:
        raise AwsError("ValidationException", "The one-time password is not valid.")
    del context.world.email_updates[account.id]
    context.world.account_of_email[email.lower()] = account.id
    account.email = email
    return {"Status": "ACCEPTED"}


@operation("account", "PutContactInformation")
def put_contact_information(context: Context, request: Request) -> None:
    identifier, contact = _target_id(context, request), request.get("ContactInformation") or {}
    missing = [name for name in REQUIRED_OF_A_CONTACT if not contact.get(name)]
    if missing:
        raise AwsError("ValidationException", f"The contact information lacks {', '.join(missing)}.")
    context.world.contacts[identifier] = contact


def complete(world: World, identifiers: list[str] | None = None) -> list[str]:
    """Takes the place of a person who signs in to each account and enters what AWS requires of a standalone account."""
    if identifiers is None:
        identifiers = [
            one
            for one, organization in world.organization_of.items()
            if one != organization.management.id and one not in world.contacts
        ]
    for identifier in identifiers:
        world.contacts[identifier] = dict(EXAMPLE_CONTACT)
    return identifiers


@operation("account", "GetContactInformation")
def get_contact_information(context: Context, request: Request) -> Response:
    identifier = _target_id(context, request)
    if identifier not in context.world.contacts:
        raise AwsError("ResourceNotFoundException", "No contact information was found.", status=404)
    return {"ContactInformation": context.world.contacts[identifier]}


def _alternate_contacts(context: Context, request: Request) -> dict[str, dict[str, Any]]:
    return context.world.alternate_contacts.setdefault(_target_id(context, request), {})


@operation("account", "PutAlternateContact")
def put_alternate_contact(context: Context, request: Request) -> None:
    names = ("AlternateContactType", "EmailAddress", "Name", "PhoneNumber", "Title")
    _alternate_contacts(context, request)[request["AlternateContactType"]] = {name: request[name] for name in names}


@operation("account", "GetAlternateContact")
def get_alternate_contact(context: Context, request: Request) -> Response:
    contact = _alternate_contacts(context, request).get(request["AlternateContactType"])
    if contact is None:
        raise AwsError(
            "ResourceNotFoundException", "No contact of the inputted alternate contact type found.", status=404
        )
    return {"AlternateContact": contact}


@operation("account", "DeleteAlternateContact")
def delete_alternate_contact(context: Context, request: Request) -> None:
    if _alternate_contacts(context, request).pop(request["AlternateContactType"], None) is None:
        raise AwsError(
            "ResourceNotFoundException", "No contact of the inputted alternate contact type found.", status=404
        )


def _region_status(context: Context, account_id: str, region: str) -> str:
    if region in DEFAULT_REGIONS:
        return "ENABLED_BY_DEFAULT"
    if region not in OPT_IN_REGIONS:
        raise AwsError("ValidationException", f"{region} is not a region.")
    return "ENABLED" if region in context.world.opted_in.get(account_id, set()) else "DISABLED"


@operation("account", "GetRegionOptStatus")
def get_region_opt_status(context: Context, request: Request) -> Response:
    region = request.get("RegionName") or ""
    return {"RegionName": region, "RegionOptStatus": _region_status(context, _target_id(context, request), region)}


@operation("account", "ListRegions")
def list_regions(context: Context, request: Request) -> Response:
    identifier = _target_id(context, request)
    regions = [
        {"RegionName": region, "RegionOptStatus": _region_status(context, identifier, region)}
        for region in sorted(DEFAULT_REGIONS + OPT_IN_REGIONS)
    ]
    wanted = request.get("RegionOptStatusContains")
    return {"Regions": [region for region in regions if not wanted or region["RegionOptStatus"] in wanted]}


@operation("account", "EnableRegion")
def enable_region(context: Context, request: Request) -> None:
    """Takes effect at once. AWS takes minutes to hours."""
    identifier, region = _target_id(context, request), request.get("RegionName") or ""
    if _region_status(context, identifier, region) == "ENABLED_BY_DEFAULT":
        raise AwsError("ValidationException", f"{region} is enabled by default.")
    context.world.opted_in.setdefault(identifier, set()).add(region)


@operation("account", "DisableRegion")
def disable_region(context: Context, request: Request) -> None:
    identifier, region = _target_id(context, request), request.get("RegionName") or ""
    if _region_status(context, identifier, region) == "ENABLED_BY_DEFAULT":
        raise AwsError("ValidationException", f"{region} can't be disabled.")
    context.world.opted_in.get(identifier, set()).discard(region)
