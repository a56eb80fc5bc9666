"""What the words of a reference stand for, and what to say where they stand for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from okrsite.goals.naming import did_you_mean
from okrsite.source.context import MOST_ERRORS
from okrsite.source.ids import normalised
from okrsite.source.nearest import MOST_HINTS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence, Sized

    from okrsite.goals.directory import Directory, GoalAt, KpiAt
    from okrsite.problems import Place
    from okrsite.source.places import Places

__all__ = [
    "LATER_TREE", "Named", "Referrer", "Target",
    "find_checkin_target", "find_goals", "find_kpi", "may_be_unread_goal", "may_be_unread_kpi", "parse",
    "reference_place", "unknown_goal", "unknown_kpi",
]  # fmt: skip

LATER_TREE = "It lies in a content tree that is listed later; a tree may refer to itself and to those before it."
_KPI_FORMS = "A KPI is `kpi` of the same team, or `team/kpi`."
_FORMS = "A goal is `objective` of the same team, `team/objective` or `team/cycle/objective`, with `#key-result` for a key result."
LATE_CHECKIN_DAYS = 30
"""How long after its end a cycle still takes check-ins that name no cycle."""


class Referrer(NamedTuple):
    """Who refers: a team's thing, read from a tree. `cycle` None: it belongs to no cycle, and means every one."""

    team: str
    tree: int
    cycle: str | None = None


class Target(NamedTuple):
    """An objective, or one of its key results."""

    goal: GoalAt
    key_result: str | None = None

    @property
    def ref(self) -> str:
        """Its full name."""
        return self.goal.ref if self.key_result is None else f"{self.goal.ref}#{self.key_result}"


class Named(NamedTuple):
    """A goal's reference taken apart."""

    team: str | None
    cycle: str | None
    objective: str
    key_result: str | None


def parse(words: str) -> Named | None:
    """The parts of `objective`, `team/objective` or `team/cycle/objective`, with `#key-result` or not; else None."""
    path, hash_, key_result = normalised(words.strip()).partition("#")
    parts = [part.strip() for part in path.split("/")]
    if len(parts) > 3 or not all(parts) or (hash_ and not key_result.strip()):
        return None
    team = parts[0] if len(parts) > 1 else None
    cycle = parts[1] if len(parts) == 3 else None
    return Named(team, cycle, parts[-1], key_result.strip() or None)


def find_goals(words: str, who: Referrer, directory: Directory) -> tuple[Target, ...]:
    """What `words` mean to `who`; empty: nothing.

    Without a cycle in them: the nearest, from the cycle of whoever refers outwards; where that has none either, every
    cycle that has it, the latest first.
    """
    if target := _spelled_out(words, who, directory):
        return (target,)
    named = parse(words)
    team = named and directory.team(named.team or who.team)
    if named is None or team is None:
        return ()
    by_cycle = directory.goals_by_name.get((team, named.objective), {})
    if named.cycle is not None:
        cycles: tuple[str, ...] = (named.cycle,)
    elif who.cycle is not None:
        cycles = (who.cycle, *directory.around[who.cycle])
    else:
        cycles = tuple(by_cycle)
    reached = (_reached(by_cycle.get(cycle), named.key_result, who) for cycle in cycles)
    found = tuple(target for target in reached if target)
    return found if named.cycle is None and who.cycle is None else found[:1]


def find_checkin_target(words: str, date: dt.date, who: Referrer, directory: Directory) -> Target | None:
    """The key result that a check-in of `date` means; None: no such key result.

    Without a cycle: the shortest cycle that holds the date and has the objective, else the last one that ended at most
    30 days before.
    """
    if target := _spelled_out(words, who, directory):
        return target if target.key_result else None
    named = parse(words)
    team = named and directory.team(named.team or who.team)
    if named is None or team is None or named.key_result is None:
        return None
    by_cycle = directory.goals_by_name.get((team, named.objective), {})
    if named.cycle is not None:
        return _reached(by_cycle.get(named.cycle), named.key_result, who)
    visible = [directory.cycles[cycle] for cycle, goal in by_cycle.items() if goal.tree <= who.tree]
    holding = [cycle for cycle in visible if cycle.start <= date <= cycle.end]
    if holding:
        best = min(holding, key=lambda cycle: (cycle.days, cycle.start, cycle.id))
    else:
        ended = [cycle for cycle in visible if 0 < (date - cycle.end).days <= LATE_CHECKIN_DAYS]
        if not ended:
            return None
        best = min(ended, key=lambda cycle: (date - cycle.end, cycle.days, cycle.id))
    return _reached(by_cycle[best.id], named.key_result, who)


def find_kpi(words: str, who: Referrer, directory: Directory) -> KpiAt | None:
    """The KPI that `kpi` or `team/kpi` means."""
    parts = [part.strip() for part in normalised(words.strip()).split("/")]
    team = directory.team(parts[0]) if len(parts) == 2 else who.team
    if len(parts) > 2 or team is None:
        return None
    kpi = directory.kpis_by_name.get((team, parts[-1]))
    return kpi if kpi and kpi.tree <= who.tree else None


