"""What a key result's figures say: its status, what people say of it, whether it has gone silent (method page)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from okrsite.goals.arithmetic import at_least, at_most, equal
from okrsite.source.rows import last, latest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from okrsite.goals.figures import MetricKind, Status
    from okrsite.goals.model import KeyResult
    from okrsite.source.records import Checkin, Dropped, StatusLimits
    from okrsite.source.values import Number, Text

__all__ = [
    "STATUSES", "blocked", "by_confidence", "by_gap", "computed", "is_dropped", "is_stale", "last_news",
    "latest_confidence", "reported", "worst_reported",
]  # fmt: skip

STATUSES: Final[tuple[Status, ...]] = (
    "not-started", "on-track", "at-risk", "off-track", "done", "partly", "missed", "no-data", "dropped", "withheld",
)  # fmt: skip
REPORTED_WORST_FIRST: Final = ("off-track", "at-risk", "on-track")
CONFIDENT, UNSURE = 0.7, 0.4  # the least confidence of on track, and of at risk


def is_dropped(dropped: Dropped | None, day: dt.date) -> bool:
    """Whether it was given up by `day`."""
    return dropped is not None and dropped.date <= day


def computed(
    key_result: KeyResult,
    kind: MetricKind,
    shares: tuple[float | None, float | None],
    confidence: Number | None,
    limits: StatusLimits,
    day: dt.date,
) -> Status:
    """A key result's status, the first that applies: see the method page, "Computed status".

    Args:
        key_result: Whose.
        kind: How it is measured.
        shares: Its progress and what its pace expects.
        confidence: The latest; it decides where nothing is expected.
        limits: How far behind its pace it may be, inclusive.
        day: The as-of day.
    """
    progress, expected = shares
    is_over = day > key_result.due
    if is_dropped(key_result.record.dropped, day):
        return "dropped"
    if day < key_result.start:
        return "not-started"
    if progress is None:
        return "no-data"
    if _is_reached(kind, progress, limits, is_over=is_over):
        return "done"
    if is_over:
        return "missed"
    return by_confidence(confidence) if expected is None else by_gap(expected, progress, limits)


def _is_reached(kind: MetricKind, progress: float, limits: StatusLimits, *, is_over: bool) -> bool:
    """All of it; a bound to keep only after its end, when it held as good as all the time."""
    if kind == "keep":
        return is_over and at_least(progress, 1 - limits.at_risk)
    return equal(progress, 1)


def by_gap(expected: float, progress: float, limits: StatusLimits) -> Status:
    """By expected − progress: up to at_risk on track, up to off_track at risk, beyond it off track."""
    if at_most(expected, progress + limits.at_risk):
        return "on-track"
    return "at-risk" if at_most(expected, progress + limits.off_track) else "off-track"


def by_confidence(confidence: Number | None) -> Status:
    """From 0.7 on track, from 0.4 at risk, below off track; none: no data."""
    if confidence is None:
        return "no-data"
    if at_least(confidence, CONFIDENT):
        return "on-track"
    return "at-risk" if at_least(confidence, UNSURE) else "off-track"


def reported(checkins: Sequence[Checkin]) -> str | None:
    """What the latest of `checkins` (by date) that names a status says."""
    status: str | None = latest(checkins, "status")
    return status


def worst_reported(statuses: Iterable[str | None]) -> str | None:
    """The worst of what is reported."""
    said = set(statuses)
    return next((status for status in REPORTED_WORST_FIRST if status in said), None)


def latest_confidence(checkins: Sequence[Checkin]) -> Number | None:
    """The confidence of the latest of `checkins` (by date) that has one."""
    confidence: Number | None = latest(checkins, "confidence")
    return confidence


def blocked(key_result: KeyResult, checkins: Sequence[Checkin]) -> Text | None:
    """What stops it: what the key result says itself, else its latest check-in."""
    if key_result.record.blocked is not None:
        return key_result.record.blocked
    said: Text | None = last(checkins, "blocked")
    return said


def last_news(key_result: KeyResult, checkins: Sequence[Checkin], day: dt.date) -> dt.date | None:
    """The latest of a check-in, a milestone's `done` or its own, by `day`."""
    record = key_result.record
    days = [milestone.done for milestone in record.milestones]
    days.append(record.done)
    days.append(last(checkins, "date"))
    return max((d for d in days if d is not None and d <= day), default=None)


def is_stale(
    key_result: KeyResult, status: Status, news: dt.date | None, is_kpi_stale: bool | None, day: dt.date
) -> bool:
    """Begun, not over, neither done nor dropped, and silent for too long.

    That is: the last news (or its start, if that is later) is more than `checkin_every` days back; of one that a KPI feeds
    (`is_kpi_stale` is not None): the KPI is stale.
    """
    if not key_result.start <= day <= key_result.due or status in {"done", "dropped"}:
        return False
    if is_kpi_stale is not None:
        return is_kpi_stale
    since = max(news or key_result.start, key_result.start)
    return (day - since).days > key_result.checkin_every
