"""What has which tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.source.ids import make_id

__all__ = ["Tagged", "tagged"]

_Kind = Literal["teams", "objectives", "key_results", "kpis", "updates"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Refs of what has a tag, by kind, in the site's order."""

    teams: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    key_results: list[str] = field(default_factory=list)
    kpis: list[str] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)


def tagged(goals: Goals, figures: Figures) -> Mapping[str, Tagged]:
    """By the tag's id, what has it; archived teams and KPIs and what is not known yet are left out."""
    found: dict[str, Tagged] = {}
    for tags, kind, ref, team in _things(goals, figures):
        if tags and not figures.teams[team].archived:
            for tag in dict.fromkeys(map(make_id, tags)):
                getattr(found.setdefault(tag, Tagged()), kind).append(ref)
    return found


def _things(goals: Goals, figures: Figures) -> Iterator[tuple[tuple[str, ...], _Kind, str, str]]:
    """Tags, kind, ref and team of each thing that can have tags."""
    for team in goals.teams.values():
        yield team.record.tags, "teams", team.id, team.id
    for objective in goals.objectives.values():
        yield objective.record.tags, "objectives", objective.ref, objective.team
        for key_result in objective.key_results:
            yield key_result.record.tags, "key_results", key_result.ref, objective.team
    for kpi in goals.kpis.values():
        if not figures.kpis[kpi.ref].archived:
            yield kpi.record.tags, "kpis", kpi.ref, kpi.team
    for update in goals.updates.values():
        if update.date <= figures.day:
            yield update.record.tags, "updates", update.ref, update.team
