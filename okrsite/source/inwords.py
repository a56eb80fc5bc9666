"""Metrics in the words that people write them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsite.source.values import Bound, Metric

__all__ = ["metric_in_words", "written"]


def written(value: float) -> str:
    """A number as people write it: 10, not 10.0."""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:,.10g}"


def metric_in_words(metric: Metric, unit: str) -> str:
    """`from 0 to 10 students`, `reach 45`, `keep at least 99.9 %`; `unit`: its name, or nothing."""
    words = f" {unit}" if unit else ""
    if metric.bound:
        return f"keep {_bound(metric.bound)}{words}"
    to = written(metric.to) if metric.to is not None else ""
    way = f"reach {to}" if metric.start is None else f"from {written(metric.start)} to {to}"
    return f"{way}{words}"


def _bound(bound: Bound) -> str:
    low, high = (written(value) if value is not None else "" for value in (bound.low, bound.high))
    return {"at_least": f"at least {low}", "at_most": f"at most {high}", "between": f"between {low} and {high}"}[
        bound.kind
    ]
