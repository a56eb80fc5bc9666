"""A difference in one line: how much of what."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.history.changes import Difference, GoalChange, Happening, ThingKind
from okrsite.problems import Severity
from okrsite.site.diff.words import Teller
from okrsite.site.wording import Wording

__all__ = ["summary"]

_GOALS: tuple[ThingKind, ...] = ("objective", "key-result", "kpi", "team")


def summary(found: Difference, teller: Teller) -> str:
    """`1 objective given up, 1 target easier, 3 check-ins; 1 new warning, 2 problems solved`; empty for no difference."""
    words = teller.words
    comma = words.gettext(", ")
    parts = (comma.join(_goals(found, teller)), comma.join(_problems(found, words)))
    return words.gettext("; ").join(part for part in parts if part)


def _goals(found: Difference, teller: Teller) -> Iterator[str]:
    words = teller.words
    yield from _happened(found, teller, "dropped")
    yield from _happened(found, teller, "gone")
    moved = [field for change in found.goals if change.kind != "site" for field in change.fields]
    if eased := sum(field.tone == "easier" for field in moved):
        yield words.ngettext("%(num)s target easier", "%(num)s targets easier", eased)
    if flipped := sum(change.effect.verdict is not None for change in found.goals):
        yield words.ngettext("%(num)s verdict flipped", "%(num)s verdicts flipped", flipped)
    if raised := sum(field.tone == "harder" for field in moved):
        yield words.ngettext("%(num)s target harder", "%(num)s targets harder", raised)
    yield from _happened(found, teller, "new")
    yield from _happened(found, teller, "changed")
    if settings := sum(len(change.fields) for change in found.goals if change.kind == "site"):
        yield words.ngettext("%(num)s setting changed", "%(num)s settings changed", settings)
    if checkins := sum(len(these) for _, these in found.checkins):
        yield words.counted(checkins, words.term("check_in", checkins))
    if values := sum(len(these) for _, these in found.values):
        yield words.ngettext("%(num)s {kpi} value", "%(num)s {kpi} values", values)
    kinds = [change.kind for change in found.goals]
    if updates := kinds.count("update"):
        yield words.ngettext("%(num)s update", "%(num)s updates", updates)
    if pages := kinds.count("page"):
        yield words.ngettext("%(num)s page", "%(num)s pages", pages)
    if people := kinds.count("person"):
        yield words.ngettext("%(num)s person", "%(num)s people", people)


def _happened(found: Difference, teller: Teller, happening: Happening) -> Iterator[str]:
    for kind in _GOALS:
        if count := sum(_is_counted(change, kind, happening) for change in found.goals):
            things = teller.words.counted(count, teller.names.kind(kind, count))
            happened = teller.names.happened(happening)
            yield teller.words.gettext("%(things)s %(happened)s", things=things, happened=happened)


def _is_counted(change: GoalChange, kind: ThingKind, happening: Happening) -> bool:
    """Whether it is one of those; what only check-ins moved is no change of its own."""
    is_written = bool(change.fields or change.was) or happening != "changed"
    return change.kind == kind and change.happening == happening and is_written


def _problems(found: Difference, words: Wording) -> Iterator[str]:
    news = [problem.severity for problem in found.introduced]
    if errors := news.count(Severity.ERROR):
        yield words.ngettext("%(num)s new error", "%(num)s new errors", errors)
    if warnings := news.count(Severity.WARNING):
        yield words.ngettext("%(num)s new warning", "%(num)s new warnings", warnings)
    if notes := news.count(Severity.NOTE):
        yield words.ngettext("%(num)s new note", "%(num)s new notes", notes)
    if found.solved:
        yield words.ngettext("%(num)s problem solved", "%(num)s problems solved", len(found.solved))
