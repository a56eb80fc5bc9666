"""One build at a time into one folder. The system lets go of the lock when the processes that write end, however they end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["held"]

_PATIENCE = 1.0  # seconds: workers of a build that was killed need a moment to end
_PAUSE = 0.02
_OPENED = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Whether this process alone, with the workers that it forks, has the lock file `path`, until the end of the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = _patiently_taken(path)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            with suppress(OSError):  # Windows keeps a file that is open
                path.unlink()
            os.close(descriptor)


def _patiently_taken(path: Path) -> int | None:
    until = time.monotonic() + _PATIENCE
    while (descriptor := _taken(path)) is None and time.monotonic() < until:
        time.sleep(_PAUSE)
    return descriptor


def _taken(path: Path) -> int | None:
    """The lock file, opened and locked; None where another has it."""
    descriptor = os.open(path, _OPENED, 0o666)
    try:
        if _locked(descriptor) and _is_at(path, descriptor):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether the open file is still the one of that name: whoever had the lock removed it, and another may lie there now."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  there is none elsewhere

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  there is none on Windows

            fcntl.flock(
                descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB
            )  # workers inherit it: while one writes, nobody else does
    except OSError:
        return False
    return True
