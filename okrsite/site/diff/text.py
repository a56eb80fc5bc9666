"""A difference for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.checks import report_text
from okrsite.history.changes import Difference, GoalChange
from okrsite.site.diff.counts import summary
from okrsite.site.diff.order import sorted_out
from okrsite.site.diff.words import PARTIAL, Teller

__all__ = ["as_text"]


def as_text(found: Difference, base: str, head: str, *, colour: bool = False) -> str:
    """What differs, what got worse first; `base` and `head`: what the two sides are called. Without a newline at the end."""
    about = f"{base} → {head}, both as of {found.day}"
    if found.is_nothing:
        return f"Nothing changes in the goals. ({about})"
    teller, order = Teller(found.head or found.base), sorted_out(found)
    blocks = ["\n".join([summary(found), about, *([PARTIAL] if found.is_partial else [])])]
    for heading, changes in (("Worse", order.worse), ("Changed", order.changed), ("New", order.new)):
        blocks += _changes(heading, changes, teller)
    blocks += _checkins(found, teller)
    blocks += _changes("Better", order.better, teller)
    if order.introduced:
        blocks.append("New problems\n\n" + report_text.report(order.introduced, colour=colour))
    if found.solved:
        lines = [f"  {one.place}: {one.severity.value}[{one.rule}]: {teller.text(one.message)}" for one in found.solved]
        blocks.append("\n".join(["Solved problems", *lines]))
    return "\n\n".join(blocks)


def _changes(heading: str, changes: Iterable[GoalChange], teller: Teller) -> list[str]:
    lines = []
    for change in changes:
        lines.append(f"  {teller.what(change)}: {teller.text(change.title)}")
        lines += [f"    {sentence}" for sentence in teller.sentences(change)]
        lines.append(f"    {change.ref}, {change.place}")
    return ["\n".join([heading, *lines])] if lines else []


def _checkins(found: Difference, teller: Teller) -> list[str]:
    blocks = []
    if found.checkins and found.head:
        lines = []
        for ref, these in found.checkins:
            record = found.head.key_result(ref).record
            lines.append(f"  {teller.text(record.title)} ({ref})")
            lines += [f"    {teller.checkin(one, record.metric.unit if record.metric else None)}" for one in these]
        blocks.append("\n".join(["Check-ins", *lines]))
    if found.values and found.head:
        lines = []
        for ref, values in found.values:
            kpi = found.head.kpis[ref].record
            lines += [f"  {teller.text(kpi.name)} ({ref})", f"    {teller.measured(values, kpi.unit)}"]
        blocks.append("\n".join(["KPI values", *lines]))
    return blocks
