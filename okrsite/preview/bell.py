"""What wakes whoever keeps the preview up to date. Any thread rings it; only one waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

__all__ = ["Bell"]


class Bell:
    """Rung when something may have changed. Clear it before looking, so that what changes meanwhile rings again."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_rung = False
        self._last = 0.0
        self._files: set[str] | None = set()

    def ring(self, files: Iterable[str] | None = None) -> None:
        """Something may have changed: these files, as it seems, by their paths on the disk; None: anything."""
        with self._condition:
            self._is_rung, self._last = True, time.monotonic()
            self._files = None if files is None or self._files is None else self._files | set(files)
            self._condition.notify_all()

    def clear(self) -> frozenset[str] | None:
        """Whoever waits is about to look. The files that seem to have changed since it was last cleared; None: anything may."""
        with self._condition:
            files, self._files, self._is_rung = self._files, set(), False
            return None if files is None else frozenset(files)

    @property
    def is_rung(self) -> bool:
        """Whether it was rung since it was cleared."""
        return self._is_rung

    def wait(self, seconds: float) -> bool:
        """Wait until it is rung, at most so long; whether it is."""
        with self._condition:
            return self._condition.wait_for(lambda: self._is_rung, seconds)

    def settle(self, pause: float, most: float) -> None:
        """Wait until nothing has rung for `pause` seconds, at most `most`: a checkout writes its files one after another."""
        end = time.monotonic() + most
        while (left := min(self._last + pause, end) - time.monotonic()) > 0:
            time.sleep(left)
