"""What an import understood, before any file of it is written: teams, cycles with their goals, KPIs, check-ins, questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from okrsite.edit.importing.sheet import Question

__all__ = ["Addition", "Goals", "KeyResult", "KpiSeries", "Objective", "Prose", "Understood", "Yaml"]

Yaml = str | int | float | bool | dt.date | None | Sequence["Yaml"] | Mapping[str, "Yaml"]


@dataclass(slots=True)
class KeyResult:
    """A key result: `fields` are those of the content format but for id, title and check-ins."""

    title: str
    fields: dict[str, Yaml] = field(default_factory=dict)
    checkins: list[dict[str, Yaml]] = field(default_factory=list)
    id: str = ""


@dataclass(slots=True)
class Objective:
    """An objective: `fields` likewise."""

    title: str
    fields: dict[str, Yaml] = field(default_factory=dict)
    key_results: list[KeyResult] = field(default_factory=list)
    id: str = ""


@dataclass(slots=True)
class KpiSeries:
    """A KPI: all its fields, and its values by period as rows of its CSV file."""

    id: str
    fields: dict[str, Yaml]
    values: list[dict[str, Yaml]] = field(default_factory=list)


class Addition(NamedTuple):
    """What goes into a file of a team's cycle that is there: an objective, or a key result of the objective `of`."""

    team: str
    cycle: str
    of: str | None
    goal: Objective | KeyResult


class Prose(NamedTuple):
    """A Markdown file: a team's (or "" for the site's), its path without the ending, and its fields with `body`."""

    team: str
    path: str
    fields: Mapping[str, Yaml]


@dataclass(slots=True)
class Goals:
    """What there is to write. Teams are named by the words of the file, or by their ids."""

    teams: dict[str, dict[str, Yaml]] = field(default_factory=dict)  # fields but for the name
    cycles: dict[tuple[str, str], list[Objective]] = field(default_factory=dict)  # by (team, cycle)
    kpis: dict[str, list[KpiSeries]] = field(default_factory=dict)  # by team
    checkins: dict[str, list[dict[str, Yaml]]] = field(default_factory=dict)  # by team
    site: dict[str, Yaml] = field(default_factory=dict)  # for a site.yml that is not there yet
    people: dict[str, dict[str, Yaml]] = field(default_factory=dict)  # for people.yml, by id
    intros: dict[tuple[str, str], Yaml] = field(default_factory=dict)  # by (team, cycle)
    additions: list[Addition] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)  # updates, pages and the home page's words

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        new = (self.teams, self.cycles, self.additions, self.kpis, self.checkins, self.prose, self.people)
        return not any(new)


@dataclass(slots=True)
class Understood:
    """Goals, what is told of how they were read, line by line, and what was left out."""

    goals: Goals = field(default_factory=Goals)
    lines: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    sheet: str = ""  # the one that is being read, where there are several

    def ask(self, at: str, message: str) -> None:
        """Notes what was left out."""
        self.questions.append(Question(f"{self.sheet}!{at}".rstrip("!") if self.sheet else at, message))
