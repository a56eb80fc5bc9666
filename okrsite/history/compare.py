"""Two versions of a site, both as of the same day → what differs between them in goals; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals, KeyResult, Kpi, Objective
from okrsite.history import harder
from okrsite.history.around import of_people, of_teams, of_texts
from okrsite.history.changes import Difference, Effect, FieldChange, GoalChange, Happening, Shift, ThingKind
from okrsite.history.fieldwise import bare, fields_of, is_unread
from okrsite.history.happened import checked, measured
from okrsite.history.matching import Pairs, pairs_of
from okrsite.history.newproblems import new_and_solved
from okrsite.history.readable import only_comparable
from okrsite.history.settings import of_site
from okrsite.problems import Problem, Severity
from okrsite.source.records import Changed, Dropped, Outcome
from okrsite.source.values import Metric, Steps, Target, TargetPath, Text

__all__ = ["Side", "difference"]

_OF_OBJECTIVE = ("title", "owner", "with_", "kind", "weight", "why", "tags", "audience", "initiatives")
_OF_KEY_RESULT = (
    "title", "owner", "with_", "weight", "why", "blocked", "tags", "audience", "values_audience", "checkin_every",
)  # fmt: skip
_OF_KPI = (
    "name", "owner", "unit", "every", "tolerance", "total", "leads", "about", "source", "archived", "tags", "audience", "values_audience",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a site: its goals and figures for one audience, and what is wrong with it, as far as that may be told.

    Without goals it is a site that can't be read, or, `is_absent`, there is none. `unread`: files with errors that are not
    among the problems.
    """

    goals: Goals | None
    figures: Figures | None
    problems: Sequence[Problem] = ()
    is_absent: bool = False
    unread: frozenset[str] = frozenset()


def difference(base: Side, head: Side, day: dt.date) -> Difference:
    """What differs between two sides that are both as of `day`; where one is absent, everything is new, or gone."""
    base, head = _whole_side(base, head), _whole_side(head, base)
    before, after = _unread(base), _unread(head)
    if base.goals is None or base.figures is None or head.goals is None or head.figures is None:
        introduced, solved = new_and_solved(base.problems, head.problems, base.goals, head.goals, Pairs())
        found = Difference(day, base.goals, head.goals, (), (), (), introduced, solved, is_partial=True)
        return only_comparable(found, before, after)
    pairs = pairs_of(base.goals, head.goals)
    both = _Both(base.goals, head.goals, base.figures, head.figures, pairs, day, before | after)
    introduced, solved = new_and_solved(base.problems, head.problems, base.goals, head.goals, both.pairs)
    found = Difference(
        day,
        base.goals,
        head.goals,
        tuple(_everything(both)),
        checked(both.base, both.head, both.pairs, day),
        measured(both.base, both.head, both.pairs),
        introduced,
        solved,
        is_partial=bool(before or after),
    )
    return only_comparable(found, before, after)


def _unread(side: Side) -> frozenset[str]:
    """The files of a side that have errors."""
    return side.unread | {one.place.path for one in side.problems if one.severity is Severity.ERROR}


def _whole_side(side: Side, other: Side) -> Side:
    """The side, or for an absent one the other with nothing in it."""
    if not side.is_absent or other.goals is None:
        return side
    nothing = replace(other.goals, teams={}, objectives={}, kpis={}, updates={}, people={}, pages={}, index=None)
    return Side(nothing, other.figures)


@dataclass(frozen=True, slots=True)
class _Both:
    base: Goals
    head: Goals
    before: Figures
    after: Figures
    pairs: Pairs
    day: dt.date
    unread: frozenset[str]  # files with errors on one of the sides


def _everything(both: _Both) -> Iterator[GoalChange]:
    """By kind, in the order of the head, then what is gone in that of the base."""
    if change := of_site(both.base, both.head):
        yield change
    yield from of_teams(both.base, both.head, both.pairs)
    yield from _objectives(both)
    yield from _kpis(both)
    yield from of_texts(both.base, both.head, both.pairs)
    yield from of_people(both.base, both.head)


def _objectives(both: _Both) -> Iterator[GoalChange]:
    base, head, pairs = both.base, both.head, both.pairs
    was = {new: old for old, new in pairs.objectives.items()}
    for ref, objective in head.objectives.items():
        if ref not in was:
            yield _whole("objective", "new", objective, head, both)
            continue
        if change := _objective(base.objectives[was[ref]], objective, both):
            yield change
        yield from _key_results(base.objectives[was[ref]], objective, both)
    for ref, objective in base.objectives.items():
        if ref not in pairs.objectives:
            yield _whole("objective", "gone", objective, base, both)


