"""Importing this module registers all operations of this folder."""

from . import account, athena, service_quotas
from .budgets import actions, budgets, notifications
from .budgets import tags as budget_tags
from .cost_explorer import allocation_tags, anomalies, categories, forecasts, usage, values
from .cost_explorer import tags as cost_explorer_tags
from .data_exports import exports
from .identity_center import assignments, instances, permission_sets, provisioning, set_policies
from .identity_store import groups, memberships, users
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
    "account", "accounts", "actions", "allocation_tags", "anomalies", "assignments", "athena", "budget_tags", "budgets", "categories",
    "cost_explorer_tags", "effective_policy", "exports", "forecasts", "groups", "handshakes", "instances", "memberships",
    "notifications", "organization", "permission_sets", "policies", "provisioning", "resource_policy", "service_quotas", "services",
    "set_policies", "tags", "units", "usage", "users", "values",
]  # fmt: skip
