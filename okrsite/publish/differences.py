"""Where two states of a site differ, by what pages ask of it: nothing is compared that no page has asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from okrsite.goals.model import Objective
from okrsite.site.reads import IN_ORDER, IS_ANY, WHOLE, Reads
from okrsite.site.views.listed import ListedGoals
from okrsite.site.views.shared import Shared
from okrsite.site.views.watched import answer
from okrsite.source.fields import Record
from okrsite.source.rows import Lazy

__all__ = ["Differences"]

_NOTHING = object()


@dataclass(frozen=True, slots=True)
class _Difference:
    """Of one table: the keys with another answer, and whether anything differs, the order too."""

    keys: frozenset[Any]
    whole: bool


@dataclass(slots=True)
class Differences:
    """Between two editions of a site as of one day, whose site.yml and theme are the same."""

    before: Shared
    now: Shared
    _known: dict[str, _Difference] = field(default_factory=dict)

    def touch(self, reads: Reads) -> bool:
        """Whether anything of what was read is not the same any more."""
        for name, keys in reads.items():
            found = self._known.get(name) or self._of(name)
            if found.whole if keys is WHOLE else not found.keys.isdisjoint(keys):
                return True
        return False

    def _of(self, name: str) -> _Difference:
        was, now = answer(self.before, name), answer(self.now, name)
        if isinstance(was, Mapping):
            found = _of_tables(was, now)
        elif isinstance(was, frozenset):
            found = _Difference(frozenset(was ^ now), was != now)
        else:
            found = _Difference(frozenset(), was != now)
        self._known[name] = found
        return found


def _of_tables(was: Mapping[Any, Any], now: Mapping[Any, Any]) -> _Difference:
    if was is now:
        return _Difference(frozenset(), whole=False)
    if isinstance(was, ListedGoals) and isinstance(now, ListedGoals):
        keys: set[Any] = now.changed_since(was)
    else:
        keys = _changed(was, now)
    if bool(was) is not bool(now):
        keys.add(IS_ANY)
    if list(was) != list(now):
        keys.add(IN_ORDER)
    return _Difference(frozenset(keys), whole=bool(keys))


def _changed(was: Mapping[Any, Any], now: Mapping[Any, Any]) -> set[Any]:
    keys = {
        key for key, value in now.items() if (old := was.get(key, _NOTHING)) is not value and not _is_same(old, value)
    }
    return keys | (was.keys() - now.keys())


def _is_same(was: Any, now: Any) -> bool:
    """Whether two things say the same and are written in the same place: a page may lead to the line."""
    if was is now:
        return True
    return was is not _NOTHING and was == now and all(map(_is_written_there, _records(was), _records(now)))


def _records(thing: Any) -> list[Any]:
    """What something was read from; of two that are equal as many."""
    found = [getattr(thing, "record", None)]
    if isinstance(thing, Objective):
        found += [checkin for one in thing.key_results for checkin in one.checkins]
    return found


def _is_written_there(was: object, now: object) -> bool:
    """Whether records that are equal, and all in them, stand on the same lines."""
    if was is now:
        return True
    if isinstance(was, tuple | Lazy) and isinstance(now, tuple | Lazy):
        return all(map(_is_written_there, was, now))
    if not isinstance(was, Record) or not isinstance(now, Record):
        return True
    return was.places == now.places and all(
        _is_written_there(getattr(was, one.name), getattr(now, one.name)) for one in fields(was) if one.compare
    )
