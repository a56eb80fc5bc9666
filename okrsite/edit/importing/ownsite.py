"""What site.json and teams.json tell of a built site: its title, languages, cycles and teams, for one that is made anew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from okrsite.edit.importing.owntables import day_of, json_beside, json_file
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from pathlib import Path

    from okrsite.edit.importing.goals import Goals, Yaml
    from okrsite.edit.importing.site import Target

__all__ = ["Times", "read_site", "read_teams"]

Times = dict[str, tuple[dt.date, dt.date]]


def read_site(path: Path, target: Target, goals: Goals) -> Times:
    """The first and last days of cycles: those of the site that is there, else of site.json beside the file `path`.

    A site that is made anew gets the title, the languages, and the cycles whose names do not tell their days.
    """
    if target.goals is not None:
        return {cycle.id: (cycle.start, cycle.end) for cycle in target.goals.cycles.values()}
    record = json_file(path, "site.json")
    languages = [one for one in record.get("languages") or () if isinstance(one, str)]
    told = {"title": record.get("title"), "description": record.get("description")}
    goals.site |= {name: value for name, value in told.items() if value}
    if languages:
        goals.site |= {"language": languages[0], "languages": languages}
    times: Times = {}
    listed: list[Yaml] = []
    for cycle in json_beside(path, "site.json", "cycles"):
        start, end = day_of(cycle.get("start")), day_of(cycle.get("end"))
        if isinstance(cycle.get("id"), str) and start and end:
            times[cycle["id"]] = start, end
            listed += [_listed(cycle, start, end)] if _has_own_days(cycle["id"], start, end) else []
    if listed:
        goals.site["cycles"] = listed
    return times


def _has_own_days(identity: str, start: dt.date, end: dt.date) -> bool:
    named = cycle_period(identity)
    return named is None or (named.start, named.end) != (start, end)


def _listed(cycle: dict[str, Any], start: dt.date, end: dt.date) -> dict[str, Yaml]:
    return {"id": cycle["id"]} | ({"name": cycle["name"]} if cycle.get("name") else {}) | {"start": start, "end": end}


def read_teams(path: Path, target: Target, goals: Goals) -> None:
    """Adds the teams of teams.json beside the file `path` to `goals`, each with its parent where that is one too."""
    records = [one for one in json_beside(path, "teams.json", "teams") if isinstance(one.get("id"), str)]
    known = {record["id"] for record in records} | target.teams.keys()
    for record in records:
        fields = {name: record.get(name) for name in ("name", "lead", "members")}
        fields["parent"] = record.get("parent") if record.get("parent") in known else None
        goals.teams[record["id"]] = {name: value for name, value in fields.items() if value}
