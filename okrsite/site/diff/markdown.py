"""A difference as a pull request's comment: short, what got worse first, the rest folded.

Nothing that people wrote is a link, a tag, a mention or a command of the forge in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from okrsite.history.changes import Difference, Effect, GoalChange
from okrsite.problems import Problem, Severity, has_errors
from okrsite.site.diff.counts import summary
from okrsite.site.diff.order import sorted_out
from okrsite.site.diff.words import PARTIAL, Teller, plural
from okrsite.site.plain import inert

__all__ = ["as_markdown"]

_OPEN = 8  # lines that are not folded
_FOLDED = 60  # lines of a fold; a comment holds 65,536 characters
_NOT_IN_CODE = re.compile(r"[`\s]+")


def as_markdown(found: Difference, base: str, head: str) -> str:
    """What differs, for a comment; `base` and `head`: what the two sides are called. Without a newline at the end."""
    about = f"<sub>{inert(base)} → {inert(head)}, both as of {found.day}</sub>"
    if found.is_nothing:
        return f"**Nothing changes in the goals.**\n\n{about}"
    teller, order = Teller(found.head or found.base), sorted_out(found)
    loud = [one for one in order.introduced if one.severity is not Severity.NOTE]
    notes = [one for one in order.introduced if one.severity is Severity.NOTE]
    told = [f"**{inert(summary(found))}**"]
    told += [PARTIAL] if found.is_partial else []
    parts = (
        ("Worse", [_change(one, teller) for one in order.worse]),
        ("New problems", [_problem(one, teller) for one in loud]),
    )
    for heading, lines in reversed(parts) if has_errors(loud) else parts:
        told += _listed(heading, lines)
    told += _fold("Changed", [_change(one, teller) for one in order.changed])
    told += _fold("New", [_change(one, teller) for one in order.new])
    told += _fold("Check-ins", _checkins(found, teller))
    told += _fold("KPI values", _values(found, teller))
    told += _fold("Better", [_change(one, teller) for one in order.better])
    told += _fold("New notes", [_problem(one, teller) for one in notes])
    told += _fold("Solved problems", [_problem(one, teller) for one in found.solved])
    return "\n\n".join([*told, about])


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    """Lines in sight, and the rest of many folded."""
    if not lines:
        return []
    shown = "\n".join(lines[:_OPEN])
    return [f"#### {heading}\n\n{shown}", *_fold(f"{heading}, the rest", lines[_OPEN:])]


def _fold(heading: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    shown = list(lines[:_FOLDED])
    if len(lines) > _FOLDED:
        shown.append(f"- and {len(lines) - _FOLDED:,} more: `okrsite diff` tells all of them")
    body = "\n".join(shown)
    return [f"<details><summary>{heading}: {len(lines):,}</summary>\n\n{body}\n\n</details>"]


def _change(change: GoalChange, teller: Teller) -> str:
    sentences = "; ".join(_with_code(one) for one in teller.sentences(change))
    head = f"- {teller.what(change)}: **{inert(teller.text(change.title))}** {_code(change.ref)}"
    return f"{head}: {sentences}" if sentences else head


def _problem(problem: Problem, teller: Teller) -> str:
    message = _with_code(teller.text(problem.message, 300))
    return f"- {problem.severity.value} {_code(problem.rule)} in {_code(str(problem.place))}: {message}"


def _checkins(found: Difference, teller: Teller) -> list[str]:
    if found.head is None:
        return []
    effects = {change.ref: change.effect for change in found.goals if change.kind == "key-result"}
    lines = []
    for ref, these in found.checkins:
        record = found.head.key_result(ref).record
        unit = record.metric.unit if record.metric else None
        said = "; ".join(inert(teller.checkin(one, unit)) for one in these[-3:])
        more = f"; and {plural(len(these) - 3, 'earlier one')}" if len(these) > 3 else ""
        effect = "".join(f"; {inert(one)}" for one in teller.effect(effects.get(ref, Effect())))
        lines.append(f"- **{inert(teller.text(record.title))}** {_code(ref)}: {said}{more}{effect}")
    return lines


def _values(found: Difference, teller: Teller) -> list[str]:
    if found.head is None:
        return []
    lines = []
    for ref, values in found.values:
        kpi = found.head.kpis[ref].record
        more = f"{plural(len(values) - 6, 'earlier period')}; " if len(values) > 6 else ""
        said = inert(teller.measured(values[-6:], kpi.unit))
        lines.append(f"- **{inert(teller.text(kpi.name))}** {_code(ref)}: {more}{said}")
    return lines


def _code(text: str) -> str:
    """Text as code, in which nothing means anything."""
    return f"`{_NOT_IN_CODE.sub(' ', text)}`"


def _with_code(text: str) -> str:
    """A sentence of the tool's, whose `names` are code; all else in it may be people's."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return inert(text)
    return "".join(_code(part) if index % 2 else inert(part) for index, part in enumerate(parts))
