"""What moto lacks of IAM: central root access, which an organization enables as features of IAM.

AWS documents no order of the two features. Source of the rules and errors: botocore's service model of IAM.
"""

from __future__ import annotations

from collections.abc import Callable

from moto.core.responses import ActionResult
from moto.iam.exceptions import IAMException
from moto.iam.responses import IamResponse

from .moto_bridge import OrganizationsView
from .organizations.model import Organization
from .root_user.sessions import CREDENTIALS, SESSIONS

SERVICE = "iam.amazonaws.com"


class _ServiceAccessNotEnabled(IAMException):
    code = "ServiceAccessNotEnabledException"


class _OrganizationNotFound(IAMException):
    code = "OrganizationNotFoundException"


class _NotAllFeatures(IAMException):
    code = "OrganizationNotInAllFeaturesModeException"


class _NotAdministrator(IAMException):
    code = "AccountNotManagementOrDelegatedAdministratorException"


class _NotManagement(IAMException):
    code = "CallerIsNotManagementAccountException"


def _organization(account: str) -> Organization:
    organization = OrganizationsView.world.organization_of.get(account)
    if organization is None:
        raise _OrganizationNotFound("The account is not in an organization.")
    if organization.feature_set != "ALL":
        raise _NotAllFeatures("The organization does not have all features enabled.")
    is_administrator = SERVICE in organization.delegations.get(account, {})
    if account != organization.management.id and not is_administrator:
        raise _NotAdministrator("The account is neither the management account nor a delegated administrator for IAM.")
    if SERVICE not in organization.service_access:
        raise _ServiceAccessNotEnabled("Trusted access is not enabled for IAM in Organizations.")
    return organization


def _answer(organization: Organization) -> ActionResult:
    return ActionResult({"OrganizationId": organization.id, "EnabledFeatures": sorted(organization.iam_features)})


def _list(self: IamResponse) -> ActionResult:
    return _answer(_organization(self.current_account))


def _enable(feature: str) -> Callable[[IamResponse], ActionResult]:
    def enable(self: IamResponse) -> ActionResult:
        organization = _organization(self.current_account)
        if self.current_account != organization.management.id:
            raise _NotManagement("Only the management account can enable it.")
        organization.iam_features.add(feature)
        return _answer(organization)

    return enable


def _disable(feature: str) -> Callable[[IamResponse], ActionResult]:
    def disable(self: IamResponse) -> ActionResult:
        organization = _organization(self.current_account)
        organization.iam_features.discard(feature)
        return _answer(organization)

    return disable


def install() -> None:
    for name, handler in {
        "list_organizations_features": _list,
        "enable_organizations_root_credentials_management": _enable(CREDENTIALS),
        "disable_organizations_root_credentials_management": _disable(CREDENTIALS),
        "enable_organizations_root_sessions": _enable(SESSIONS),
        "disable_organizations_root_sessions": _disable(SESSIONS),
    }.items():
        setattr(IamResponse, name, handler)
