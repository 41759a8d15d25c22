"""Importing this module registers all operations of this folder."""

from . import account
from .organizations import (
    accounts,
    effective_policy,
    handshakes,
    organization,
    policies,
    resource_policy,
    services,
    tags,
    units,
)

__all__ = [
    "account", "accounts", "effective_policy", "handshakes", "organization", "policies", "resource_policy", "services",
    "tags", "units",
]  # fmt: skip
