"""What is shown now: the last site without errors, what is wrong since, and who waits for the next."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from okrsite.preview.departed import Departures
from okrsite.problems import Place, Problem
from okrsite.publish.engine import Snapshot
from okrsite.theme.environment import BrokenTemplate

__all__ = ["Board", "Shown", "View", "mistake"]


@dataclass(frozen=True, slots=True)
class View:
    """For whom, and as of which day; None: the widest audience, today."""

    audience: str | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One state of the preview. `good` is the last site without errors, None before there is one; `problems` are those of now."""

    id: str
    view: View
    good: Snapshot | None
    problems: tuple[Problem, ...]
    is_broken: bool


class Board:
    """Holds what is shown. Builders and readers are in several threads; the site is for one at a time (`engine`)."""

    def __init__(self, view: View) -> None:
        self._start = secrets.token_hex(4)  # so that a page notices another server at the same address
        self._number = 0
        self._shown = Shown(self._id(), view, None, (), is_broken=False)
        self._news = threading.Condition()
        self._last_good: dict[str, bytes] = {}
        self._departures = Departures()
        self.engine = threading.Lock()
        """Held by whoever works with the engine or a snapshot of its."""

    def _id(self) -> str:
        return f"{self._start}-{self._number}"

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def publish(self, snapshot: Snapshot, view: View) -> Shown:
        """Show the site as it is in `snapshot`; one with errors leaves the last good one in place, under its problems."""
        before = self._shown.good
        good = snapshot if snapshot.is_ready else before
        if before and good and good is not before:
            self._departures.note(before, good)
        is_broken = not snapshot.is_ready
        return self._show(replace(self._shown, view=view, good=good, problems=snapshot.problems, is_broken=is_broken))

    def stumble(self, problem: Problem) -> Shown:
        """Show that there is no newer site, and why."""
        return self._show(replace(self._shown, problems=(problem,), is_broken=True))

    def _show(self, shown: Shown) -> Shown:
        with self._news:
            self._number += 1
            self._shown = replace(shown, id=self._id())
            self._news.notify_all()
            return self._shown

    def wait(self, seen: str, seconds: float) -> Shown | None:
        """What is shown once that is not `seen`; None when nothing came in so many seconds."""
        with self._news:
            return self._shown if self._news.wait_for(lambda: self._shown.id != seen, seconds) else None

    def file(self, path: str) -> bytes | None:
        """A file of the site. A page that a broken template spoils stays as it was last, and the template's problem is shown."""
        shown = self._shown
        if shown.good is None:
            return None
        try:
            with self.engine:
                content = shown.good.file(path)
        except BrokenTemplate as error:
            self._spoiled(shown, error.problem)
            return self._last_good.get(path)
        except OSError:  # a copied file that is gone; the next update knows
            return None
        if content is not None and path.endswith(".html"):
            self._last_good[path] = content
        return content

    def source(self, path: str) -> Path | None:
        """The file of the site's folder that is published as it is at `path`; None where there is none."""
        good = self._shown.good
        return good.source(path) if good else None

    def whither(self, path: str) -> str | None:
        """The page that took the place of one that is gone; None where none did. Both are output paths."""
        with self.engine:
            return self._departures.whither(path)

    def _spoiled(self, shown: Shown, problem: Problem) -> None:
        with self._news:
            if self._shown.id != shown.id or problem in shown.problems:
                return
        self._show(replace(shown, problems=(problem, *shown.problems), is_broken=True))


def mistake(error: Exception) -> Problem:
    """What to show where okrsite itself stumbled: the preview goes on, and the next save may mend it."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    hint = "The last good site stays. Run `okrsite check`; if it stumbles too, please report it with what it prints."
    return Problem(Place("site.yml"), "preview-stumbled", f"okrsite stumbled over this: {what}", hint)
