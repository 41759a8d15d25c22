"""What work in the background needs."""

from __future__ import annotations

from dataclasses import dataclass

from ..clock import Clock
from ..inner_calls import InnerCalls
from ..organizations.model import World
from ..settings import Settings


@dataclass(frozen=True)
class Background:
    world: World
    settings: Settings
    clock: Clock
    aws: InnerCalls
