"""What key results come to in their objective, and objectives in their team (method page, "Objectives, teams")."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from okrsite.goals.arithmetic import at_least, equal, mean
from okrsite.goals.figures import KeyResultFigures, ObjectiveFigures, Status, TeamCycleFigures
from okrsite.goals.model import Cycle, KeyResult, Objective
from okrsite.goals.status import STATUSES, by_confidence, by_gap, is_dropped, worst_reported

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from okrsite.source import records
    from okrsite.source.records import StatusLimits
    from okrsite.source.values import Number

__all__ = ["Part", "band", "grade_of", "objective_figures", "rounded_grade", "support_order", "team_cycle"]

Part = tuple[KeyResult, KeyResultFigures]  # a key result that counts

COMMITTED_BANDS: Final = (1.0, 0.7)  # the least grade of done, and of partly
ASPIRATIONAL_BANDS: Final = (0.7, 0.4)
SHORT: Final = frozenset({"off-track", "missed"})


def objective_figures(
    objective: Objective,
    key_results: tuple[KeyResultFigures, ...],
    supporting: Sequence[ObjectiveFigures],
    cycle: Cycle,
    limits: StatusLimits,
    day: dt.date,
) -> ObjectiveFigures:
    """All figures of an objective on `day`.

    progress = Σ w·p / Σ w over the key results that count and have one, expected likewise over those of the same ones
    that have one; without key results, the plain means over the objectives that support it. confidence: the weighted
    mean of those that have one. coverage: how many that count have a progress, how many count.

    Args:
        objective: Whose.
        key_results: Its key results' figures, in its order.
        supporting: Figures of the objectives that support it.
        cycle: Its cycle.
        limits: How far behind its pace it may be.
        day: The as-of day.
    """
    parts = [part for part in zip(objective.key_results, key_results, strict=True) if part[1].counts]
    progress, expected = _shares(parts) if objective.key_results else _supported_shares(supporting)
    confidence = mean((k.record.weight, f.confidence) for k, f in parts if f.confidence is not None)
    grade = grade_of(objective, parts, progress) if day > cycle.end else None
    status = _status(objective, parts, (progress, expected), confidence, grade, cycle, limits, day)
    return ObjectiveFigures(
        progress=progress,
        expected=expected,
        coverage=(sum(f.progress is not None for _, f in parts), len(parts)),
        status=status,
        reported=worst_reported(f.reported for _, f in parts),
        confidence=confidence,
        grade=grade,
        last_checkin=_latest(f.last_checkin for f in key_results),
        last_news=_latest(f.last_news for f in key_results),
        stale=any(f.stale for _, f in parts),
        dropped=is_dropped(objective.record.dropped, day),
        key_results=key_results,
    )


def _shares(parts: Iterable[Part]) -> tuple[float | None, float | None]:
    measured = [(k.record.weight, f.progress, f.expected) for k, f in parts if f.progress is not None]
    progress = mean((weight, share) for weight, share, _ in measured)
    return progress, mean((weight, share) for weight, _, share in measured if share is not None)


def _supported_shares(supporting: Iterable[ObjectiveFigures]) -> tuple[float | None, float | None]:
    """Plain means; what is dropped is out of every figure."""
    live = [figures for figures in supporting if not figures.dropped]
    progress = mean((1, f.progress) for f in live if f.progress is not None)
    return progress, mean((1, f.expected) for f in live if f.expected is not None)


def _latest(days: Iterable[dt.date | None]) -> dt.date | None:
    return max((day for day in days if day is not None), default=None)


def _status(
    objective: Objective,
    parts: Sequence[Part],
    shares: tuple[float | None, float | None],
    confidence: float | None,
    grade: float | None,
    cycle: Cycle,
    limits: StatusLimits,
    day: dt.date,
) -> Status:
    """The first that applies: dropped, not-started, after the cycle by the grade's band, no-data, done, by its gap."""
    if is_dropped(objective.record.dropped, day):
        return "dropped"
    if day < cycle.start:
        return "not-started"
    if day > cycle.end:
        return "no-data" if grade is None else band(objective.record, grade)
    progress, expected = shares
    if progress is None:
        return "no-data"
    if objective.key_results:
        return _status_of_parts(parts, confidence, limits)
    if equal(progress, 1):
        return "done"
    return _by_gap_or_confidence(progress, expected, None, limits)


