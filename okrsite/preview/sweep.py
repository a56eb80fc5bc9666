"""Looking at every file's state, which misses nothing: the truth that watching only hastens."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from okrsite.publish.journal import MANIFEST

__all__ = ["Sweep", "left_out"]

State = tuple[int, int, int]
"""When it was changed, in ns, its size, its number on the disk."""

_OTHERS = {"node_modules", "__pycache__", ".git", ".hg", ".svn", ".okrsite", ".venv", ".tox", ".idea", ".vscode"}
_SWAP = (".swp", ".swx", "~")


def left_out(path: str) -> bool:
    """Whether a file or folder is none of a site's: what builds wrote, what editors, git and other tools keep for themselves."""
    name = os.path.basename(path)  # noqa: PTH119 - a string is at hand, for every entry of every folder
    if name in _OTHERS or name.endswith(_SWAP) or (name[0] == "." and ".okrsite-" in name):
        return True
    return any(os.path.exists(f"{path}/{mark}") for mark in (MANIFEST, "pyvenv.cfg"))  # noqa: PTH110 - likewise


class Sweep:
    """What all files below some folders looked like when they were last looked at."""

    def __init__(self) -> None:
        self._seen: Mapping[str, State] = {}
        self.seconds = 0.0
        """How long the last look took."""

    def look(self, roots: Iterable[Path]) -> bool:
        """Look again; whether anything differs from the last time."""
        began = time.monotonic()
        now = {path: state for root in roots for path, state in _states(str(root), frozenset())}
        changed, self._seen = now != self._seen, now
        self.seconds = time.monotonic() - began
        return changed


def _states(folder: str, around: frozenset[str]) -> Iterator[tuple[str, State]]:
    """Every file and folder below `folder`; `around` are the real paths of the folders that it lies in."""
    real = os.path.realpath(folder)
    if real in around:
        return
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError:
        return
    for entry in entries:
        try:
            is_folder = entry.is_dir()
            if left_out(entry.path) if is_folder else entry.name.endswith(_SWAP):
                continue
            stat = entry.stat()
        except OSError:  # gone meanwhile, or a link that leads nowhere
            continue
        if is_folder:
            yield entry.path, (0, 0, stat.st_ino)
            yield from _states(entry.path, around | {real})
        else:
            yield entry.path, (stat.st_mtime_ns, stat.st_size, stat.st_ino)
