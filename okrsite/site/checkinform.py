"""The check-in file that a team only has to fill in: every open key result and due KPI, what was said last as a comment.

An entry in which nothing is filled in is skipped by the reader, so nobody has to delete what they have no news of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import normpath

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures, KeyResultFigures
from okrsite.goals.model import Goals, KeyResult
from okrsite.site.reminders import DueKpi, due_kpis, open_cycles, open_key_results
from okrsite.site.wording import Wording
from okrsite.source.values import Text

__all__ = ["CheckinForm", "checkin_forms"]

_SHARES = {"progress", "none"}  # kinds whose check-ins say a share themselves


@dataclass(frozen=True, slots=True)
class CheckinForm:
    """A file to be written: `path` from the site's folder, `text` with blanks, and the content tree that it belongs to."""

    tree: int
    path: str
    text: str


def checkin_forms(goals: Goals, figures: Figures, words: Wording, team: str) -> tuple[CheckinForm, ...]:
    """A team's form, one for each content tree that has something open of it; named for the as-of day and a time."""
    found = []
    for number, tree in enumerate(goals.trees):
        folder = _folder(goals.teams[team].folders, tree.path)
        results = [
            one for one in open_key_results(goals, figures, team) if goals.objectives[one.objective].tree == number
        ]
        kpis = [one for one in due_kpis(goals, figures, team) if one.kpi.tree == number]
        if folder and (results or kpis):
            stem = f"{folder}/checkins/{figures.day.isoformat()}-{team}"
            path = f"{stem}-{_time(goals, figures, team, stem)}.yml"
            found.append(CheckinForm(number, path, _text(figures, words, results, kpis)))
    return tuple(found)


def _time(goals: Goals, figures: Figures, team: str, stem: str) -> str:
    """A second after the last check-in file of that name: a name that none has, and that is read after them all.

    The page's script puts the time there that it is. Without script this keeps a second check-in from the first one's name.
    """
    cycles = open_cycles(goals, figures, team)
    open_ones = (goals.objectives[ref] for ref in goals.teams[team].objectives)
    said = [result.checkins for one in open_ones if one.cycle in cycles for result in one.key_results]
    said += [goals.kpis[ref].checkins for ref in goals.teams[team].kpis]
    paths = {one.places.path for checkins in said for one in checkins if one.date == figures.day}
    times = [match[1] for path in paths if (match := re.match(rf"{re.escape(stem)}-([0-9]{{6}})", path))]
    return f"{int(max(times, default='-1')) + 1:06}"


def _folder(folders: Iterable[str], tree: str) -> str | None:
    """The team's folder in a content tree."""
    root = normpath(tree)
    return next((one for one in folders if root in {".", one} or one.startswith(f"{root}/")), None)


def _text(figures: Figures, words: Wording, results: list[KeyResult], kpis: list[DueKpi]) -> str:
    how = words.gettext("Fill in what is new. What stays blank is skipped.")
    lines = [
        f"# {how}",
        f"date: {figures.day.isoformat()}",
        "by:",
        "checkins:",
    ]
    for one in results:
        lines += _of_key_result(one, figures.key_results[one.ref], words)
    for due in kpis:
        lines += _of_kpi(due, figures, words)
    return "\n".join(lines) + "\n"


def _of_key_result(one: KeyResult, figures: KeyResultFigures, words: Wording) -> list[str]:
    lines = ["", f"  # {_plain(words, one.record.title)}", f"  - key_result: {one.ref}"]
    if figures.kind in {"move", "keep"}:
        unit = one.record.metric.unit if one.record.metric else None
        last = figures.series[-1] if figures.series else None
        said = words.quantity(last[1], unit) if last else None
        lines.append(_blank("value", words, said, last[0].isoformat() if last else None))
    elif figures.kind in _SHARES:
        lines.append(
            _blank("progress", words, words.percent(figures.progress) if figures.progress is not None else None)
        )
    confidence = words.percent(float(figures.confidence)) if figures.confidence is not None else None
    return [*lines, _blank("confidence", words, confidence), "    note:"]


def _of_kpi(due: DueKpi, figures: Figures, words: Wording) -> list[str]:
    known = figures.kpis[due.kpi.ref]
    said = words.quantity(known.value, due.kpi.record.unit) if known.value is not None else None
    return [
        "",
        f"  # {_plain(words, due.kpi.record.name)}",
        f"  - kpi: {due.kpi.ref}",
        f"    period: {due.period}",
        _blank("value", words, said, known.period),
        "    note:",
    ]


def _blank(name: str, words: Wording, said: str | None, when: str | None = None) -> str:
    """`    value:  # last: 5 students, 2026-11-04`."""
    if said is None:
        return f"    {name}:"
    last = words.gettext("last: %(said)s", said=" ".join(said.split()))
    return f"    {name}:  # {last}, {when}" if when else f"    {name}:  # {last}"


def _plain(words: Wording, text: Text) -> str:
    """A title as one line, whatever is in it."""
    return " ".join(words.text(text).split())
