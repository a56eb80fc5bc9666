"""One build at a time into one folder. The system lets go of the lock when the process ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["held"]


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Whether this process alone has the lock file `path`, until the end of the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        alone = _locked(file)
        try:
            yield alone
        finally:
            if alone:
                path.unlink(missing_ok=True)


def _locked(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  there is none elsewhere

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  there is none on Windows

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # forked workers do not inherit this kind
    except OSError:
        return False
    return True
