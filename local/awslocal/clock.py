"""AWS's time in the local AWS: the real time plus an offset that tests advance.

Inside a mutating request the time stands still, so that a replay of the journal gives the same timestamps.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone

DAY = 86_400.0


class Clock:
    def __init__(self) -> None:
        self.offset = 0.0
        self._still = threading.local()

    def now(self) -> float:
        """Seconds since the epoch."""
        at: float | None = getattr(self._still, "at", None)
        return time.time() + self.offset if at is None else at

    @contextmanager
    def standing_still(self, at: float) -> Iterator[None]:
        """Within the block, and in this thread, the time is `at`."""
        before = getattr(self._still, "at", None)
        self._still.at = at
        try:
            yield
        finally:
            self._still.at = before

    def utcnow(self) -> datetime:
        """The time as moto uses it everywhere: naive, in UTC."""
        return datetime.fromtimestamp(self.now(), timezone.utc).replace(tzinfo=None)

    def install_in_moto(self) -> None:
        """Makes moto use this clock. Modules import moto's function by name, so modules that have imported it are
        changed too. Modules that are imported later get this one."""
        import moto.core.utils as moto_utils

        original = moto_utils.utcnow
        for module in list(sys.modules.values()):
            if getattr(module, "utcnow", None) is original:
                vars(module)["utcnow"] = self.utcnow
