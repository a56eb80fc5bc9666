"""What git says of a goal: which target, weight or title was moved after its start, when and by whom."""

from __future__ import annotations

import datetime as dt

from okrsite.goals.history import Measure, Move
from okrsite.goals.model import KeyResult
from okrsite.site.charts.drawings import FormerTarget
from okrsite.site.people import policy
from okrsite.site.views.here import Here
from okrsite.site.views.measures import bound_words, metric_words
from okrsite.site.views.said import NoteLine, Said
from okrsite.source.records import Changed
from okrsite.source.values import Metric, Number, Text, Texts

__all__ = ["changed_lines", "former_targets", "moved_days"]


def changed_lines(here: Here, ref: str, changed: tuple[Changed, ...]) -> tuple[NoteLine, ...]:
    """What was changed after the start of a goal, up to the day, the newest first: as it was written down, and as git has it."""
    written = [(one.date, here.said(one.why)) for one in changed if one.date <= here.figures.day]
    moved = [(one.day, Said(_sentence(here, one))) for one in _moves(here, ref)]
    lines = sorted([*written, *moved], key=lambda line: line[0], reverse=True)
    return tuple(NoteLine(here.words.day(day), day.isoformat(), said) for day, said in lines)


def moved_days(here: Here, ref: str) -> list[tuple[dt.date, str]]:
    """On which days git saw it moved, with the words that say what and how."""
    return [(one.day, _sentence(here, one)) for one in _moves(here, ref)]


def former_targets(here: Here, key_result: KeyResult) -> tuple[FormerTarget, ...]:
    """What it was to reach before git saw that moved, each from its own day; only what can be read on today's scale."""
    metric, since, former = key_result.record.metric, key_result.start, []
    for move in _moves(here, key_result.ref):
        before, after = _metric(move.before), _metric(move.after)
        if move.field != "metric" or _levels(before) == _levels(after) or move.day <= since:
            continue
        if metric and before and (before.kind, before.unit) == (metric.kind, metric.unit):
            bound, unit = before.bound, before.unit
            label = bound_words(here.words, bound, unit) if bound else here.words.quantity(before.to or 0, unit)
            former.append(FormerTarget(since, min(move.day, key_result.due), _levels(before), label))
        since = move.day
    return tuple(former)


def _metric(value: Measure | Number | Text) -> Metric | None:
    return value.metric if isinstance(value, Measure) else None


def _levels(metric: Metric | None) -> tuple[float, ...]:
    """What is to be reached or held; nothing of what is no number."""
    if metric is None:
        return ()
    levels = (metric.bound.low, metric.bound.high) if metric.bound else (metric.to,)
    return tuple(float(level) for level in levels if level is not None)


def _moves(here: Here, ref: str) -> list[Move]:
    """Those of a site that names its repository: what was written before is nobody else's to read."""
    if not here.shared.is_editable:
        return []
    return [one for one in here.goals.history.moves.get(ref, ()) if one.day <= here.figures.day]


def _sentence(here: Here, move: Move) -> str:
    """What was moved from where to where, and by whom as far as people are shown."""
    words, before, after = here.words, _said(here, move.before), _said(here, move.after)
    match move.field:
        case "metric":
            sentence = words.gettext("The target “%(before)s” became “%(after)s”", before=before, after=after)
        case "weight":
            sentence = words.gettext("The weight was %(before)s and became %(after)s", before=before, after=after)
        case "title":
            sentence = words.gettext("The title was “%(before)s”", before=before)
    author = _author(here, move.author)
    return sentence if author is None else words.gettext("%(what)s (%(who)s)", what=sentence, who=author)


def _author(here: Here, written: str | None) -> str | None:
    """Whoever made a commit, as far as people are shown; who is nobody in the content by the name that git has."""
    known = here.person(written)
    if known is not None or written in here.goals.people:
        return known.text if known else None
    return written if policy(here.goals) in {"names", "pages"} else None


def _said(here: Here, value: Measure | Number | Text) -> str:
    if isinstance(value, str | Texts):
        return here.text(value)
    if not isinstance(value, Measure):
        return here.words.number(value)
    if value.metric is not None:
        return metric_words(here.words, value.metric, None)
    if value.milestones:
        return here.words.ngettext("%(num)s milestone", "%(num)s milestones", len(value.milestones))
    return here.words.gettext("without a measure")
