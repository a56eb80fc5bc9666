"""A difference for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.checks import report_text
from okrsite.history.changes import Difference, Effect, GoalChange
from okrsite.site.diff.counts import summary
from okrsite.site.diff.order import sorted_out
from okrsite.site.diff.words import Teller
from okrsite.site.plain import harmless
from okrsite.site.wording import Wording

__all__ = ["as_text"]


def as_text(found: Difference, base: str, head: str, words: Wording, *, colour: bool = False) -> str:
    """What differs, what got worse first; `base` and `head`: what the two sides are called. Without a newline at the end."""
    gettext = words.gettext
    teller, order = Teller(words), sorted_out(found)
    about = teller.sides(base, head, found.day)
    if found.is_nothing:
        return harmless(f"{teller.nothing()} ({about})")
    blocks = [[summary(found, teller), about, *([teller.partial()] if found.is_partial else [])]]
    blocks += _changes(gettext("Worse"), order.worse, teller)
    blocks += _changes(gettext("Changed"), order.changed, teller)
    blocks += _changes(gettext("New"), order.new, teller)
    blocks += _checkins(found, teller)
    blocks += _changes(gettext("Better"), order.better, teller)
    blocks += _changes(gettext("People and pages"), order.beside, teller)
    told = [_block(lines) for lines in blocks]
    if order.introduced:
        heading = gettext("New problems")
        told.append(f"{harmless(heading)}\n\n{report_text.report(order.introduced, colour=colour)}")
    if found.solved:
        lines = [f"  {one.place}: {one.severity.value}[{one.rule}]: {teller.text(one.message)}" for one in found.solved]
        told.append(_block([gettext("Solved problems"), *lines]))
    return "\n\n".join(told)


def _block(lines: Iterable[str]) -> str:
    return "\n".join(map(harmless, lines))


def _changes(heading: str, changes: Iterable[GoalChange], teller: Teller) -> list[list[str]]:
    lines = []
    for change in changes:
        lines.append(f"  {teller.labelled(teller.what(change), teller.text(change.title))}")
        lines += [f"    {sentence}" for sentence in teller.sentences(change)]
        lines.append(f"    {change.ref}, {change.place}" if change.place.path else f"    {change.ref}")
    return [[heading, *lines]] if lines else []


def _checkins(found: Difference, teller: Teller) -> list[list[str]]:
    blocks = []
    if found.checkins and found.head:
        lines = []
        effects = {change.ref: change.effect for change in found.goals if change.kind == "key-result"}
        for ref, these in found.checkins:
            record = found.head.key_result(ref).record
            lines.append(f"  {teller.text(record.title)} ({ref})")
            lines += [f"    {teller.checkin(one, record.metric.unit if record.metric else None)}" for one in these]
            lines += [f"    {sentence}" for sentence in teller.effect(effects.get(ref, Effect()))]
        blocks.append([teller.words.gettext("{Check-ins}"), *lines])
    if found.values and found.head:
        lines = []
        for ref, values in found.values:
            kpi = found.head.kpis[ref].record
            lines += [f"  {teller.text(kpi.name)} ({ref})", f"    {teller.measured(values, kpi.unit)}"]
        blocks.append([teller.words.gettext("Values of {kpis}"), *lines])
    return blocks
