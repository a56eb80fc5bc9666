"""The records of teams.json, people.json and updates.json."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from okrsite.goals.figures import Status
from okrsite.site import addresses
from okrsite.site.data.facts import day, text
from okrsite.site.people import directory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.model import Team
    from okrsite.site.data.facts import Facts, Json

__all__ = ["people", "teams", "updates"]


def teams(facts: Facts) -> Iterator[dict[str, Json]]:
    """Every team as it stands now, in tree order. `objectives` and `kpis` count all that it has, of whatever cycle."""
    for team in facts.goals.teams.values():
        yield {**_words(facts, team), **_now(facts, team)}


def _words(facts: Facts, team: Team) -> dict[str, Json]:
    return {
        "ref": team.id,
        "id": team.id,
        "name": text(team.record.name),
        "parent": team.parent,
        "children": list(team.children),
        "lead": facts.person(team.record.lead),
        "members": facts.persons(team.record.members),
        "url": addresses.team(team.id),
    }


def _now(facts: Facts, team: Team) -> dict[str, Json]:
    figures = facts.figures.teams[team.id]
    counts = figures.now.statuses
    return {
        "cycle": figures.cycle,
        "progress": figures.now.progress,
        "expected": figures.now.expected,
        "statuses": {status: counts[status] for status in get_args(Status) if counts.get(status)},
        "objectives": len(team.objectives),
        "kpis": len(team.kpis),
        "archived": figures.archived,
    }


def people(facts: Facts) -> Iterator[dict[str, Json]]:
    """Everyone who may be shown, with what they own. With `roles` a title without id and name; with `none` nobody."""
    for entry in directory(facts.goals):
        who = entry.who
        yield {
            "id": who.id,
            "name": text(who.text) if who.id else None,
            "title": text(who.title),
            "url": who.address,
            "objectives": list(entry.objectives),
            "key_results": list(entry.key_results),
            "kpis": list(entry.kpis),
        }


def updates(facts: Facts) -> Iterator[dict[str, Json]]:
    """Every update up to the day, the newest first."""
    for update in facts.goals.updates.values():
        if update.date <= facts.figures.day:
            record = update.record
            yield {
                "ref": update.ref,
                "team": update.team,
                "title": text(record.title),
                "date": day(update.date),
                "by": facts.person(record.by),
                "kind": record.kind,
                "cycle": record.cycle,
                "url": addresses.update(update.ref),
                "tags": list(record.tags),
            }
