"""Looking at every file's state, which misses nothing: the truth that watching only hastens."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from okrsite.publish.journal import MANIFEST

__all__ = ["State", "Sweep", "left_out", "state_of"]

State = tuple[int, int, int]
"""When it was changed, in ns, its size, its number on the disk."""

_OTHERS = {"node_modules", "__pycache__", ".git", ".hg", ".svn", ".okrsite", ".venv", ".tox", ".idea", ".vscode"}
_MARKS = frozenset({MANIFEST, "pyvenv.cfg"})  # a folder with one of them is another's
_SWAP = (".swp", ".swx", "~")


def left_out(path: str) -> bool:
    """Whether a file or folder is none of a site's: what builds wrote, what editors, git and other tools keep for themselves."""
    if _is_own_business(os.path.basename(path)):  # noqa: PTH119 - a string is at hand, for every entry of every folder
        return True
    return any(os.path.exists(f"{path}/{mark}") for mark in _MARKS)  # noqa: PTH110 - likewise


def _is_own_business(name: str) -> bool:
    """Whether a file or folder of that name is what a tool keeps for itself."""
    return name in _OTHERS or name.endswith(_SWAP) or (name[0] == "." and ".okrsite-" in name)


class Sweep:
    """What all files below some folders looked like when they were last looked at."""

    def __init__(self) -> None:
        self._seen: Mapping[str, State] = {}
        self.seconds = 0.0
        """How long the last look took."""

    def look(self, roots: Iterable[Path], known: Mapping[str, State | None] | None = None) -> bool:
        """Look again; whether anything differs from the last time, and from what is `known` of some files by now."""
        began = time.monotonic()
        now: dict[str, State] = {}
        for root in roots:
            _look_into(str(root), os.path.realpath(root), frozenset(), now)
        before = dict(self._seen)
        for path, state in (known or {}).items():
            if state is None:
                before.pop(path, None)
            else:
                before[path] = state
        changed, self._seen = now != before, now
        self.seconds = time.monotonic() - began
        return changed


def state_of(path: str) -> State | None:
    """What a file looks like now; None: there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - as for every other file
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _look_into(folder: str, real: str, around: frozenset[str], states: dict[str, State]) -> None:
    """Put down every file and folder below `folder`, whose real path is `real`; `around` are those of the folders that it lies in."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError:
        return
    if around and not _MARKS.isdisjoint(entry.name for entry in entries):
        states.pop(folder, None)  # what a build wrote, or a tool keeps for itself
        return
    inside = around | {real}
    for entry in entries:
        try:
            is_folder = entry.is_dir()
            if _is_own_business(entry.name) if is_folder else entry.name.endswith(_SWAP):
                continue
            stat = entry.stat()
        except OSError:  # gone meanwhile, or a link that leads nowhere
            continue
        if not is_folder:
            states[entry.path] = stat.st_mtime_ns, stat.st_size, stat.st_ino
            continue
        inner = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}{os.sep}{entry.name}"
        if inner not in inside:
            states[entry.path] = 0, 0, stat.st_ino
            _look_into(entry.path, inner, inside, states)
