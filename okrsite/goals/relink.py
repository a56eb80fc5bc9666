"""Goals after a check-in: what was linked stays linked, and the few objectives that a save speaks of are made anew.

Only for changes that leave every name, reference and tie as it was, in sites without anything withheld from the reader. For all
others the answer is None, and everything is linked again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.link_checkins import all_checkins
from okrsite.goals.link_goals import time_of, time_problems
from okrsite.goals.references import Referrer, find_checkin_target
from okrsite.source.rows import column
from okrsite.source.sources import CheckinsAt, CycleAt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsite.goals.link import Linked
    from okrsite.goals.model import Goals, KeyResult, Objective
    from okrsite.problems import Problem
    from okrsite.source import records

__all__ = ["Edit", "Relinked", "relink"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A file of a cycle or of check-ins as it was read before and as it reads now; None: there was, or is, none."""

    before: CycleAt | CheckinsAt | None
    after: CycleAt | CheckinsAt | None


@dataclass(frozen=True, slots=True)
class Relinked:
    """The goals of now, with what is filed where; `changed`: refs of the objectives that are not what they were."""

    linked: Linked
    changed: frozenset[str]


class _TooMuch(Exception):  # noqa: N818 - not an error: all has to be linked again
    """A change reaches farther than an objective's own values and words."""


def relink(linked: Linked, edits: Sequence[Edit]) -> Relinked | None:
    """`linked`, which has no problems, with what `edits` change; None where everything has to be linked again."""
    try:
        return _relinked(linked, edits)
    except _TooMuch:
        return None


def _relinked(linked: Linked, edits: Sequence[Edit]) -> Relinked:
    written: dict[str, records.Objective] = {}  # objectives that are written otherwise
    filed = dict(linked.filed)
    touched: set[str] = set()
    for edit in edits:
        if isinstance(edit.before or edit.after, CheckinsAt):
            touched |= _refile(linked, edit, filed)
        else:
            written |= _rewritten(linked.goals, edit)
    refs = written.keys() | {ref.partition("#")[0] for ref in touched}
    problems: list[Problem] = []
    made = {ref: _objective(linked.goals, ref, written.get(ref), filed, problems) for ref in refs}
    if problems or any(_names_others(linked.goals, linked.goals.objectives[ref], made[ref]) for ref in refs):
        raise _TooMuch
    goals = replace(linked.goals, objectives={**linked.goals.objectives, **made})
    return Relinked(replace(linked, goals=goals, filed=filed), frozenset(refs))


def _refile(linked: Linked, edit: Edit, filed: dict[str, Sequence[tuple[CheckinsAt, int]]]) -> set[str]:
    """Put the check-ins of a file in the place of those that it had; the refs of the key results that they are about."""
    before, after = _targets(linked, edit.before), _targets(linked, edit.after)
    for ref in before.keys() | after.keys():
        others = [(file, at) for file, at in filed.get(ref, ()) if file is not edit.before]
        entries = [*others, *after.get(ref, ())]
        entries.sort(key=lambda entry: (entry[0].tree, entry[0].path.encode("utf-8", "surrogateescape")))
        filed[ref] = entries
    return {*before, *after}


def _targets(linked: Linked, file: CycleAt | CheckinsAt | None) -> dict[str, list[tuple[CheckinsAt, int]]]:
    found: dict[str, list[tuple[CheckinsAt, int]]] = {}
    if file is None:
        return found
    who = Referrer(file.team, file.tree)
    if not isinstance(file, CheckinsAt) or file.team not in linked.directory.teams:
        raise _TooMuch
    named = zip(column(file.checkins, "key_result"), column(file.checkins, "date"), strict=True)
    for at, (key_result, date) in enumerate(named):
        if key_result is None or date is None:
            raise _TooMuch
        target = find_checkin_target(key_result, date, who, linked.directory)
        if target is None or target.ref.partition("#")[0] not in linked.goals.objectives:
            raise _TooMuch
        found.setdefault(target.ref, []).append((file, at))
    return found


def _rewritten(goals: Goals, edit: Edit) -> dict[str, records.Objective]:
    """The objectives of a cycle's file that are written otherwise than before, or elsewhere in it."""
    before, after = edit.before, edit.after
    if not isinstance(before, CycleAt) or not isinstance(after, CycleAt):
        raise _TooMuch
    was, now = before.record, after.record
    if (was.intro, was.audience, len(was.objectives)) != (now.intro, now.audience, len(now.objectives)):
        raise _TooMuch
    found: dict[str, records.Objective] = {}
    for one, other in zip(was.objectives, now.objectives, strict=True):
        ref = f"{before.team}/{before.cycle}/{one.id}"
        if not _has_the_same_ties(one, other) or ref not in goals.objectives:
            raise _TooMuch
        if goals.objectives[ref].record is not one:
            raise _TooMuch
        found[ref] = other
    return found


def _has_the_same_ties(one: records.Objective, other: records.Objective) -> bool:
    """Whether two objectives differ in nothing but their words, their numbers and what was checked in."""
    if len(one.key_results) != len(other.key_results):
        return False
    alike = replace(other, title=one.title, why=one.why, outcome=one.outcome, weight=one.weight, key_results=())
    if alike != replace(one, key_results=()):
        return False
    return all(
        replace(
            now,
            title=was.title,
            why=was.why,
            metric=was.metric,
            milestones=was.milestones,
            done=was.done,
            start=was.start,
            due=was.due,
            weight=was.weight,
            checkins=was.checkins,
            checkin_every=was.checkin_every,
            blocked=was.blocked,
            outcome=was.outcome,
        )
        == was
        for was, now in zip(one.key_results, other.key_results, strict=True)
    )


def _objective(
    goals: Goals,
    ref: str,
    written: records.Objective | None,
    filed: Mapping[str, Sequence[tuple[CheckinsAt, int]]],
    problems: list[Problem],
) -> Objective:
    before = goals.objectives[ref]
    record = written or before.record
    by_id = {one.id: one for one in record.key_results}
    if len(by_id) != len(before.key_results):
        raise _TooMuch
    key_results = tuple(
        _key_result(goals, before, one, by_id[one.id], filed.get(one.ref, ()), problems) for one in before.key_results
    )
    return replace(before, record=record, key_results=key_results)


def _key_result(
    goals: Goals,
    objective: Objective,
    before: KeyResult,
    record: records.KeyResult,
    filed: Sequence[tuple[CheckinsAt, int]],
    problems: list[Problem],
) -> KeyResult:
    cycle, team = goals.cycles[objective.cycle], goals.teams[objective.team].record
    start, due, every = time_of(record, cycle, team, goals.site)
    problems += time_problems(record, start, due)
    checkins = all_checkins(record, filed, problems)
    return replace(before, record=record, start=start, due=due, checkins=checkins, checkin_every=every)


def _names_others(goals: Goals, before: Objective, now: Objective) -> bool:
    """Whether the check-ins of an objective are no longer by the same people, so that somebody may come or go."""
    was, are = _by(before), _by(now)
    return not was <= are or any(not _is_spelled_so(goals, words) for words in are - was)


def _by(objective: Objective) -> set[str]:
    return {by for one in objective.key_results for by in column(one.checkins, "by") if by}


def _is_spelled_so(goals: Goals, words: str) -> bool:
    """Whether somebody is known, and by no other spelling."""
    person = goals.people.get(goals.names.get(words, ""))
    return person is not None and (person.record is not None or person.name == words.strip().removeprefix("@").strip())
