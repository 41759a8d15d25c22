"""Importing this module registers all operations of this folder."""

from . import account, athena, service_quotas
from .access_analyzer import analyzers
from .budgets import actions, budgets, notifications
from .budgets import tags as budget_tags
from .cloud_trail import lookup, selectors, trails
from .cost_explorer import allocation_tags, anomalies, categories, forecasts, usage, values
from .cost_explorer import tags as cost_explorer_tags
from .data_exports import exports
from .guard_duty import detectors
from .guard_duty import organization as guard_duty_organization
from .identity_center import assignments, instances, permission_sets, provisioning, set_policies
from .identity_store import groups, memberships, users
from .inspector import organization as inspector_organization
from .inspector import scans
from .macie import organization as macie_organization
from .macie import sessions
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
from .security_hub import central, hubs
from .security_hub import organization as security_hub_organization
from .stack_sets import drift_detection, organization_access
from .stack_sets import instances as stack_instances
from .stack_sets import operations as stack_set_operations
from .stack_sets import sets as stack_sets

__all__ = [
    "account", "accounts", "actions", "allocation_tags", "analyzers", "anomalies", "assignments", "athena",
    "budget_tags", "budgets", "categories", "central", "cost_explorer_tags", "detectors", "drift_detection",
    "effective_policy", "exports", "forecasts", "groups", "guard_duty_organization", "handshakes", "hubs",
    "inspector_organization", "instances", "lookup", "macie_organization", "memberships", "notifications",
    "organization", "organization_access", "permission_sets", "policies", "provisioning", "resource_policy", "scans",
    "security_hub_organization", "selectors", "service_quotas", "services", "sessions", "set_policies",
    "stack_instances", "stack_set_operations", "stack_sets", "tags", "trails", "units", "usage", "users", "values",
]  # fmt: skip
