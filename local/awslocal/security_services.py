"""Importing this module registers the operations of the security services, and those that find resources."""

from .access_analyzer import analyzers
from .cloud_trail import lookup, selectors, trails
from .guard_duty import detectors, monitoring
from .guard_duty import organization as guard_duty_organization
from .inspector import organization as inspector_organization
from .inspector import scans
from .macie import organization as macie_organization
from .macie import sessions
from .resource_search import config_aggregators, indexes, search, views
from .security_hub import central, hubs
from .security_hub import organization as security_hub_organization

__all__ = [
    "analyzers", "central", "config_aggregators", "detectors", "guard_duty_organization", "hubs", "indexes",
    "inspector_organization", "lookup", "macie_organization", "monitoring", "scans", "search", "security_hub_organization",
    "selectors", "sessions", "trails", "views",
]  # fmt: skip