def _kpis(both: _Both) -> Iterator[GoalChange]:
    was = {new: old for old, new in both.pairs.kpis.items()}
    for ref, kpi in both.head.kpis.items():
        if ref not in was:
            yield GoalChange("kpi", ref, kpi.record.name, "new", kpi.record.places.at())
        elif change := _kpi(both.base.kpis[was[ref]], kpi, both):
            yield change
    for ref, kpi in both.base.kpis.items():
        if ref not in both.pairs.kpis:
            yield GoalChange("kpi", ref, kpi.record.name, "gone", kpi.record.places.at())


def _whole(kind: ThingKind, happening: Happening, goal: Objective | KeyResult, side: Goals, both: _Both) -> GoalChange:
    cycle = goal.ref.split("/")[1]
    start = goal.start if isinstance(goal, KeyResult) else side.cycles[cycle].start
    begun = start <= both.day
    return GoalChange(kind, goal.ref, goal.record.title, happening, goal.record.places.at(), begun=begun)


def _key_results(old: Objective, new: Objective, both: _Both) -> Iterator[GoalChange]:
    was = {both.pairs.key_results[one.ref]: one for one in old.key_results if one.ref in both.pairs.key_results}
    for key_result in new.key_results:
        if key_result.ref not in was:
            yield _whole("key-result", "new", key_result, both.head, both)
        elif change := _key_result(was[key_result.ref], key_result, both):
            yield change
    for key_result in old.key_results:
        if key_result.ref not in both.pairs.key_results:
            yield _whole("key-result", "gone", key_result, both.base, both)


def _objective(old: Objective, new: Objective, both: _Both) -> GoalChange | None:
    fields = [
        *fields_of(old.record, new.record, _OF_OBJECTIVE, both.unread),
        *_ties(old, new, both),
        *_ends(old, new, both.day),
    ]
    before, after = both.before, both.after
    one, other = before.objectives[old.ref], after.objectives[new.ref]
    effect = Effect(
        _shift(one.progress, other.progress),
        _shift(one.status, other.status),
        _shift(before.balance[old.ref].verdict, after.balance[new.ref].verdict),
    )
    begun = both.head.cycles[new.cycle].start <= both.day
    return _changed("objective", old, new, fields, effect, begun, both)


def _key_result(old: KeyResult, new: KeyResult, both: _Both) -> GoalChange | None:
    one, other = both.before.key_results[old.ref], both.after.key_results[new.ref]
    fields = [
        *fields_of(old.record, new.record, _OF_KEY_RESULT, both.unread),
        *_measures(old, new, one.origin, other.origin),
        *_ties(old, new, both),
        *_ends(old, new, both.day),
    ]
    effect = Effect(_shift(one.progress, other.progress), _shift(one.status, other.status))
    fields = [field for field in fields if not is_unread(old.record, new.record, field.name, both.unread)]
    return _changed("key-result", old, new, fields, effect, new.start <= both.day, both)


def _kpi(old: Kpi, new: Kpi, both: _Both) -> GoalChange | None:
    fields = [*fields_of(old.record, new.record, _OF_KPI, both.unread)]
    if _as_written(old.record.target) != _as_written(new.record.target):
        tone = harder.of_target(old.record.target, new.record.target)
        fields.append(FieldChange("target", old.record.target, new.record.target, tone))
    if (one := old.record.tolerance) and (other := new.record.tolerance) and one != other:
        tone = harder.of_bound(one, other)
        fields = [replace(field, tone=tone) if field.name == "tolerance" else field for field in fields]
    fields += _ties(old, new, both)
    effect = Effect(health=_shift(both.before.kpis[old.ref].health, both.after.kpis[new.ref].health))
    was = _was(old, new, both)
    if not fields and effect.is_nothing and not was:
        return None
    return GoalChange("kpi", new.ref, new.record.name, "changed", new.record.places.at(), was, tuple(fields), effect)


def _as_written(target: Target | None) -> object:
    """A target without the days of its periods, which site.yml's `year_starts` moves."""
    match target:
        case Steps():
            return tuple((period.id, bound) for period, bound in target.steps)
        case TargetPath():
            return target.origin, target.to, target.start and target.start.id, target.by.id
    return target


def _changed(
    kind: ThingKind,
    old: Objective | KeyResult,
    new: Objective | KeyResult,
    fields: Sequence[FieldChange],
    effect: Effect,
    begun: bool,
    both: _Both,
) -> GoalChange | None:
    was = _was(old, new, both)
    if not fields and effect.is_nothing and not was:
        return None
    is_dropped = any(field.name == "dropped" and field.after is not None for field in fields)
    reasons = [one.why for one in new.record.changed if _is_new(one, old.record.changed)]
    if is_dropped and new.record.dropped:
        reasons.append(new.record.dropped.why)
    happening: Happening = "dropped" if is_dropped else "changed"
    place = new.record.places.at("title")
    return GoalChange(
        kind, new.ref, new.record.title, happening, place, was, tuple(fields), effect, begun, tuple(reasons)
    )


