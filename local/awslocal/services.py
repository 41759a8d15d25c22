"""Importing this module registers all operations of this folder."""

from . import account, service_quotas
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
    "account", "accounts", "effective_policy", "handshakes", "organization", "policies", "resource_policy",
    "service_quotas", "services", "tags", "units",
]  # fmt: skip
