"""What errors on one side keep from being compared is not told as the change's doing; pure."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from okrsite.history.changes import Checked, Difference, GoalChange, Measured
from okrsite.problems import Problem
from okrsite.source.method import METHOD

__all__ = ["only_comparable"]

_HANG_ON_NEWS = ("stale", "kpi-stale")  # found too where a file of check-ins or of values can't be read


def only_comparable(found: Difference, before: frozenset[str], after: frozenset[str]) -> Difference:
    """The difference without what may only seem so; `before` and `after`: the files with errors on each side.

    What is missing from a file that can't be read is neither new nor gone. Where a file can be read on one side alone, figures hang on
    that, and are told only where something of it was written anew; and what the rules of method find is neither solved by an
    error, nor introduced where one is mended.
    """
    if not before | after:
        return found
    is_one_sided = before != after
    checkins = tuple(_of_checkins(found.checkins)) if is_one_sided else found.checkins
    values = tuple(_of_values(found.values)) if is_one_sided else found.values
    written = {ref for ref, _ in (*checkins, *values)}
    return replace(
        found,
        goals=tuple(
            change
            for change in found.goals
            if not _seems_so(change, before | after)
            and not (is_one_sided and _is_figure_alone(change) and change.ref not in written)
        ),
        checkins=checkins,
        values=values,
        introduced=_without(found.introduced, METHOD if before - after else _HANG_ON_NEWS if after - before else ()),
        solved=_without(found.solved, METHOD if after - before else ()),
    )


def _seems_so(change: GoalChange, unread: frozenset[str]) -> bool:
    if change.place.path not in unread:
        return False
    return change.happening in {"new", "gone"} or (change.kind == "team" and change.was is None)


def _is_figure_alone(change: GoalChange) -> bool:
    return change.happening == "changed" and not change.fields and change.was is None


def _of_checkins(checkins: tuple[tuple[str, tuple[Checked, ...]], ...]) -> Iterator[tuple[str, tuple[Checked, ...]]]:
    for ref, changes in checkins:
        if left := tuple(one for one in changes if one.happening != "gone"):
            yield ref, left


def _of_values(values: tuple[tuple[str, tuple[Measured, ...]], ...]) -> Iterator[tuple[str, tuple[Measured, ...]]]:
    for ref, changes in values:
        if left := tuple(one for one in changes if one.after is not None):
            yield ref, left


def _without(problems: tuple[Problem, ...], rules: Container[str]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.rule not in rules)
