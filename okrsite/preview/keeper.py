"""Keeps what is shown up to date: waits for the bell, lets the dust settle, has the engine read again, publishes, sweeps."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from okrsite.preview.bell import Bell
from okrsite.preview.board import Board, Shown, View, mistake
from okrsite.preview.sweep import State, Sweep, state_of
from okrsite.preview.watch import Watcher
from okrsite.publish.engine import Engine, Snapshot
from okrsite.publish.prepare import UnknownAudience
from okrsite.source.config import read_config

__all__ = ["Keeper", "Told"]

_PAUSE = 0.025  # seconds of quiet that end a burst: gaps within a checkout are at most 16 ms
_LONGEST = 1.0  # seconds of a burst after which it is shown all the same
_AFTER_BURST = 1.0  # seconds after a burst at which all files are looked at
_FEW = 50  # files of a small change
_IDLE = 5.0  # seconds between two looks where nothing happens
_SHARE = 100  # a look takes at most this part of the time
_QUARTER = 900  # seconds; days begin on a quarter of an hour everywhere

Told = Callable[[Shown, float], None]
"""Told of each state, and how many seconds it took to make."""


@dataclass
class Keeper:
    """The one thread that reads. `view` is what to show. `poll`: look at files each second instead."""

    engine: Engine
    board: Board
    bell: Bell
    view: View
    poll: bool
    told: Told
    warn: Callable[[str], None]

    def __post_init__(self) -> None:
        self._sweep = Sweep()
        self._watcher = None if self.poll else Watcher(self.bell.ring)
        self._quarter = self._next_look = 0.0
        self._roots: tuple[Path, ...] = ()
        self._warned = False
        self._followed: dict[
            str, State | None
        ] = {}  # files that were read since the last look, as they were right before

    def first(self) -> None:
        """Make the first state. Raises UnknownAudience."""
        self._note_time()
        began = time.monotonic()
        self._follow()
        self._look()  # before reading, so that what changes meanwhile is seen
        with self.board.engine:
            snapshot = self.engine.update(self.view.audience, self.view.as_of)
            gc.freeze()
        self._publish(snapshot, self.view, began)

    def keep(self) -> None:
        """Go on until interrupted."""
        while True:
            self.bell.wait(max(0.05, min(self._next_look - time.monotonic(), 20)))
            if self.bell.is_rung:
                self.bell.settle(_PAUSE, _LONGEST)
                files = self.bell.clear()
                if not self._is_followed(files):
                    self._look()  # before reading, so that what changes meanwhile is seen, and nothing is seen twice
                    self._again()
            elif self._is_due():
                self._again()

    def show(self, view: View) -> None:
        """Show another view; from any thread."""
        self.view = view
        self.bell.ring()

    def close(self) -> None:
        """Stop watching."""
        if self._watcher:
            self._watcher.close()

    def _is_due(self) -> bool:
        """Whether a look at all files, or at the clock, finds that something changed."""
        looked = time.monotonic() >= self._next_look and self._look()
        return self._note_time() or looked

    def _note_time(self) -> bool:
        """Whether a quarter of an hour began, and so perhaps a day."""
        before, self._quarter = self._quarter, time.time() // _QUARTER
        return self._quarter != before

    def _look(self) -> bool:
        changed = self._sweep.look(self._roots, self._followed)
        self._followed = {}
        self._next_look = time.monotonic() + (1.0 if self.poll else max(_IDLE, _SHARE * self._sweep.seconds))
        return changed

    def _is_followed(self, files: frozenset[str] | None) -> bool:
        """Whether a small change to these files could be shown at once; a look at all files, soon after, finds what else there is."""
        began, view, root = time.monotonic(), self.view, f"{self.engine.site_dir.resolve()}{os.sep}"
        if not files or len(files) > _FEW or not all(file.startswith(root) for file in files):
            return False
        states = {file: state_of(file) for file in files}
        try:
            with self.board.engine:
                paths = [file.removeprefix(root).replace(os.sep, "/") for file in files]
                snapshot = self.engine.follow(paths, view.audience, view.as_of)
        except Exception:  # an update tells what it is
            return False
        if snapshot is None:
            return False
        self._followed |= states
        self.told(self.board.publish(snapshot, view), time.monotonic() - began)
        self._next_look = min(self._next_look, time.monotonic() + _AFTER_BURST)
        return True

    def _again(self) -> None:
        began, view = time.monotonic(), self.view
        try:
            with self.board.engine:
                snapshot = self.engine.update(view.audience, view.as_of)
                gc.freeze()  # else a search for garbage among all that is kept would hold up a save
        except UnknownAudience as error:  # site.yml has changed
            self.warn(str(error))
            self.view = View(None, view.as_of)
            self.bell.ring()
        except Exception as error:  # whatever it is, the next save may mend it
            self.told(self.board.stumble(mistake(error)), time.monotonic() - began)
        else:
            if snapshot.is_ready or not self.bell.is_rung:  # else it is half of a save that goes on
                self._publish(snapshot, view, began)
        self._next_look = min(self._next_look, time.monotonic() + _AFTER_BURST)

    def _publish(self, snapshot: Snapshot, view: View, began: float) -> None:
        self.told(self.board.publish(snapshot, view), time.monotonic() - began)
        self._follow(snapshot)

    def _follow(self, snapshot: Snapshot | None = None) -> None:
        """Watch what the site is made of; while it cannot be read, also what it was made of."""
        site_dir = self.engine.site_dir
        roots = {
            *(self._roots if not snapshot or not snapshot.is_ready else ()),
            *(snapshot.watched if snapshot else ()),
        }
        trees = read_config(site_dir).trees if not snapshot or not snapshot.is_ready else ()
        roots |= {site_dir.resolve(), *((site_dir / tree.path).resolve() for tree in trees)}
        self._roots = tuple(
            sorted(one for one in roots if not any(one != other and one.is_relative_to(other) for other in roots))
        )
        if self._watcher and not self._watcher.follow(self._roots) and not self._warned:
            self._warned = True
            self.warn(
                "The system watches no more folders, so some saves show after seconds; --poll shows them within one."
            )
