"""Importing this module registers all operations of this folder."""

from . import account, athena, security_services, service_quotas
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
    tagged_resources,
    tags,
    units,
)
from .stack_sets import drift_detection, organization_access
from .stack_sets import instances as stack_instances
from .stack_sets import operations as stack_set_operations
from .stack_sets import sets as stack_sets

__all__ = [
    "account", "accounts", "actions", "allocation_tags", "anomalies", "assignments", "athena", "budget_tags",
    "budgets", "categories", "cost_explorer_tags", "drift_detection", "effective_policy", "exports", "forecasts",
    "groups", "handshakes", "instances", "memberships", "notifications", "organization", "organization_access",
    "permission_sets", "policies", "provisioning", "resource_policy", "security_services", "service_quotas",
    "services", "set_policies", "stack_instances", "stack_set_operations", "stack_sets", "tagged_resources", "tags",
    "units", "usage", "users", "values",
]  # fmt: skip
