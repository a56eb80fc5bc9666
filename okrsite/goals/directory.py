"""All that can be referred to, by its names: teams, cycles, objectives with their key results, KPIs, and old ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.cycles import all_cycles, enclosing_cycles, latest_first
from okrsite.problems import Problem
from okrsite.source import records
from okrsite.source.ids import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsite.goals.model import Cycle
    from okrsite.source.sources import CycleAt, KpisAt, Sources, TeamAt, Unread

__all__ = ["Directory", "GoalAt", "KpiAt", "index"]

Identified = records.Objective | records.KeyResult | records.Kpi


@dataclass(frozen=True, slots=True)
class GoalAt:
    """An objective where it was read."""

    ref: str
    id: str
    team: str
    cycle: str
    tree: int
    file: CycleAt
    position: int  # in its file
    record: records.Objective
    key_results: Mapping[str, records.KeyResult]  # by id, as written
    old_key_results: Mapping[str, str]  # old id → id


@dataclass(frozen=True, slots=True)
class KpiAt:
    """A KPI where it was read."""

    ref: str
    id: str
    team: str
    tree: int
    file: KpisAt
    position: int  # in its file
    record: records.Kpi


@dataclass(frozen=True, slots=True)
class Directory:
    """What there is. Names are ids and old ids alike; an id goes before an old one."""

    site: records.Site
    cycles: Mapping[str, Cycle]
    around: Mapping[str, tuple[str, ...]]  # cycle → those that enclose it, in the order of looking up
    teams: Mapping[str, TeamAt]  # with their records; joined folders are not here
    old_teams: Mapping[str, str]
    goals: Mapping[str, GoalAt]  # by ref, as read
    goals_by_name: Mapping[tuple[str, str], Mapping[str, GoalAt]]  # (team, name) → by cycle, the latest first
    goal_names: Mapping[str, tuple[str, ...]]  # team → names of its objectives
    teams_with_goal: Mapping[str, tuple[str, ...]]  # name of an objective → teams
    kpis: Mapping[str, KpiAt]  # by ref, as read
    kpis_by_name: Mapping[tuple[str, str], KpiAt]
    kpi_names: Mapping[str, tuple[str, ...]]
    teams_with_kpi: Mapping[str, tuple[str, ...]]
    unread: Unread

    def team(self, name: str) -> str | None:
        """The id of the team of that name."""
        return name if name in self.teams else self.old_teams.get(name)


def index(sources: Sources) -> tuple[Directory, list[Problem]]:
    """The directory of what was read, and the clashes in it: of two things of one name the first is kept."""
    problems: list[Problem] = []
    teams: dict[str, TeamAt] = {}
    for team in sources.teams:
        if team.record:
            teams.setdefault(team.id, team)
    cycles, cycle_problems = all_cycles(sources.site, {file.cycle for file in sources.cycles})
    goals = _goals(sources, cycles, teams, problems)
    kpis = _kpis(sources, teams, problems)
    goals_by_name = _goals_by_name(goals.values(), cycles)
    kpis_by_name = _kpis_by_name(kpis.values())
    directory = Directory(
        site=sources.site,
        cycles=cycles,
        around=enclosing_cycles(cycles),
        teams=teams,
        old_teams=_old_names({id_: team.record for id_, team in teams.items() if team.record}),
        goals=goals,
        goals_by_name=goals_by_name,
        goal_names=_gathered(goals_by_name),
        teams_with_goal=_gathered((name, team) for team, name in goals_by_name),
        kpis=kpis,
        kpis_by_name=kpis_by_name,
        kpi_names=_gathered(kpis_by_name),
        teams_with_kpi=_gathered((name, team) for team, name in kpis_by_name),
        unread=sources.unread,
    )
    return directory, cycle_problems + problems


def _goals(
    sources: Sources, cycles: Mapping[str, Cycle], teams: Mapping[str, TeamAt], problems: list[Problem]
) -> dict[str, GoalAt]:
    goals: dict[str, GoalAt] = {}
    for file in sources.cycles:
        if file.cycle not in cycles or file.team not in teams:
            continue
        for position, record in enumerate(file.record.objectives):
            ref = f"{file.team}/{file.cycle}/{record.id}"
            if ref in goals:
                _report_clash(record, goals[ref].record, "objective", problems)
            else:
                found = _key_results(record, problems)
                goals[ref] = GoalAt(ref, record.id, file.team, file.cycle, file.tree, file, position, record, *found)
    return goals


def _key_results(
    objective: records.Objective, problems: list[Problem]
) -> tuple[dict[str, records.KeyResult], dict[str, str]]:
    """Its key results by id, and their old ids."""
    found: dict[str, records.KeyResult] = {}
    for record in objective.key_results:
        if found.setdefault(record.id, record) is not record:
            _report_clash(record, found[record.id], "key result", problems)
    return found, _old_names(found)


def _kpis(sources: Sources, teams: Mapping[str, TeamAt], problems: list[Problem]) -> dict[str, KpiAt]:
    kpis: dict[str, KpiAt] = {}
    for file in sources.kpis:
        if file.team not in teams:
            continue
        for position, record in enumerate(file.record.kpis):
            ref = f"{file.team}/{record.id}"
            if ref in kpis:
                _report_clash(record, kpis[ref].record, "KPI", problems)
            else:
                kpis[ref] = KpiAt(ref, record.id, file.team, file.tree, file, position, record)
    return kpis


def _goals_by_name(goals: Iterable[GoalAt], cycles: Mapping[str, Cycle]) -> dict[tuple[str, str], dict[str, GoalAt]]:
    """Objectives by (team, name), then cycle, the latest first."""
    found: dict[tuple[str, str], dict[str, GoalAt]] = {}
    renamed = []
    for goal in goals:
        found.setdefault((goal.team, goal.id), {})[goal.cycle] = goal
        if goal.record.aliases:
            renamed.append(goal)
    for goal in renamed:
        for old in goal.record.aliases:
            found.setdefault((goal.team, normalised(old)), {}).setdefault(goal.cycle, goal)
    for name, by_cycle in found.items():
        if len(by_cycle) > 1:
            found[name] = {cycle: by_cycle[cycle] for cycle in latest_first(by_cycle, cycles)}
    return found


def _kpis_by_name(kpis: Iterable[KpiAt]) -> dict[tuple[str, str], KpiAt]:
    found = {(kpi.team, kpi.id): kpi for kpi in kpis}
    for kpi in list(found.values()):
        for old in kpi.record.aliases:
            found.setdefault((kpi.team, normalised(old)), kpi)
    return found


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """All second ones of each first one."""
    found: dict[str, list[str]] = {}
    for first, second in pairs:
        found.setdefault(first, []).append(second)
    return {first: tuple(seconds) for first, seconds in found.items()}


def _old_names(things: Mapping[str, records.Team | records.KeyResult]) -> dict[str, str]:
    """Old id → id; an id of today is never an old one."""
    old: dict[str, str] = {}
    for id_, thing in things.items():
        for alias in thing.aliases:
            if normalised(alias) not in things:
                old.setdefault(normalised(alias), id_)
    return old


def _report_clash(record: Identified, first: Identified, what: str, problems: list[Problem]) -> None:
    written = record.places.knows("id")
    message = f"Another {what} here has the id `{record.id}` already: {first.places.at()}."
    hint = "Give it another `id`." if written else "Give it an `id` of its own; this one is made from its title."
    title = "name" if isinstance(record, records.Kpi) else "title"
    problems.append(Problem(record.places.at("id" if written else title), "duplicate-id", message, hint))
