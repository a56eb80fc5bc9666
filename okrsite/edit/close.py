"""Closing a cycle: every computed grade is written down, so that an archive never changes with formulas and weights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from okrsite.edit.amount import WrongValueError
from okrsite.edit.changes import Changes, edited
from okrsite.edit.readers import figures_of_wider
from okrsite.edit.yamlinsert import CannotEditError, Trail, set_key
from okrsite.goals.measure import measure
from okrsite.source.ids import normalised
from okrsite.source.nearest import did_you_mean

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.edit.yamltext import Value
    from okrsite.goals.figures import Figures
    from okrsite.source.records import Outcome

__all__ = ["close", "cycle_named", "grades", "is_closed", "left_open"]

DIGITS = 4  # of a key result's grade: a hundredth of a per cent


def cycle_named(site: Opened, word: str) -> str:
    """The cycle that a word names. Raises WrongValueError."""
    wanted = normalised(word.strip())
    if wanted in site.goals.cycles:
        return wanted
    hint = (
        did_you_mean(wanted, site.goals.cycles) or f"There are {', '.join(list(site.goals.cycles)[-6:]) or 'none yet'}."
    )
    raise WrongValueError(f"There is no cycle '{word}'. {hint}".replace("`", "'").rstrip())


def close(site: Opened, cycle: str, teams: Collection[str], note: Value, *, anyway: bool = False) -> Changes:
    """The outcomes to write: a grade and a note wherever one is computed and none is written; empty when all are.

    Args:
        site: the site.
        cycle: its cycle.
        teams: whose objectives.
        note: what an outcome says beside its grade.
        anyway: also a cycle that is not over.

    Raises:
        CannotEditError: the cycle is not over; one of its files holds errors, or can't be edited safely.
    """
    end = site.goals.cycles[cycle].end
    if site.today <= end and not anyway:
        raise CannotEditError(f"The cycle {cycle} runs until {end}. To close it before that, add --anyway.")
    for problem in site.problems:
        if cycle in PurePosixPath(problem.place.path.lower()).with_suffix("").parts[-2:]:
            site.refuse_broken(problem.place.path)
    changes: Changes = {}
    for ref, grade in grades(site, cycle, teams).items():
        path, trail, outcome = _where(site, ref)
        changes = _with_grade(site, changes, path, trail, outcome, grade, note)
    return changes


def grades(site: Opened, cycle: str, teams: Collection[str]) -> dict[str, float]:
    """The grades that are computed and not written, by ref; of a learning objective none, since an outcome would make it done.

    None either that not all who would read it compute.
    """
    told = _told_of_more(site, cycle)
    return {ref: grade for ref, grade in _computed(site, cycle, teams).items() if ref not in told}


def _computed(site: Opened, cycle: str, teams: Collection[str]) -> dict[str, float]:
    figures = _figures(site, cycle)
    found: dict[str, float] = {}
    for ref, objective in site.goals.objectives.items():
        if objective.cycle != cycle or objective.team not in teams or figures.objectives[ref].dropped:
            continue
        for key_result in objective.key_results:
            grade = figures.key_results[key_result.ref].grade
            if grade is not None and not _has_grade(key_result.record.outcome) and key_result.record.dropped is None:
                found[key_result.ref] = _short(grade)
        grade = figures.objectives[ref].grade
        is_unlearnt = objective.record.kind == "learning" and objective.record.outcome is None
        if grade is not None and not _has_grade(objective.record.outcome) and not is_unlearnt:
            found[ref] = _short(grade)
    return found


def _told_of_more(site: Opened, cycle: str) -> dict[str, str]:
    """The goals whose grade would tell some readers of what they are not shown, each with the widest such audience."""
    figures = _figures(site, cycle)
    found: dict[str, str] = {}
    for audience, seen in reversed([*figures_of_wider(site, figures.day).items()]):
        for ref, objective in seen.objectives.items():
            if objective.grade != figures.objectives[ref].grade:
                found[ref] = audience
        for ref, key_result in seen.key_results.items():
            if key_result.status != "withheld" and key_result.grade != figures.key_results[ref].grade:
                found[ref] = audience
    return found


def is_closed(before: Opened, after: Opened, cycle: str, teams: Collection[str]) -> bool:
    """Whether the site says afterwards what it said before: every grade written as computed, every check-in in its order."""
    if grades(after, cycle, teams):
        return False
    meant = grades(before, cycle, teams)
    written = {ref: _where(after, ref)[2] for ref in meant}
    as_meant = all(outcome is not None and outcome.grade == meant[ref] for ref, outcome in written.items())
    return as_meant and _said(before) == _said(after)


def _said(site: Opened) -> dict[str, list[tuple[object, ...]]]:
    """The check-ins of each key result, without their places; the last first, and what is said twice only once."""
    names = ("date", "value", "progress", "confidence", "status", "note", "by", "blocked", "audience")
    backwards = {
        one.ref: [tuple(getattr(checkin, name) for name in names) for checkin in reversed(one.checkins)]
        for objective in site.goals.objectives.values()
        for one in objective.key_results
    }
    return {ref: [*dict.fromkeys(told)] for ref, told in backwards.items()}


def left_open(site: Opened, cycle: str, teams: Collection[str]) -> list[str]:
    """What closing can't write, as sentences."""
    figures = _figures(site, cycle)
    told = []
    for ref, objective in site.goals.objectives.items():
        if objective.cycle != cycle or objective.team not in teams or figures.objectives[ref].dropped:
            continue
        if objective.record.kind == "learning" and objective.record.outcome is None:
            told.append(
                f"{ref} is for learning: it is done once you write what was learned, as its `outcome: {{note: …}}`."
            )
        elif figures.objectives[ref].grade is None:
            told.append(f"{ref} has no grade: nothing in it was ever measured.")
    more = _told_of_more(site, cycle)
    told += [
        f"{ref} gets no grade: it would tell `{more[ref]}` of values that are withheld from it. Write its outcome by hand, "
        "as all who are shown it may read it.".replace("`", "'")
        for ref in _computed(site, cycle, teams)
        if ref in more
    ]
    return told


def _figures(site: Opened, cycle: str) -> Figures:
    """Every figure once the cycle is over."""
    return measure(site.goals, max(site.today, site.goals.cycles[cycle].end + dt.timedelta(1)))


def _where(site: Opened, ref: str) -> tuple[str, Trail, Outcome | None]:
    if "#" in ref:
        key_result = site.goals.key_result(ref)
        return *site.trail_of_key_result(key_result), key_result.record.outcome
    objective = site.goals.objectives[ref]
    return *site.trail_of(objective), objective.record.outcome


def _with_grade(
    site: Opened, changes: Changes, path: str, trail: Trail, outcome: Outcome | None, grade: float, note: Value
) -> Changes:
    if outcome is None:
        return edited(
            site.root, changes, path, lambda text: set_key(text, trail, "outcome", {"grade": grade, "note": note})
        )
    changes = edited(site.root, changes, path, lambda text: set_key(text, (*trail, "outcome"), "grade", grade))
    if outcome.note is None:
        changes = edited(site.root, changes, path, lambda text: set_key(text, (*trail, "outcome"), "note", note))
    return changes


def _has_grade(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.grade is not None


def _short(grade: float) -> float:
    rounded = round(grade, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded
