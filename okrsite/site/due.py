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

Kind = Literal["blocked", "check-in", "value", "outcome"]  # in the order in which they are told
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked at, and the language that it is told in."""

    goals: Goals
    figures: Figures
    language: str

    def said(self, text: Text) -> str:
        """A text on one line."""
        return " ".join(in_language(text, self.language, self.goals.site.language).split())

    def absolute(self, address: str) -> str | None:
        """A page's whole address; None where nobody knows where the site is served."""
        site = self.goals.site
        return (
            addresses.absolute(site.url, addresses.localized(address, self.language, site.language))
            if site.url
            else None
        )


def waiting(goals: Goals, figures: Figures, team: str | None = None, language: str | None = None) -> tuple[Owner, ...]:
    """Everything that waits, of one team or of all, by owner; owners by name, what nobody owns last.

    Texts and pages are those of `language`, by default the site's main one.
    """
    asked = _Asked(goals, figures, language or goals.site.language)
    found: dict[str | None, list[Waiting]] = {}
    for one in goals.teams if team is None else (team,):
        if not figures.teams[one].archived:
            for owner, item in _of_team(asked, one):
                found.setdefault(_name(asked, owner), []).append(item)
    named = sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    return tuple(Owner(name, tuple(items)) for name, items in named)


def _name(asked: _Asked, written: str | None) -> str | None:
    who = people.shown(asked.goals, written)
    return asked.said(who.text) if who else None


def _of_team(asked: _Asked, team: str) -> Iterator[tuple[str | None, Waiting]]:
    """Who answers for each thing of the team that waits, as written, and the thing."""
    goals, figures = asked.goals, asked.figures
    lead = goals.teams[team].record.lead
    for ref in goals.teams[team].objectives:
        objective = goals.objectives[ref]
        if figures.objectives[ref].dropped:
            continue
        owner = objective.record.owner or lead
        for one in objective.key_results:
            for item in _of_key_result(asked, objective, one):
                yield one.record.owner or owner, item
        if _lacks_outcome(asked, objective):
            end = goals.cycles[objective.cycle].end
            yield owner, _item(asked, "outcome", ref, team, objective.record.title, end)
    for due in due_kpis(goals, figures, team):
        values = [value for value in figures.kpis[due.kpi.ref].values if value.value is not None]
        since = values[-1].date if values else None
        item = _item(asked, "value", due.kpi.ref, team, due.kpi.record.name, since, due.period)
        yield due.kpi.record.owner or lead, item


def _of_key_result(asked: _Asked, objective: Objective, one: KeyResult) -> Iterator[Waiting]:
    known, title = asked.figures.key_results[one.ref], one.record.title
    if not is_open(one, asked.figures) or known.status == "done":
        return
    if known.blocked is not None:
        text = asked.said(known.blocked)
        yield _item(asked, "blocked", one.ref, objective.team, title, known.last_checkin, text)
    if known.stale and one.kpi is None:
        yield _item(asked, "check-in", one.ref, objective.team, title, known.last_news)


def _lacks_outcome(asked: _Asked, objective: Objective) -> bool:
    over = (asked.figures.day - asked.goals.cycles[objective.cycle].end).days
    return 0 < over <= _OUTCOMES_FOR and objective.record.outcome is None


def _item(
    asked: _Asked, kind: Kind, ref: str, team: str, title: Text, since: dt.date | None, text: str | None = None
) -> Waiting:
    address = addresses.kpi(ref) if kind == "value" else addresses.goal(ref)
    return Waiting(
        kind=kind,
        ref=ref,
        team=asked.said(asked.goals.teams[team].record.name),
        title=asked.said(title),
        url=asked.absolute(address),
        since=since,
        text=text,
        checkin=asked.absolute(f"{addresses.team(team)}#_check-in") if _asks(asked.goals, kind) else None,
    )


def _asks(goals: Goals, kind: Kind) -> bool:
    """Whether the team's page offers the check-in to this audience."""
    shown = any(repository_of(goals, tree) and is_shown(goals, tree) for tree in range(len(goals.trees)))
    return shown and kind != "outcome"
