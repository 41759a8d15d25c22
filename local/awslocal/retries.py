"""Answers that an SDK requests a second time, because its connection broke before the first answer arrived.

AWS has no such memory: a repeated CreateAccount fails with EMAIL_ALREADY_EXISTS. But under load a connection on one
machine breaks about once in some hundred requests, which no user of AWS would meet. An answer that is lost on
purpose (faults.py) is not kept here, so that tests of a lost answer see AWS's behaviour.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Generic, TypeVar

T = TypeVar("T")
KEPT = 1_000


class Retries(Generic[T]):
    """The last answers to requests that changed something, by the SDK's invocation id."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, T] = OrderedDict()

    def find(self, environ: dict[str, Any]) -> T | None:
        """The answer to an earlier attempt of the same invocation, if the request is a later attempt."""
        if environ.get("HTTP_AMZ_SDK_REQUEST", "").startswith("attempt=1;"):
            return None
        return self._answers.get(environ.get("HTTP_AMZ_SDK_INVOCATION_ID", ""))

    def keep(self, environ: dict[str, Any], answer: T) -> None:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if invocation:
            self._answers[invocation] = answer
            if len(self._answers) > KEPT:
                self._answers.popitem(last=False)

    def forget(self, environ: dict[str, Any]) -> None:
        self._answers.pop(environ.get("HTTP_AMZ_SDK_INVOCATION_ID", ""), None)
