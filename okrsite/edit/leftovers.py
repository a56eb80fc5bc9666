"""Files that a command was about to move to their places: how they are called, and what becomes of those of one that was killed."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["remove_leftovers", "staged_file"]

_PREFIX = ".okrsite-edit-"
_STAGED = re.compile(rf"{re.escape(_PREFIX)}(\d+)-")
_LONG = 3600.0  # seconds, in which no command is at it any more; another program may have its process's number by now


def staged_file(folder: Path) -> tuple[int, str]:
    """A new file in a folder, opened to be written, with its path; its name says which process makes it."""
    return tempfile.mkstemp(dir=folder, prefix=f"{_PREFIX}{os.getpid()}-")


def remove_leftovers(top: Path) -> None:
    """Remove such files of processes that have ended, from a folder and all below it."""
    for folder, _, names in os.walk(top):
        for name in names:
            if found := _STAGED.match(name):
                path = Path(folder, name)
                with suppress(OSError):
                    if not _is_running(int(found[1])) or time.time() - path.lstat().st_mtime > _LONG:
                        path.unlink()


def _is_running(process: int) -> bool:
    """Whether a process may be running; of one that can't be asked it is assumed."""
    if sys.platform == "win32":  # where asking ends it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