def may_be_unread_goal(words: str, who: Referrer, directory: Directory) -> bool:
    """Whether a reference to no goal leads to where something could not be read, which is a problem already."""
    named = parse(words)
    if named is None:
        return False
    name = named.team or who.team
    team = directory.team(name)
    if team is None:
        return name in directory.unread.teams
    return any(of == team and (cycle is None or named.cycle in {None, cycle}) for of, cycle in directory.unread.goals)


def may_be_unread_kpi(words: str, who: Referrer, directory: Directory) -> bool:
    """Whether a reference to no KPI leads to where something could not be read, which is a problem already."""
    team_name, slash, _ = normalised(words.strip()).rpartition("/")
    name = team_name if slash else who.team
    team = directory.team(name)
    return name in directory.unread.teams if team is None else team in directory.unread.kpis


def unknown_goal(words: str, who: Referrer, directory: Directory, told: Sized = ()) -> str:
    """A hint for a reference to no goal: the nearest names, of the part that is not there; not where very many problems are `told`."""
    if len(told) > MOST_HINTS:
        return _FORMS
    named = parse(words)
    if named is None:
        return _FORMS
    team = directory.team(named.team or who.team)
    if team is None and named.team in directory.cycles:
        return f"The team comes first, then the cycle: `{who.team}/{words.strip()}`."
    behind = f"#{named.key_result}" if named.key_result else ""
    elsewhere = _elsewhere(f"{named.objective}{behind}", directory.teams_with_goal.get(named.objective, ()))
    if team is None:
        rest = "".join(words.rstrip().partition("/")[1:])
        return did_you_mean(named.team or "", tuple(directory.teams), "", rest) or elsewhere or _FORMS
    goals = directory.goals_by_name.get((team, named.objective), {}).values()
    if goals and all(goal.tree > who.tree for goal in goals):
        return LATER_TREE
    if goals:
        return _unknown_part([goal for goal in goals if goal.tree <= who.tree], named, who)
    prefix = f"{named.team}/" if named.team else ""
    return did_you_mean(named.objective, directory.goal_names.get(team, ()), prefix, behind) or elsewhere or _FORMS


def _unknown_part(goals: Sequence[GoalAt], named: Named, who: Referrer) -> str:
    """The hint where the objective is there, but not in that cycle, or without that key result."""
    reached = [target for goal in goals if (target := _reached(goal, named.key_result, who))]
    if reached:
        return f"There is `{reached[0].ref}`: spell out the cycle."
    for goal in goals:
        if hint := did_you_mean(named.key_result or "", tuple(goal.key_results), f"{goal.ref}#"):
            return hint
    some = ", ".join(f"`{id_}`" for id_ in list(goals[0].key_results)[:5])
    return f"`{goals[0].ref}` has {some or 'no key results'}."


def unknown_kpi(words: str, who: Referrer, directory: Directory, told: Sized = ()) -> str:
    """A hint for a reference to no KPI, likewise."""
    if len(told) > MOST_HINTS:
        return _KPI_FORMS
    team_name, slash, name = normalised(words.strip()).rpartition("/")
    team = directory.team(team_name) if slash else who.team
    elsewhere = _elsewhere(name, directory.teams_with_kpi.get(name, ()))
    if team is None:
        return did_you_mean(team_name, tuple(directory.teams), suffix=f"/{name}") or elsewhere or _KPI_FORMS
    kpi = directory.kpis_by_name.get((team, name))
    if kpi and kpi.tree > who.tree:
        return LATER_TREE
    return (
        did_you_mean(name, directory.kpi_names.get(team, ()), f"{team_name}/" if slash else "")
        or elsewhere
        or _KPI_FORMS
    )


def _elsewhere(name: str, teams: tuple[str, ...]) -> str:
    return f"Did you mean {' or '.join(f'`{team}/{name}`' for team in teams[:3])}?" if teams else ""


def _spelled_out(words: str, who: Referrer, directory: Directory) -> Target | None:
    """The target of a reference that is its full name already, as the tools write it."""
    path, hash_, key_result = words.partition("#")
    goal = directory.goals.get(path)
    if goal is None or goal.tree > who.tree or (hash_ and key_result not in goal.key_results):
        return None
    return Target(goal, key_result or None)


def _reached(goal: GoalAt | None, key_result: str | None, who: Referrer) -> Target | None:
    """The goal, or its key result of that name, if there is one and `who` may refer to it."""
    if goal is None or goal.tree > who.tree:
        return None
    if key_result is None:
        return Target(goal)
    id_ = key_result if key_result in goal.key_results else goal.old_key_results.get(key_result)
    return Target(goal, id_) if id_ else None


def reference_place(places: Places, field: str, position: int, told: Sized) -> Place:
    """Where a reference stands; its field alone where very many problems are `told`, since to find an entry takes long."""
    return places.at(field, position) if len(told) <= MOST_ERRORS else places.at(field)