def _status_of_parts(parts: Sequence[Part], confidence: float | None, limits: StatusLimits) -> Status:
    """Done when all are; else by the gap over those with p and e, at most at risk when one falls short."""
    if parts and all(f.status == "done" for _, f in parts):
        return "done"
    progress, expected = _shares(part for part in parts if part[1].expected is not None)
    status = _by_gap_or_confidence(progress, expected, confidence, limits)
    falls_short = any(f.status in SHORT for _, f in parts)
    return "at-risk" if status == "on-track" and falls_short else status


def _by_gap_or_confidence(
    progress: float | None, expected: float | None, confidence: float | None, limits: StatusLimits
) -> Status:
    if progress is None or expected is None:
        return by_confidence(confidence)
    return by_gap(expected, progress, limits)


def grade_of(objective: Objective, parts: Iterable[Part], progress: float | None) -> float | None:
    """After the cycle: the outcome's, else the weighted mean of the key results', without key results its progress."""
    outcome = objective.record.outcome
    grade: Number | None = outcome.grade if outcome else None
    if grade is None and objective.key_results:
        grade = mean((k.record.weight, f.grade) for k, f in parts if f.grade is not None)
    elif grade is None:
        grade = progress
    return None if grade is None else rounded_grade(grade)


def rounded_grade(grade: Number) -> float:
    """To one decimal, halves up: floor(10x + 0.5 + 1e-9) / 10."""
    return floor(10 * grade + 0.5 + 1e-9) / 10


def band(record: records.Objective, grade: float) -> Status:
    """What a rounded grade means. Committed: 1.0 done, from 0.7 partly; else: from 0.7 done, from 0.4 partly.

    Below that missed. Learning: done when it has an outcome, else partly.
    """
    if record.kind == "learning":
        return "done" if record.outcome is not None else "partly"
    done, partly = COMMITTED_BANDS if record.kind == "committed" else ASPIRATIONAL_BANDS
    if at_least(grade, done):
        return "done"
    return "partly" if at_least(grade, partly) else "missed"


def support_order(objectives: Mapping[str, Objective]) -> list[str]:
    """The refs of `objectives`, each without key results after those that support it (there are no circles)."""
    order: dict[str, None] = {}
    for ref, objective in objectives.items():
        if objective.key_results:
            order[ref] = None
    for ref in objectives:
        _add_after_support(ref, objectives, order)
    return list(order)


def _add_after_support(ref: str, objectives: Mapping[str, Objective], order: dict[str, None]) -> None:
    """Depth first without recursion: chains of support may be longer than Python's stack."""
    pending = [ref]
    entered: set[str] = set()
    while pending:
        top = pending[-1]
        waiting = [] if top in order or top in entered else [r for r in objectives[top].supported_by if r not in order]
        entered.add(top)
        if waiting:
            pending += waiting
        else:
            order[pending.pop()] = None


def team_cycle(parts: Sequence[tuple[Objective, ObjectiveFigures]]) -> TeamCycleFigures:
    """A team in one cycle: Σ w·p / Σ w over its objectives that count and have one; how many of each status."""
    measured = [
        (objective.record.weight, figures.progress, figures.expected)
        for objective, figures in parts
        if objective.record.weight > 0 and not figures.dropped and figures.progress is not None
    ]
    found = [figures.status for _, figures in parts]
    return TeamCycleFigures(
        progress=mean((weight, share) for weight, share, _ in measured),
        expected=mean((weight, share) for weight, _, share in measured if share is not None),
        statuses={status: found.count(status) for status in STATUSES if status in found},
        objectives=tuple(objective.ref for objective, _ in parts),
    )
