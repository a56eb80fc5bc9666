"""Ids for what has only a title: made from it, unique among its siblings, and free to be a folder's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.source.ids import MAX_ID, is_id, make_id, normalised
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["team_id", "unique_id"]

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)))
)  # no file of Windows is called so
_NOT_FOR_TEAMS = _DEVICES | {"checkins", "kpis", "updates", "pages", "people", "static", "index"}


def unique_id(title: str, taken: Collection[str], fallback: str) -> str:
    """The id that a title gives, with a number behind it where it is taken; `fallback` for one without letters."""
    made = make_id(title)
    if not is_id(normalised(made)):
        made = fallback
    elif made in _DEVICES:
        made = f"{fallback}-{made}"
    number, found = 1, made
    while found in taken:
        number += 1
        found = f"{made[: MAX_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    return found


def team_id(name: str, taken: Collection[str], listed: Collection[str]) -> str:
    """A team's id, which is its folder's name. `listed`: cycles of the site, which no team is named as."""
    made = make_id(name)
    is_reserved = made in _NOT_FOR_TEAMS or made in listed or cycle_period(made) is not None
    return unique_id(f"team-{made}" if is_reserved else name, taken, "team")
