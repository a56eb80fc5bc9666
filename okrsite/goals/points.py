"""What is known of a KPI by its own values alone: points that are made from their columns when they are asked for."""

from __future__ import annotations

from operator import lt
from typing import TYPE_CHECKING, Any

from okrsite.goals.model import KpiPoint
from okrsite.source.rows import Lazy, Rows, Source, column

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from okrsite.source import records
    from okrsite.source.values import Number, Period

__all__ = ["Points", "known_by", "numbers"]

_BARE = ("period", "value")


class _OfValues(Source[KpiPoint]):
    __slots__ = ("values",)

    def __init__(self, values: Sequence[records.KpiValue]) -> None:
        self.values = values

    def columns(self) -> list[Sequence[Any]]:
        return [column(self.values, name) for name in ("period", "date", "value", "note", "target")]

    def made(self) -> Iterator[KpiPoint]:
        for period, date, value, note, target in zip(*self.columns(), strict=True):
            yield KpiPoint(period.start, period.end, period.id, date or period.start, value, note, target)


class Points(Lazy[KpiPoint]):
    """The points of a KPI's own values, in the order in which those are written."""

    __slots__ = ()
    source: _OfValues

    @classmethod
    def of(cls, values: Sequence[records.KpiValue]) -> Points:
        """Those of `values`."""
        return cls(_OfValues(values))

    def __len__(self) -> int:
        return len(self.source.values)

    def _one(self, at: int) -> KpiPoint:
        values = self.source.values
        if isinstance(values, Rows) and values.source.names == _BARE:
            period, value = column(values, "period")[at], column(values, "value")[at]
            return KpiPoint(period.start, period.end, period.id, period.start, value)
        return super()._one(at)

    @property
    def periods(self) -> Sequence[Period]:
        """What each is of."""
        return column(self.source.values, "period")

    @property
    def are_in_order(self) -> bool:
        """Whether each is of a time after that of the one before."""
        starts = [period.start for period in self.periods]
        return all(map(lt, starts, starts[1:]))


def known_by(points: Sequence[KpiPoint], day: dt.date) -> bool:
    """Whether that can be told at once of all `points`: each is of another period, known from its first day, and `day` comes after."""
    if not isinstance(points, Points) or not points or points.periods[-1].start > day:
        return False
    values = points.source.values
    return isinstance(values, Rows) and "date" not in values.source.names and points.are_in_order


def numbers(points: Sequence[KpiPoint]) -> Sequence[Number | None]:
    """The value of each."""
    return column(points.source.values, "value") if isinstance(points, Points) else [one.value for one in points]
