"""IAM as a session of AssumeRoot sees it: the credentials of the account's root user, which are named without a user.

Everybody else gets moto's answers. Source: the service model of IAM, where each of these operations says that it
defaults to the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import IAMException
from moto.iam.responses import IamResponse

from .moto_bridge import OrganizationsView
from .root_user.state import RootCredentials

Handler = Callable[[IamResponse, RootCredentials], ActionResult]


class _NoSuchEntity(IAMException):
    code = "NoSuchEntity"
    http_status_code = 404


class _EntityAlreadyExists(IAMException):
    code = "EntityAlreadyExists"
    http_status_code = 409


def _root(self: IamResponse) -> RootCredentials | None:
    world = OrganizationsView.world
    session = world.root_sessions.get(self.get_access_key())
    account = world.find_account(session.account) if session else None
    return account.root if account else None


def _time(at: float) -> datetime:
    return datetime.fromtimestamp(at, timezone.utc).replace(tzinfo=None)


def _get_login_profile(self: IamResponse, root: RootCredentials) -> ActionResult:
    if not root.password:
        raise _NoSuchEntity(f"Login Profile for User {self.current_account} cannot be found.")
    account = OrganizationsView.world.find_account(self.current_account)
    profile = {"CreateDate": _time(account.joined if account else 0), "PasswordResetRequired": False}
    return ActionResult({"LoginProfile": profile})


def _create_login_profile(self: IamResponse, root: RootCredentials) -> ActionResult:
    if root.password:
        raise _EntityAlreadyExists(f"Login Profile for User {self.current_account} already exists.")
    root.password = True
    return _get_login_profile(self, root)


def _delete_login_profile(self: IamResponse, root: RootCredentials) -> ActionResult:
    _get_login_profile(self, root)
    root.password = False
    return EmptyResult()


def _lister(answer: str, key: str, held: Callable[[RootCredentials], dict[str, float]], date: str) -> Handler:
    def list_them(self: IamResponse, root: RootCredentials) -> ActionResult:
        status = {} if answer == "MFADevices" else {"Status": "Active"}
        body = {"CertificateBody": "local"} if answer == "Certificates" else {}
        items = [{key: one, date: _time(at), **status, **body} for one, at in held(root).items()]
        return ActionResult({answer: items, "IsTruncated": False})

    return list_them


def _remover(parameter: str, what: str, held: Callable[[RootCredentials], dict[str, float]]) -> Handler:
    def remove(self: IamResponse, root: RootCredentials) -> ActionResult:
        one = self._get_param(parameter)
        if one not in held(root):
            raise _NoSuchEntity(f"The {what} with id {one} cannot be found.")
        del held(root)[one]
        return EmptyResult()

    return remove


def _keys(root: RootCredentials) -> dict[str, float]:
    return root.access_keys


def _devices(root: RootCredentials) -> dict[str, float]:
    return root.mfa_devices


def _certificates(root: RootCredentials) -> dict[str, float]:
    return root.certificates


OF_ROOT: dict[str, Handler] = {
    "get_login_profile": _get_login_profile,
    "create_login_profile": _create_login_profile,
    "delete_login_profile": _delete_login_profile,
    "list_access_keys": _lister("AccessKeyMetadata", "AccessKeyId", _keys, "CreateDate"),
    "delete_access_key": _remover("AccessKeyId", "Access Key", _keys),
    "list_mfa_devices": _lister("MFADevices", "SerialNumber", _devices, "EnableDate"),
    "deactivate_mfa_device": _remover("SerialNumber", "MFA Device", _devices),
    "list_signing_certificates": _lister("Certificates", "CertificateId", _certificates, "UploadDate"),
    "delete_signing_certificate": _remover("CertificateId", "Certificate", _certificates),
}

_get_account_summary = IamResponse.get_account_summary


def _summary_with_root(self: IamResponse) -> ActionResult:
    """Whoever asks: the root user's part is moto's zeros otherwise."""
    result: dict[str, Any] = _get_account_summary(self).result  # type: ignore[assignment]
    account = OrganizationsView.world.find_account(self.current_account)
    if account is None:
        return ActionResult(result)
    root = account.root
    present = {
        "AccountAccessKeysPresent": root.access_keys,
        "AccountMFAEnabled": root.mfa_devices,
        "AccountPasswordPresent": root.password,
        "AccountSigningCertificatesPresent": root.certificates,
    }
    return ActionResult({"SummaryMap": {**result["SummaryMap"], **{k: int(bool(v)) for k, v in present.items()}}})


def _for_root(handler: Handler, otherwise: Callable[[IamResponse], ActionResult]) -> Callable[[IamResponse], Any]:
    def answer(self: IamResponse) -> ActionResult:
        root = _root(self)
        return otherwise(self) if root is None else handler(self, root)

    return answer


def install() -> None:
    for name, handler in OF_ROOT.items():
        setattr(IamResponse, name, _for_root(handler, getattr(IamResponse, name)))
    IamResponse.get_account_summary = _summary_with_root  # type: ignore[method-assign]
