"""Importing this package registers all types."""

from . import (
    backup,
    custom_resources,
    detection,
    functions,
    iam_identities,
    iam_policies,
    iam_roles,
    keys,
    logs,
    storage,
)
from .base import TYPES

__all__ = [
    "TYPES", "backup", "custom_resources", "detection", "functions", "iam_identities", "iam_policies", "iam_roles", "keys", "logs", "storage",
]  # fmt: skip
