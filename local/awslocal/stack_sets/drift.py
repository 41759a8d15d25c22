"""Drift: how the resources of a stack differ from its template."""

from __future__ import annotations

from .state import ResourceDrift, StackInstance


def drifts_of(instance: StackInstance) -> list[ResourceDrift]:
    return []
