"""Pages that went away while someone looked at them: where they went, or what is nearest."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from okrsite.publish.engine import Snapshot
from okrsite.theme.environment import BrokenTemplate

__all__ = ["Departures"]

_KEPT = 5  # states of the site that are remembered
_COMPARED = 40  # new pages whose headings are compared with the old one's
_HEADING = re.compile(rb"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Change:
    before: Snapshot
    after: Snapshot
    gone: frozenset[str]
    new: tuple[str, ...]


class Departures:
    """What the last few updates took away."""

    def __init__(self) -> None:
        self._changes: deque[_Change] = deque(maxlen=_KEPT)

    def note(self, before: Snapshot, after: Snapshot) -> None:
        """One state of the site followed another."""
        was, now = _pages(before), _pages(after)
        gone = was - now
        if gone and before.audience == after.audience and before.day == after.day:
            self._changes.append(_Change(before, after, frozenset(gone), tuple(sorted(now - was))))

    def whither(self, path: str) -> str | None:
        """The page that took the place of `path` (an output path): in another folder, or with the same heading."""
        for change in reversed(self._changes):
            if path in change.gone:
                return _moved_whole(path, change.new) or _same_heading(path, change)
        return None


def _pages(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(snapshot.contents.pages) if snapshot.contents else frozenset()


def _moved_whole(path: str, new: Iterable[str]) -> str | None:
    """The one new page whose path ends as `path` does, with the longest such end."""
    parts = path.split("/")
    for length in range(len(parts) - 1, 1, -1):
        end = "/" + "/".join(parts[-length:])
        found = [one for one in new if one.endswith(end) and _language(one, path)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _language(one: str, other: str) -> bool:
    """Whether both are in the same language, as far as paths tell: a translated page has its language in front."""
    return one.count("/") == other.count("/") or one.split("/", 1)[0] == other.split("/", 1)[0]


def _same_heading(path: str, change: _Change) -> str | None:
    heading = _heading(change.before, path)
    beside_first = sorted(change.new, key=lambda one: _parent(one) != _parent(path))
    found = (one for one in beside_first[:_COMPARED] if _heading(change.after, one) == heading)
    return next(found, None) if heading else None


def _parent(page: str) -> str:
    """The address above a page: `teams/` of `teams/academy/index.html`."""
    return page.rpartition("/")[0].rpartition("/")[0]


def _heading(snapshot: Snapshot, path: str) -> bytes | None:
    try:
        found = _HEADING.search(snapshot.file(path) or b"")
    except (BrokenTemplate, OSError):
        return None
    return found[1].strip() if found else None
