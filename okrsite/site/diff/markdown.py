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
from okrsite.site.diff.words import Teller
from okrsite.site.plain import inert, inert_part
from okrsite.site.wording import Wording

__all__ = ["as_markdown"]

_OPEN = 8  # lines that are not folded
_FOLDED = 60  # lines of a fold; a comment holds 65,536 characters
_NOT_IN_CODE = re.compile(r"[`\s]+")


def as_markdown(found: Difference, base: str, head: str, words: Wording) -> str:
    """What differs, for a comment; `base` and `head`: what the two sides are called. Without a newline at the end."""
    gettext = words.gettext
    teller, order = Teller(words), sorted_out(found)
    about = f"<sub>{inert(teller.sides(base, head, found.day))}</sub>"
    if found.is_nothing:
        return f"**{inert(teller.nothing())}**\n\n{about}"
    loud = [one for one in order.introduced if one.severity is not Severity.NOTE]
    notes = [one for one in order.introduced if one.severity is Severity.NOTE]
    told = [f"**{inert(summary(found, teller))}**"]
    told += [inert(teller.partial())] if found.is_partial else []
    parts = (
        (gettext("Worse"), [_change(one, teller) for one in order.worse]),
        (gettext("New problems"), [_problem(one, teller) for one in loud]),
    )
    for heading, lines in reversed(parts) if has_errors(loud) else parts:
        told += _listed(heading, lines, words)
    folds = (
        (gettext("Changed"), [_change(one, teller) for one in order.changed]),
        (gettext("New"), [_change(one, teller) for one in order.new]),
        (gettext("{Check-ins}"), _checkins(found, teller)),
        (gettext("Values of {kpis}"), _values(found, teller)),
        (gettext("Better"), [_change(one, teller) for one in order.better]),
        (gettext("People and pages"), [_change(one, teller) for one in order.beside]),
        (gettext("New notes"), [_problem(one, teller) for one in notes]),
        (gettext("Solved problems"), [_problem(one, teller) for one in found.solved]),
    )
    for heading, lines in folds:
        told += _fold(heading, lines, words)
    return "\n\n".join([*told, about])


def _listed(heading: str, lines: Sequence[str], words: Wording) -> list[str]:
    """Lines in sight, and the rest of many folded."""
    if not lines:
        return []
    shown = "\n".join(lines[:_OPEN])
    rest = words.gettext("%(heading)s, the rest", heading=heading)
    return [f"#### {inert(heading)}\n\n{shown}", *_fold(rest, lines[_OPEN:], words)]


def _fold(heading: str, lines: Sequence[str], words: Wording) -> list[str]:
    if not lines:
        return []
    shown = list(lines[:_FOLDED])
    if len(lines) > _FOLDED:
        more = words.ngettext("and %(num)s more", "and %(num)s more", len(lines) - _FOLDED)
        shown.append(f"- {inert(more)}: `okrsite diff`")
    body = "\n".join(shown)
    return [f"<details><summary>{inert(heading)} ({inert(words.number(len(lines)))})</summary>\n\n{body}\n\n</details>"]


def _change(change: GoalChange, teller: Teller) -> str:
    what = f"- {inert(teller.what(change))}"
    goal = f"**{inert(teller.text(change.title))}** {_code(change.ref)}"
    sentences = _joined([_with_code(one) for one in teller.sentences(change)], teller)
    return _colon(teller).join(part for part in (what, goal, sentences) if part)


def _problem(problem: Problem, teller: Teller) -> str:
    message = _with_code(teller.text(problem.message, 300))
    severity = inert(teller.severity(problem.severity))
    return f"- {severity} {_code(problem.rule)} {_code(str(problem.place))}{_colon(teller)}{message}"


def _checkins(found: Difference, teller: Teller) -> list[str]:
    if found.head is None:
        return []
    effects = {change.ref: change.effect for change in found.goals if change.kind == "key-result"}
    lines = []
    for ref, these in found.checkins:
        record = found.head.key_result(ref).record
        unit = record.metric.unit if record.metric else None
        said = [inert(teller.checkin(one, unit)) for one in these[-3:]]
        said += [_earlier(len(these) - 3, teller)] if len(these) > 3 else []
        said += [inert(one) for one in teller.effect(effects.get(ref, Effect()))]
        lines.append(f"- **{inert(teller.text(record.title))}** {_code(ref)}{_colon(teller)}{_joined(said, teller)}")
    return lines


def _values(found: Difference, teller: Teller) -> list[str]:
    if found.head is None:
        return []
    lines = []
    for ref, values in found.values:
        kpi = found.head.kpis[ref].record
        said = [_earlier(len(values) - 6, teller)] if len(values) > 6 else []
        said.append(inert(teller.measured(values[-6:], kpi.unit)))
        lines.append(f"- **{inert(teller.text(kpi.name))}** {_code(ref)}{_colon(teller)}{_joined(said, teller)}")
    return lines


def _joined(parts: Sequence[str], teller: Teller) -> str:
    return inert_part(teller.words.gettext("; ")).join(parts)


def _colon(teller: Teller) -> str:
    return inert_part(teller.words.gettext(": "))


def _earlier(count: int, teller: Teller) -> str:
    return inert(teller.words.ngettext("%(num)s earlier", "%(num)s earlier", count))


def _code(text: str) -> str:
    """Text as code, in which nothing means anything."""
    return f"`{_NOT_IN_CODE.sub(' ', text)}`"


def _with_code(text: str) -> str:
    """A sentence of the tool's, whose `names` are code; all else in it may be people's."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return inert(text)
    return "".join(_code(part) if index % 2 else inert_part(part) for index, part in enumerate(parts))
