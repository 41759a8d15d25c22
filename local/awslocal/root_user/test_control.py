"""What tests ask for: the root credentials that an account has."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..organizations.model import random_id
from ..registry import Context
from .state import RootCredentials

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def set_root_credentials(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """`{account, password, accessKeys, mfaDevices, certificates}`: the account has these, and no others."""
    unknown = set(body) - {"account", "password", "accessKeys", "mfaDevices", "certificates"}
    account = context.world.find_account(str(body.get("account")))
    if unknown or account is None:
        raise AwsError(
            "InvalidRequest",
            "the body is {account, password: true or false, accessKeys: 0..2, mfaDevices: 0..8, certificates: 0..2}",
        )

    def some(name: str, prefix: str) -> dict[str, float]:
        return {random_id(prefix, 16, UPPER): context.now for _ in range(int(body.get(name, 0)))}

    account.root = RootCredentials(
        password=bool(body.get("password", False)),
        access_keys=some("accessKeys", "AKIA"),
        mfa_devices=some("mfaDevices", f"arn:aws:iam::{account.id}:mfa/root-"),
        certificates=some("certificates", "CERT"),
    )
    return describe_root_credentials(account.root)


def describe_root_credentials(root: RootCredentials) -> dict[str, Any]:
    return {
        "password": root.password,
        "accessKeys": len(root.access_keys),
        "mfaDevices": len(root.mfa_devices),
        "certificates": len(root.certificates),
    }
