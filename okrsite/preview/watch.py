"""watchdog as a bell: that something below some folders changed, at once. What it misses, a sweep finds.

Reading never wakes it: opening and closing a file that was only read are no events here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from okrsite.preview.sweep import left_out

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

__all__ = ["Watcher"]

_CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]

Ring = Callable[[Iterable[str] | None], None]
"""Told of the files that an event is about; None: of a folder, so that anything below it may have changed."""

Target = tuple[str, int, bool]
"""A folder, its number on the disk, and whether all below it is meant: a folder made anew is another target."""


class _Ringing(FileSystemEventHandler):
    """Rings for a change of what is, or lies below, one of `folders`."""

    def __init__(self, ring: Ring) -> None:
        self._ring = ring
        self.folders: tuple[str, ...] = ()

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if any(self._matters(path) for path in paths):
            self._ring(None if event.is_directory else paths)

    def _matters(self, path: str) -> bool:
        if path in self.folders:
            return True
        below = any(path.startswith(folder + os.sep) for folder in self.folders)
        return below and not left_out(path)


class Watcher:
    """Follows folders, wherever they go; `ring` is called from other threads, with the files that seem to have changed."""

    def __init__(self, ring: Ring) -> None:
        self._handler = _Ringing(ring)
        self._observer: BaseObserver = Observer()
        self._followed: dict[Target, ObservedWatch] = {}
        self._observer.start()

    def follow(self, roots: Sequence[Path]) -> bool:
        """Watch these folders and what is below them; False where the system watches no more of them."""
        wanted = {target for root in roots for target in _targets(root)}
        self._handler.folders = (*map(str, roots), *(folder for folder, _, whole in wanted if whole))
        for target in self._followed.keys() - wanted:
            with suppress(OSError, KeyError):
                self._observer.unschedule(self._followed[target])
            del self._followed[target]
        results = [self._watch(target) for target in sorted(wanted - self._followed.keys())]
        return all(results)

    def _watch(self, target: Target) -> bool:
        folder, _, whole = target
        try:
            self._followed[target] = self._observer.schedule(
                self._handler, folder, recursive=whole, event_filter=_CHANGES
            )
        except FileNotFoundError:
            return True  # gone meanwhile; its parent is watched
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Stop watching."""
        self._observer.stop()


def _targets(root: Path) -> Iterator[Target]:
    """The folder above `root`, which sees it come and go; `root` itself; each folder in it, with all below."""
    for folder in (root.parent, root):
        with suppress(OSError):
            yield str(folder), folder.stat().st_ino, False
    try:
        children = [Path(entry.path).resolve() for entry in os.scandir(root) if entry.is_dir()]
    except OSError:
        return
    for child in children:
        with suppress(OSError):
            if not left_out(str(child)):
                yield str(child), child.stat().st_ino, True
