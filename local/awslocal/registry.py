"""The operations that this folder implements. All others are moto's.

To add one, write a function with the decorator in a module that services.py imports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .organizations.model import World
    from .settings import Settings

Request = dict[str, Any]
Response = dict[str, Any]


class Caller(Enum):
    """Who may call an operation of AWS Organizations."""

    MANAGEMENT = "the management account"
    DELEGATED = "the management account or a delegated administrator"
    MEMBER = "any account of an organization"
    ANYONE = "any account"


@dataclass(frozen=True)
class Context:
    """What an operation sees: the state, who calls, and when."""

    world: World
    settings: Settings
    account: str
    now: float
    region: str = "us-east-1"


Handler = Callable[[Context, Request], "Response | None"]


@dataclass(frozen=True)
class Operation:
    handler: Handler
    caller: Caller
    # Whether the service has a REST protocol in JSON; otherwise the body is the request.
    is_rest: bool = False


OPERATIONS: dict[tuple[str, str], Operation] = {}


def operation(
    service: str, name: str, caller: Caller = Caller.ANYONE, is_rest: bool = False
) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        OPERATIONS[(service, name)] = Operation(handler, caller, is_rest)
        return handler

    return register
