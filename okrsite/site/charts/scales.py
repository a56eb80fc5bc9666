"""From numbers to places: ranges that end on round numbers, and linear scales."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Scale", "nice_range"]

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TINY = 1e-200
_SAME = 1e-9  # of their size: so near are values that no chart tells them apart


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from a range of numbers to one of places."""

    low: float
    high: float
    first: float  # where `low` is drawn
    last: float

    def __call__(self, value: float) -> float:
        """Where `value` is drawn; outside its range at the nearer end."""
        span = self.high - self.low
        share = (value - self.low) / span if span > 0 else 0.5
        inside = 0.0 if share < 0 else 1.0 if share > 1 else share
        return self.first + (self.last - self.first) * inside

    def each(self, values: Iterable[float]) -> list[float]:
        """Where each of many values is drawn."""
        low, first, width, span = self.low, self.first, self.last - self.first, self.high - self.low
        if span <= 0:
            return [first + width * 0.5 for _ in values]
        shares = [(value - low) / span for value in values]
        return [first + width * (0.0 if share < 0 else 1.0 if share > 1 else share) for share in shares]

    def holds(self, value: float) -> bool:
        """Whether `value` lies in the range."""
        return self.low <= value <= self.high


def nice_range(values: Iterable[float], zero_share: float = 0.5) -> tuple[float, float]:
    """A range that holds all `values` and ends on round numbers.

    Zero is in it where the smallest value is at most `zero_share` of the largest, since a line that does not begin at
    zero overstates what moved. All values equal: the range is as large as they are; nothing at all: 0 to 1.
    """
    known = [float(value) for value in values if math.isfinite(value)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if low > 0 and low <= high * zero_share:
        low = 0.0
    elif high < 0 and high >= low * zero_share:
        high = 0.0
    if high - low <= max(abs(low), abs(high), _TINY) * _SAME:
        reach = abs(low) / 2 if abs(low) > _TINY else 1.0
        low, high = low - reach, high + reach
    step = _step((high - low) / 6)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def _step(size: float) -> float:
    """The smallest round number that is at least `size`."""
    power = 10.0 ** math.floor(math.log10(size))
    return next((step * power for step in _STEPS if step * power >= size), 10.0 * power)
