"""Who calls: the identity behind an access key, as a CloudTrail record has it.

Source: "CloudTrail userIdentity element" in the CloudTrail User Guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from .state import Identity

if TYPE_CHECKING:
    from ..organizations.model import World

# The caller behind an access key that nobody has issued. The local AWS does not check credentials.
UNKNOWN_USER = "local"


def identity_of(world: World, access_key: str, account: str) -> Identity:
    """The identity is kept: a key that is deleted, or nobody's, never becomes somebody's."""
    known = world.cloud_trail.identities
    if (access_key, account) not in known:
        known[access_key, account] = _find(world, access_key, account)
    return known[access_key, account]


def _find(world: World, access_key: str, account: str) -> Identity:
    session = world.root_sessions.get(access_key)
    if session:
        root = {"type": "Root", "principalId": account, "arn": f"arn:aws:iam::{account}:root", "accountId": account}
        return Identity("root", {**root, "accessKeyId": access_key})
    return _of_role(access_key) or _of_user(access_key) or _user(UNKNOWN_USER, "AIDALOCAL", account, access_key)


def _of_role(access_key: str) -> Identity | None:
    for account, backends in list(sts_backends.items()):
        # moto makes a backend for each key that is asked for, so only those that exist are.
        if "aws" not in backends.keys():  # noqa: SIM118
            continue
        found = backends["aws"].get_assumed_role_from_access_key(access_key)
        if found is None:
            continue
        return _role_session(account, access_key, found.user_id, found.arn, found.role_arn, found.session_name)
    return None


def note_role_session(world: World, access_key: str, account: str, role_arn: str, session: str) -> None:
    """A service of AWS that acts by a role of an account."""
    known = world.cloud_trail.identities
    if (access_key, account) not in known:
        identifier = f"AROA{access_key[4:]}"
        arn = f"arn:aws:sts::{account}:assumed-role/{role_arn.rsplit('/', 1)[-1]}/{session}"
        known[access_key, account] = _role_session(
            account, access_key, f"{identifier}:{session}", arn, role_arn, session
        )


def _role_session(account: str, access_key: str, user_id: str, arn: str, role_arn: str, session: str) -> Identity:
    issuer = {
        "type": "Role",
        "principalId": user_id.split(":")[0],
        "arn": role_arn,
        "accountId": account,
        "userName": role_arn.split("/")[-1],
    }
    details = {
        "type": "AssumedRole",
        "principalId": user_id,
        "arn": arn,
        "accountId": account,
        "accessKeyId": access_key,
        "sessionContext": {"sessionIssuer": issuer},
    }
    return Identity(session, details)


def _of_user(access_key: str) -> Identity | None:
    for account, backends in list(iam_backends.items()):
        if "aws" not in backends.keys():  # noqa: SIM118
            continue
        key = backends["aws"].access_keys.get(access_key)
        user = backends["aws"].users.get(key.user_name or "") if key else None
        if key and user:
            return _user(user.name, user.id, account, access_key, user.arn)
    return None


def _user(name: str, principal: str, account: str, access_key: str, arn: str | None = None) -> Identity:
    details = {
        "type": "IAMUser",
        "principalId": principal,
        "arn": arn or f"arn:aws:iam::{account}:user/{name}",
        "accountId": account,
        "accessKeyId": access_key,
        "userName": name,
    }
    return Identity(name, details)