def _was(old: Objective | KeyResult | Kpi, new: Objective | KeyResult | Kpi, both: _Both) -> str | None:
    """Its old reference, where it is another for a reason of its own: not since its team or its objective is called otherwise."""
    around, hash_, _ = old.ref.partition("#")
    if hash_:
        expected = f"{both.pairs.objectives.get(around, around)}#{old.id}"
    else:
        team, slash, rest = old.ref.partition("/")
        expected = f"{both.pairs.teams.get(team, team)}{slash}{rest}"
    return old.ref if expected != new.ref else None


def _is_new(entry: Changed, before: Iterable[Changed]) -> bool:
    return all((one.date, one.why) != (entry.date, entry.why) for one in before)


def _ties(old: Objective | KeyResult | Kpi, new: Objective | KeyResult | Kpi, both: _Both) -> Iterator[FieldChange]:
    """What it is tied to, where that was written anew and means something else: a goal that came or went elsewhere is told there."""
    for name in ("supports", "guards") if isinstance(new, Kpi) else ("supports", "drivers", "guards"):
        before: tuple[str, ...] = getattr(old.record, name)
        after: tuple[str, ...] = getattr(new.record, name)
        if set(before) == set(after):
            continue
        is_own = (
            not isinstance(new, Objective) or name == "supports"
        )  # an objective's other ties hold those of its key results
        if not is_own or {both.pairs.ref(ref) for ref in getattr(old, name)} != set(getattr(new, name)):
            yield FieldChange(name, before, after)


def _measures(old: KeyResult, new: KeyResult, old_origin: object, new_origin: object) -> Iterator[FieldChange]:
    """How it is measured, from when and until when; where its cycle got other days, site.yml tells it."""
    before, after = old.record.metric, new.record.metric
    steps, other_steps = old.record.milestones, new.record.milestones
    if before != after:
        is_replaced = bool((before is None and steps) or (after is None and other_steps))
        tone = "other" if is_replaced else harder.of_metric(_from(before, old_origin), _from(after, new_origin))
        yield FieldChange("metric", before, after, tone)
    if bare(steps) != bare(other_steps):
        yield FieldChange("milestones", steps, other_steps, harder.of_milestones(steps, other_steps))
    if old.record.is_yes_or_no and new.record.is_yes_or_no and old.record.done != new.record.done:
        yield FieldChange("done", old.record.done, new.record.done)
    if old.kpi != new.kpi and (old.record.kpi or "") != (new.record.kpi or ""):
        yield FieldChange("kpi", old.kpi, new.kpi)
    is_same_cycle = old.ref.split("/")[1] == new.ref.split("/")[1]
    if old.start != new.start and (old.record.start or new.record.start or not is_same_cycle):
        yield FieldChange("start", old.start, new.start)
    if old.due != new.due and (old.record.due or new.record.due) and is_same_cycle:
        yield FieldChange("due", old.due, new.due, harder.of_due(old.due, new.due))


def _from(metric: Metric | None, origin: object) -> Metric | None:
    """The metric with the start that its first value gives, where it names none."""
    if metric is None or metric.kind != "move" or metric.start is not None or not isinstance(origin, int | float):
        return metric
    return replace(metric, start=origin)


def _ends(old: Objective | KeyResult, new: Objective | KeyResult, day: dt.date) -> Iterator[FieldChange]:
    """That it was given up, or taken up again, and what came of it."""
    before, after = _dropped(old.record.dropped, day), _dropped(new.record.dropped, day)
    if before != after:
        yield FieldChange("dropped", before, after)
    yield from _outcome(old.record.outcome, new.record.outcome)


def _dropped(dropped: Dropped | None, day: dt.date) -> dt.date | None:
    return dropped.date if dropped and dropped.date <= day else None


def _outcome(old: Outcome | None, new: Outcome | None) -> Iterator[FieldChange]:
    before, after = (one.grade if one else None for one in (old, new))
    if before != after:
        yield FieldChange("grade", before, after)
    said: list[Text | None] = [one.note if one else None for one in (old, new)]
    if said[0] != said[1]:
        yield FieldChange("outcome", said[0], said[1])


def _shift(before: str | float | None, after: str | float | None) -> Shift | None:
    if before == after or (
        isinstance(before, float | int) and isinstance(after, float | int) and abs(before - after) < 1e-9
    ):
        return None
    return Shift(before, after)
