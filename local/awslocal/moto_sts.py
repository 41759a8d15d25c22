"""What moto lacks of AWS STS: sessions of the root users of member accounts.

root_user/ names the sources. AWS refuses the global endpoint, which cannot be told apart here.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone

import moto.core.utils as moto_utils
from moto.core.responses import ActionResult
from moto.sts.exceptions import STSClientError
from moto.sts.responses import TokenResponse

from .moto_bridge import OrganizationsView
from .organizations.model import random_id
from .root_user.sessions import ACTIONS, FEATURE_OF, MOST_SECONDS, TASK_POLICY
from .root_user.state import RootSession
from .root_user.test_control import UPPER

IAM = "iam.amazonaws.com"
TARGET = re.compile(r"(?:arn:aws:iam::)?(\d{12})(?::root)?")

_get_caller_identity = TokenResponse.get_caller_identity


def _assume_root(self: TokenResponse) -> ActionResult:
    world = OrganizationsView.world
    caller = self.current_account
    target = TARGET.fullmatch(self._get_param("TargetPrincipal") or "")
    arn = (self._get_param("TaskPolicyArn") or {}).get("arn") or ""
    task = arn.removeprefix(TASK_POLICY)
    seconds = self._get_int_param("DurationSeconds", MOST_SECONDS)
    if not 0 <= seconds <= MOST_SECONDS:
        raise STSClientError(
            "ValidationError",
            f"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to {MOST_SECONDS}",
        )
    if target is None or not arn.startswith(TASK_POLICY) or task not in ACTIONS:
        raise STSClientError("ValidationError", "TargetPrincipal or TaskPolicyArn is not valid for AssumeRoot.")
    account = target[1]
    if not _may_act_as_root(caller, account, task):
        raise STSClientError(
            "AccessDenied",
            f"User: arn:aws:iam::{caller}:user/caller is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::{account}:root",
        )
    key = random_id("ASIA", 16, UPPER)
    now = moto_utils.utcnow().replace(tzinfo=timezone.utc).timestamp()
    world.root_sessions[key] = RootSession(account, task, now + seconds)
    return ActionResult(
        {
            "Credentials": {
                "AccessKeyId": key,
                "SecretAccessKey": random_id("", 40),
                "SessionToken": random_id("", 100),
                "Expiration": datetime.fromtimestamp(now + seconds, timezone.utc).replace(tzinfo=None),
            },
            "SourceIdentity": "local",
        }
    )


def _may_act_as_root(caller: str, target: str, task: str) -> bool:
    organization = OrganizationsView.world.organization_of.get(caller)
    if organization is None or target not in organization.accounts or target == organization.management.id:
        return False
    if caller != organization.management.id and IAM not in organization.delegations.get(caller, {}):
        return False
    return FEATURE_OF[task] in organization.iam_features


def _get_caller_identity_of_root(self: TokenResponse) -> ActionResult:
    session = OrganizationsView.world.root_sessions.get(self.get_access_key())
    if session is None:
        return _get_caller_identity(self)
    return ActionResult(
        {"UserId": session.account, "Account": session.account, "Arn": f"arn:aws:iam::{session.account}:root"}
    )


def install() -> None:
    TokenResponse.assume_root = _assume_root  # type: ignore[attr-defined]
    TokenResponse.get_caller_identity = _get_caller_identity_of_root  # type: ignore[method-assign]
