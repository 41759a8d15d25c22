"""Updates in place that moto's CloudFormation lacks, by type: (resource, made of before, made of now, account, region).

Without one, moto's own update is used, and without that the resource is deleted and made again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Update = Callable[[Any, dict[str, Any], dict[str, Any], str, str], None]
UPDATES: dict[str, Update] = {}
# Of which moto's own update does not work.
REPLACED: set[str] = {"AWS::IAM::Role"}
