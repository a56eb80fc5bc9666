"""Comparing numbers with the tolerance of the method page, and the means and shares that every figure is made of."""

from __future__ import annotations

from math import fsum, isclose, isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsite.source.values import Bound, Number

__all__ = ["at_least", "at_most", "clamp", "equal", "holds", "mean", "ratio", "total"]

RELATIVE_ERROR = 1e-9  # the method page: "A comparison of numbers allows 1e-9 of relative error"


def equal(one: Number, other: Number) -> bool:
    """Whether two numbers are the same but for 1e-9 of relative error."""
    return one == other or isclose(one, other, rel_tol=RELATIVE_ERROR)


def at_least(value: Number, limit: Number) -> bool:
    """Whether `value` reaches `limit`; exactly on it does."""
    return value >= limit or isclose(value, limit, rel_tol=RELATIVE_ERROR)


def at_most(value: Number, limit: Number) -> bool:
    """Whether `value` does not pass `limit`; exactly on it does not."""
    return value <= limit or isclose(value, limit, rel_tol=RELATIVE_ERROR)


def holds(bound: Bound, value: Number) -> bool:
    """Whether `value` is within `bound`; a value exactly on it is."""
    low, high = bound.low, bound.high
    if low is not None and value < low and not isclose(value, low, rel_tol=RELATIVE_ERROR):
        return False
    return high is None or value <= high or isclose(value, high, rel_tol=RELATIVE_ERROR)


def clamp(share: float) -> float:
    """`share` within 0 to 1."""
    return min(max(0.0, float(share)), 1.0)


def ratio(part: Number, whole: Number) -> float | None:
    """part / whole; None where that is no finite number."""
    if whole == 0:
        return None
    quotient = float(part) / float(whole)
    return quotient if isfinite(quotient) else None


def total(numbers: Iterable[Number]) -> Number:
    """Their sum, whole where they are; the same in every Python (`sum` rounds another way from 3.12 on)."""
    listed = list(numbers)
    return sum(listed) if all(isinstance(number, int) for number in listed) else fsum(listed)


def mean(weighted: Iterable[tuple[Number, Number]]) -> float | None:
    """Sum of weight × value / sum of weights, of pairs (weight, value); None without any weight."""
    whole: Number = 0
    weights: Number = 0
    for weight, value in weighted:
        whole += weight * value
        weights += weight
    return ratio(whole, weights)
