"""What every data file is made with: texts, days, people and places in the form in which they stand there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.repositories import is_shown
from okrsite.site.people import policy, shown
from okrsite.source.ids import normalised
from okrsite.source.values import Bound, Link, Text, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Goals
    from okrsite.source.fields import Record
    from okrsite.source.records import Dropped, OwnField

__all__ = ["Facts", "Json", "bound", "day", "gather", "link", "text"]

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The site with what the data files look up often."""

    goals: Goals
    figures: Figures
    people: Mapping[str, Json]  # as written → as shown
    names_shown: bool  # whether a person may be shown by name
    teams: Mapping[str, str]  # id or old id → id
    sources_shown: tuple[bool, ...]  # by tree

    def person(self, written: str | None) -> Json:
        """Someone as far as the policy goes (see site/people.py)."""
        if written is None:
            return None
        return self.people.get(written, written if self.names_shown else None)

    def persons(self, written: Iterable[str]) -> list[Json]:
        """Those of several who may be shown."""
        return [found for found in map(self.person, written) if found is not None]

    def carriers(self, written: Iterable[str]) -> list[Json]:
        """Others who carry a goal: a team by its id, a person as far as the policy goes."""
        found = (self.teams.get(normalised(one)) or self.person(one) for one in written)
        return [one for one in found if one is not None]

    def source(self, record: Record, tree: int) -> Json:
        """Where a record was written, for those who are shown the repository."""
        if not self.sources_shown[tree]:
            return None
        place = record.places.at()
        return {"path": place.path, "line": place.line}

    def dropped(self, dropped: Dropped | None) -> Json:
        """When and why a goal was given up, from that day on."""
        if dropped is None or dropped.date > self.figures.day:
            return None
        return {"date": day(dropped.date), "why": text(dropped.why)}

    def own(self, kind: str, fields: Mapping[str, object]) -> dict[str, Json]:
        """Fields of the site's own, by the type that site.yml declares."""
        if not fields:
            return {}
        declared = self.goals.site.fields.get(kind, {})
        return {name: self._own(value, declared.get(name)) for name, value in fields.items()}

    def _own(self, value: object, declared: OwnField | None) -> Json:
        match value:
            case Texts():
                return text(value)
            case Link():
                return value.url
            case dt.date():
                return value.isoformat()
            case str():
                return self.person(value) if declared and declared.type == "person" else value
            case int() | float():
                return value
            case _:
                return None


def gather(goals: Goals, figures: Figures) -> Facts:
    """The facts of a build."""
    who = {written: shown(goals, written) for written in goals.names}
    old = {normalised(alias): team.id for team in goals.teams.values() for alias in team.record.aliases}
    return Facts(
        goals,
        figures,
        {written: text(one.data) if one else None for written, one in who.items()},
        policy(goals) in ("pages", "names"),
        old | {team: team for team in goals.teams},
        tuple(is_shown(goals, tree) for tree in range(len(goals.trees))),
    )


def text(text: Text | None) -> Json:
    """A text as a string, or as a map where translations exist."""
    return dict(text.by_language) if isinstance(text, Texts) else text


def day(day: dt.date | None) -> str | None:
    """A day in ISO form."""
    return day.isoformat() if day else None


def link(link: Link | None) -> str | None:
    """A link's address."""
    return link.url if link else None


def bound(bound: Bound | None) -> dict[str, Json] | None:
    """A bound under the word that it is written with."""
    if bound is None:
        return None
    match bound.kind:
        case "at_least":
            return {"at_least": bound.low}
        case "at_most":
            return {"at_most": bound.high}
        case "between":
            return {"between": [bound.low, bound.high]}
