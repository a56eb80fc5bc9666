"""Swapping one folder for another, as near to at once as the system allows."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

from okrsite.publish import journal

__all__ = ["exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, output: Path, old: Path) -> None:
    """Put the folder `new` in the place of `output`, by way of `old`; the bytes of `new` are on disk before any of it is seen.

    On Linux the two change places in one step. Elsewhere there is an instant without the folder; an interruption in it is
    mended by the next command, which finds `old`. A folder that cannot be renamed (a mount) gets its files one by one.
    """
    journal.sync(new)
    if not output.exists():
        new.rename(output)
        return
    if _exchange_at_once(new, output):
        shutil.rmtree(new)
        return
    try:
        output.rename(old)
    except OSError:
        journal.stage(new, output)
        journal.finish(output)
        shutil.rmtree(new)
        return
    new.rename(output)
    shutil.rmtree(old)


def _exchange_at_once(new: Path, output: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    names = os.fsencode(new), os.fsencode(output)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
