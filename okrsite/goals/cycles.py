"""Cycles: which there are, which lies in which, and which of them a team is in on a day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from okrsite.goals.circles import circles, told
from okrsite.goals.model import Cycle
from okrsite.problems import Problem
from okrsite.source.ids import normalised
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from okrsite.source.records import CycleSetting, Site

__all__ = ["all_cycles", "current_cycles", "enclosing_cycles", "latest_first", "open_on"]


def all_cycles(site: Site, files: Iterable[str]) -> tuple[dict[str, Cycle], list[Problem]]:
    """The cycles that the stems of `files` imply and that site.yml lists: by start, the longer first.

    What has no dates, or ends before it starts, is no cycle; the reader has told of it. Circles of parents are problems
    where the dates have a part in them, and are opened.
    """
    settings: dict[str, CycleSetting] = {}
    for setting in site.cycles:
        settings.setdefault(setting.id, setting)
    dated = [_listed(setting, site.year_starts) for setting in settings.values()]
    dated += [_implied(id_, site.year_starts) for id_ in files if id_ not in settings]
    known = sorted((cycle for cycle in dated if cycle), key=lambda cycle: (cycle.start, -cycle.days, cycle.id))
    return _with_parents({cycle.id: cycle for cycle in known}, settings)


def enclosing_cycles(cycles: Mapping[str, Cycle]) -> dict[str, tuple[str, ...]]:
    """For each cycle those around it: its parent, that one's…, then others that contain it, the shortest first."""
    by_length = _ByLength(cycles.values())
    around: dict[str, tuple[str, ...]] = {}
    for cycle in cycles.values():
        around[cycle.id] = tuple(_parents(cycle, cycles) | dict.fromkeys(by_length.around(cycle)))
    return around


def open_on(cycle: Cycle, day: dt.date) -> bool:
    """Whether `day` is one of its days."""
    return cycle.start <= day <= cycle.end


def current_cycles(cycles: Mapping[str, Cycle], used: Collection[str], day: dt.date) -> tuple[str, ...]:
    """A team's current cycles on `day`, the shortest first; `used`: the cycles in which it has objectives.

    Those that are open, else the latest that has begun, else the next.
    """
    own = sorted((cycles[id_] for id_ in set(used)), key=_shortest)
    if still_open := tuple(cycle.id for cycle in own if open_on(cycle, day)):
        return still_open
    if begun := [cycle for cycle in own if cycle.start <= day]:
        return (max(begun, key=lambda cycle: cycle.start).id,)
    return (min(own, key=lambda cycle: cycle.start).id,) if own else ()


def latest_first(ids: Iterable[str], cycles: Mapping[str, Cycle]) -> list[str]:
    """Cycles by start, the latest first; of those that start together by id."""
    return sorted(sorted(ids), key=lambda id_: cycles[id_].start, reverse=True)


def _listed(setting: CycleSetting, year_starts: int) -> Cycle | None:
    named = cycle_period(setting.id, year_starts)
    start, end = setting.start or (named.start if named else None), setting.end or (named.end if named else None)
    if start is None or end is None or end < start:
        return None
    return Cycle(setting.id, setting.name, start, end, None, setting.checkin_every)


def _implied(id_: str, year_starts: int) -> Cycle | None:
    period = cycle_period(id_, year_starts)
    return Cycle(id_, None, period.start, period.end, None) if period else None


def _with_parents(
    cycles: dict[str, Cycle], settings: Mapping[str, CycleSetting]
) -> tuple[dict[str, Cycle], list[Problem]]:
    by_length = _ByLength(cycles.values())
    written = {id_: normalised(one.parent) for id_, one in settings.items() if one.parent}
    placed: dict[str, Cycle] = {}
    for cycle in cycles.values():
        parent = written.get(cycle.id)
        around = next(by_length.around(cycle), None)
        placed[cycle.id] = replace(cycle, parent=parent if parent in cycles else around)
    problems: list[Problem] = []
    for circle in list(circles({cycle.id: (cycle.parent,) for cycle in placed.values() if cycle.parent})):
        writer = next(id_ for id_ in circle if placed[id_].parent == written.get(id_))
        placed[writer] = replace(placed[writer], parent=None)
        if any(placed[id_].parent != written.get(id_) for id_ in circle if id_ != writer):
            message = f"These cycles each lie in the next: {told(circle)}."
            place = settings[writer].places.at("parent")
            problems.append(Problem(place, "circular-parent", message, "Take one `parent:` away."))
    return placed, problems


def _parents(cycle: Cycle, cycles: Mapping[str, Cycle]) -> dict[str, None]:
    """Its parent, that one's parent and so on, each once: with circular parents it comes to itself."""
    chain: dict[str, None] = {}
    above = cycle.parent
    while above is not None and above not in chain:
        chain[above] = None
        above = cycles[above].parent
    return chain


class _ByLength:
    """Cycles, the shortest first, so that those around one are found among the longer ones alone."""

    def __init__(self, cycles: Iterable[Cycle]) -> None:
        known = sorted(cycles, key=_shortest)
        self.lengths = [cycle.days for cycle in known]
        self.spans = [(cycle.start, cycle.end, cycle.id) for cycle in known]

    def around(self, cycle: Cycle) -> Iterator[str]:
        """Those that are longer and contain it."""
        begin, finish = cycle.start, cycle.end
        for start, end, id_ in islice(self.spans, bisect_right(self.lengths, cycle.days), None):
            if start <= begin and finish <= end:
                yield id_


def _shortest(cycle: Cycle) -> tuple[int, dt.date, str]:
    """Orders cycles by length; of equally long ones the earlier first."""
    return cycle.days, cycle.start, cycle.id
