"""Importing this module registers all operations of this folder."""

from . import account, service_quotas
from .budgets import actions, budgets, notifications
from .budgets import tags as budget_tags
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
    "account", "accounts", "actions", "budget_tags", "budgets", "effective_policy", "handshakes", "notifications",
    "organization", "policies", "resource_policy", "service_quotas", "services", "tags", "units",
]  # fmt: skip
