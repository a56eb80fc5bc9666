"""What waits for a word from someone: overdue check-ins, KPI values and outcomes, and what is blocked, by owner.

A person is named as far as the audience's `people:` policy allows, since reminders are posted where others read them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals, KeyResult, Objective
from okrsite.goals.repositories import is_shown, repository_of
from okrsite.site import addresses, people
from okrsite.site.reminders import due_kpis, is_open
from okrsite.source.values import Text, in_language

__all__ = ["Kind", "Owner", "Waiting", "waiting"]

Kind = Literal["blocked", "check-in", "value", "outcome"]
_OUTCOMES_FOR = 30  # days after a cycle's end; whoever has said nothing by then will not be moved by a reminder


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `since` is the last news, or the end of the cycle; `text` the period, or what is in the way."""

    kind: Kind
    ref: str
    team: str
    title: str
    url: str | None
    since: dt.date | None
    text: str | None
    checkin: str | None  # where the team checks in


@dataclass(frozen=True, slots=True)
class Owner:
    """What waits for someone; `name` is None for what nobody owns, or where nobody may be named."""

    name: str | None
    items: tuple[Waiting, ...]


def waiting(goals: Goals, figures: Figures, team: str | None = None) -> tuple[Owner, ...]:
    """Everything that waits, of one team or of all, by owner; owners by name, what nobody owns last."""
    found: dict[str | None, list[Waiting]] = {}
    for one in goals.teams if team is None else (team,):
        if not figures.teams[one].archived:
            for owner, item in _of_team(goals, figures, one):
                found.setdefault(_name(goals, owner), []).append(item)
    named = sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    return tuple(Owner(name, tuple(items)) for name, items in named)


def _name(goals: Goals, written: str | None) -> str | None:
    who = people.shown(goals, written)
    return _said(goals, who.text) if who else None


def _of_team(goals: Goals, figures: Figures, team: str) -> Iterator[tuple[str | None, Waiting]]:
    """Who answers for each thing of the team that waits, as written, and the thing."""
    lead = goals.teams[team].record.lead
    for ref in goals.teams[team].objectives:
        objective = goals.objectives[ref]
        if figures.objectives[ref].dropped:
            continue
        owner = objective.record.owner or lead
        for one in objective.key_results:
            for item in _of_key_result(goals, figures, objective, one):
                yield one.record.owner or owner, item
        if _lacks_outcome(goals, figures, objective):
            end = goals.cycles[objective.cycle].end
            yield owner, _item(goals, "outcome", ref, team, objective.record.title, end)
    for due in due_kpis(goals, figures, team):
        values = [value for value in figures.kpis[due.kpi.ref].values if value.value is not None]
        since = values[-1].date if values else None
        item = _item(goals, "value", due.kpi.ref, team, due.kpi.record.name, since, due.period)
        yield due.kpi.record.owner or lead, item


def _of_key_result(goals: Goals, figures: Figures, objective: Objective, one: KeyResult) -> Iterator[Waiting]:
    known, title = figures.key_results[one.ref], one.record.title
    if not is_open(one, figures) or known.status == "done":
        return
    if known.blocked is not None:
        text = _said(goals, known.blocked)
        yield _item(goals, "blocked", one.ref, objective.team, title, known.last_checkin, text)
    if known.stale and one.kpi is None:
        yield _item(goals, "check-in", one.ref, objective.team, title, known.last_news)


def _lacks_outcome(goals: Goals, figures: Figures, objective: Objective) -> bool:
    over = (figures.day - goals.cycles[objective.cycle].end).days
    return 0 < over <= _OUTCOMES_FOR and objective.record.outcome is None


def _item(
    goals: Goals, kind: Kind, ref: str, team: str, title: Text, since: dt.date | None, text: str | None = None
) -> Waiting:
    address = addresses.kpi(ref) if kind == "value" else addresses.goal(ref)
    return Waiting(
        kind=kind,
        ref=ref,
        team=_said(goals, goals.teams[team].record.name),
        title=_said(goals, title),
        url=_absolute(goals, address),
        since=since,
        text=text,
        checkin=_absolute(goals, f"{addresses.team(team)}#_check-in") if _asks(goals, kind) else None,
    )


def _asks(goals: Goals, kind: Kind) -> bool:
    """Whether the team's page offers the check-in to this audience."""
    shown = any(repository_of(goals, tree) and is_shown(goals, tree) for tree in range(len(goals.trees)))
    return shown and kind != "outcome"


def _absolute(goals: Goals, address: str) -> str | None:
    return addresses.absolute(goals.site.url, address) if goals.site.url else None


def _said(goals: Goals, text: Text) -> str:
    """A text in the main language, on one line."""
    return " ".join(in_language(text, goals.site.language, goals.site.language).split())
