"""What a build's audience may see: all else is taken out of what was read, before anything is linked or counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from okrsite.frozen import dataclass
from okrsite.goals.directory import Directory, GoalAt, KpiAt, index
from okrsite.goals.people import person_id
from okrsite.goals.ranks import Ranks, rank_everything
from okrsite.goals.references import Referrer, find_checkin_target, find_goals, find_kpi
from okrsite.source.fields import Record
from okrsite.source.ids import normalised

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from okrsite.source import records
    from okrsite.source.sources import CheckinsAt, CycleAt, KpisAt, Sources, TeamAt, UpdateAt

__all__ = ["narrow"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class _View:
    """The site and how much of it is seen: what ranks above `level` is not."""

    directory: Directory
    ranks: Ranks
    level: int
    goals: Mapping[str, tuple[GoalAt, ...]]  # by file
    kpis: Mapping[str, tuple[KpiAt, ...]]


def narrow(sources: Sources, audience: str) -> Sources:
    """What of `sources` the audience may see; all of it for the narrowest one.

    References are spelled out on the way, and those to something unseen, or to nothing, are gone: what a word stands
    for does not depend on who looks. Where only values are unseen, the thing stays without them, `withheld`.
    """
    site = sources.site
    if audience == site.audiences[-1]:
        return sources
    directory, _ = index(sources)
    ranks = rank_everything(sources, directory)
    level = site.audiences.index(audience)
    goals = _by_file(directory.goals.values())
    view = _View(directory, ranks, level, goals, _by_file(directory.kpis.values()))
    cycles = tuple(kept for file in sources.cycles if (kept := _cycle_file(file, view)))
    seen = {file.cycle for file in cycles} | {setting.id for setting in site.cycles}
    trees = tuple(_tree(tree, rank, level) for tree, rank in zip(sources.trees, ranks.trees, strict=True))
    return replace(
        sources,
        site=_site(site, seen, view),
        trees=trees,
        teams=tuple(_team(team, view) for team in sources.teams if ranks.folder(team.tree, team.id) <= level),
        cycles=cycles,
        kpis=tuple(kpis for file in sources.kpis if (kpis := _kpi_file(file, view))),
        checkins=tuple(told for file in sources.checkins if (told := _checkin_file(file, view))),
        updates=tuple(_update(update, seen, view) for update in sources.updates if ranks.update(update) <= level),
        pages=tuple(page for page in sources.pages if ranks.page(page) <= level),
        index=tuple(page for page in sources.index if ranks.page(page) <= level),
        people={id_: person for id_, person in sources.people.items() if ranks.people[id_] <= level},
        attachments=tuple(file for file in sources.attachments if ranks.folder(file.tree, file.team) <= level),
    )


def _by_file(things: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for thing in things:
        found.setdefault(thing.file.path, []).append(thing)
    return {path: tuple(inside) for path, inside in found.items()}


def _tree(tree: records.ContentTree, rank: int, level: int) -> records.ContentTree:
    """A tree that is not seen keeps its place, so that others keep their numbers, and nothing else."""
    return tree if rank <= level else replace(tree, path="", audience=None, repository=None)


def _site(site: records.Site, cycles: Container[str], view: _View) -> records.Site:
    """Its settings without trees that are not seen, and without parents of cycles that only unseen files name."""
    listed = (_changed(one, parent=_cycle(one.parent, cycles)) for one in site.cycles)
    content = tuple(tree for tree in site.content if view.ranks.of(tree.audience) <= view.level)
    return _changed(site, content=content, cycles=tuple(listed))


def _team(team: TeamAt, view: _View) -> TeamAt:
    if team.record is None:
        return team
    record = _changed(
        team.record,
        lead=_person(team.record.lead, view),
        members=_people(team.record.members, view),
        fields=_fields(team.record.fields, "team", view),
    )
    return replace(team, record=record)


def _cycle_file(file: CycleAt, view: _View) -> CycleAt | None:
    """The file with the objectives that are seen; None where nothing of it is."""
    if view.ranks.inside(file.tree, file.team, file.record.audience) > view.level:
        return None
    seen = [goal for goal in view.goals.get(file.path, ()) if view.ranks.goals[goal.ref] <= view.level]
    if not seen and file.record.objectives and (file.single or file.record.intro is None):
        return None
    return replace(file, record=replace(file.record, objectives=tuple(_objective(goal, view) for goal in seen)))


def _objective(goal: GoalAt, view: _View) -> records.Objective:
    record = goal.record
    who = Referrer(goal.team, goal.tree, goal.cycle)
    seen = [(f"{goal.ref}#{id_}", key_result) for id_, key_result in goal.key_results.items()]
    return _changed(
        record,
        owner=_person(record.owner, view),
        with_=_with(record.with_, view),
        supports=_goal_refs(record.supports, who, view),
        drivers=_kpi_refs(record.drivers, who, view),
        guards=_kpi_refs(record.guards, who, view),
        initiatives=tuple(_changed(one, owner=_person(one.owner, view)) for one in record.initiatives),
        key_results=tuple(
            _key_result(ref, one, who, view) for ref, one in seen if view.ranks.key_results[ref] <= view.level
        ),
        fields=_fields(record.fields, "objective", view),
    )


def _key_result(ref: str, record: records.KeyResult, who: Referrer, view: _View) -> records.KeyResult:
    if view.ranks.values[ref] > view.level:
        record = _withheld_key_result(record)
    kpi = _kpi_refs((record.kpi,) if record.kpi else (), who, view)
    seen = [checkin for checkin in record.checkins if view.ranks.of(checkin.audience) <= view.level]
    return _changed(
        record,
        owner=_person(record.owner, view),
        with_=_with(record.with_, view),
        kpi=kpi[0] if kpi else None,
        supports=_goal_refs(record.supports, who, view),
        drivers=_kpi_refs(record.drivers, who, view),
        guards=_kpi_refs(record.guards, who, view),
        checkins=tuple(_changed(checkin, by=_person(checkin.by, view)) for checkin in seen),
        fields=_fields(record.fields, "key_result", view),
    )


def _withheld_key_result(record: records.KeyResult) -> records.KeyResult:
    return replace(
        record,
        checkins=(),
        milestones=tuple(replace(milestone, done=None) for milestone in record.milestones),
        done=None,
        outcome=record.outcome and replace(record.outcome, grade=None),
        withheld=True,
    )


def _kpi_file(file: KpisAt, view: _View) -> KpisAt | None:
    seen = [kpi for kpi in view.kpis.get(file.path, ()) if view.ranks.kpis[kpi.ref] <= view.level]
    return replace(file, record=replace(file.record, kpis=tuple(_kpi(kpi, view) for kpi in seen))) if seen else None


def _kpi(kpi: KpiAt, view: _View) -> records.Kpi:
    record = kpi.record
    if view.ranks.values[kpi.ref] > view.level:
        record = replace(record, values=(), values_path=None, withheld=True)
    elif view.ranks.tables.get(kpi.ref, 0) > view.level:
        record = replace(record, values=(), values_path=None)
    who = Referrer(kpi.team, kpi.tree)
    return _changed(
        record,
        owner=_person(record.owner, view),
        supports=_goal_refs(record.supports, who, view),
        guards=_goal_refs(record.guards, who, view),
        fields=_fields(record.fields, "kpi", view),
    )


def _checkin_file(file: CheckinsAt, view: _View) -> CheckinsAt | None:
    """The file with the check-ins that are seen, each with its reference spelled out; None where there are none."""
    around = view.ranks.inside(file.tree, file.team, file.audience)
    if around > view.level:
        return None
    who = Referrer(file.team, file.tree)
    checkins = (_checkin(checkin, who, view) for checkin in file.checkins)
    kept = tuple(checkin for checkin in checkins if checkin)
    return replace(file, checkins=kept) if kept else None


def _checkin(checkin: records.Checkin, who: Referrer, view: _View) -> records.Checkin | None:
    if checkin.date is None or view.ranks.of(checkin.audience) > view.level:
        return None
    goal = checkin.key_result and find_checkin_target(checkin.key_result, checkin.date, who, view.directory)
    kpi = find_kpi(checkin.kpi, who, view.directory) if checkin.kpi else None
    ref = goal.ref if goal else kpi.ref if kpi else None
    if ref is None or max(view.ranks.of_ref(ref), view.ranks.values[ref]) > view.level:
        return None
    by = _person(checkin.by, view)
    return _changed(checkin, by=by, key_result=ref if goal else None, kpi=None if goal else ref)


def _update(update: UpdateAt, cycles: Container[str], view: _View) -> UpdateAt:
    record = update.record
    return replace(update, record=_changed(record, by=_person(record.by, view), cycle=_cycle(record.cycle, cycles)))


def _cycle(name: str | None, cycles: Container[str]) -> str | None:
    return name if name and normalised(name) in cycles else None


def _goal_refs(words: tuple[str, ...], who: Referrer, view: _View) -> tuple[str, ...]:
    targets = (target.ref for one in words for target in find_goals(one, who, view.directory))
    return tuple(ref for ref in targets if view.ranks.of_ref(ref) <= view.level)


def _kpi_refs(words: tuple[str, ...], who: Referrer, view: _View) -> tuple[str, ...]:
    kpis = (find_kpi(one, who, view.directory) for one in words)
    return tuple(kpi.ref for kpi in kpis if kpi and view.ranks.kpis[kpi.ref] <= view.level)


def _with(words: tuple[str, ...], view: _View) -> tuple[str, ...]:
    """Those who carry a goal too: teams first, then people."""
    return tuple(one for one in words if view.ranks.carrier(one, view.directory) <= view.level)


def _people(words: tuple[str, ...], view: _View) -> tuple[str, ...]:
    return tuple(one for one in words if _person(one, view) is not None)


def _person(words: str | None, view: _View) -> str | None:
    return words if words is None or view.ranks.people.get(person_id(words), 0) <= view.level else None


def _fields(own: Mapping[str, object], kind: str, view: _View) -> Mapping[str, object]:
    """Fields of one's own, without people who are not seen."""
    if not own:
        return own
    declared = view.directory.site.fields.get(kind, {})
    people = {name for name in own if name in declared and declared[name].type == "person"}
    return {name: one for name, one in own.items() if name not in people or _person(str(one), view) is not None}


def _changed(record: R, **values: Any) -> R:
    """The record with other values, or itself where they are the same."""
    other = {name: value for name, value in values.items() if getattr(record, name) != value}
    return replace(record, **other) if other else record
