"""Metrics, targets and forecasts in words."""

from __future__ import annotations

import math

from okrsite.site.views.parts import Figure
from okrsite.site.wording import Wording
from okrsite.source.values import Bound, Metric, Number, Steps, Target, TargetPath, Text

__all__ = [
    "bound_words",
    "exact_grade_figure",
    "grade_figure",
    "metric_words",
    "rounded",
    "share_figure",
    "target_words",
]


def share_figure(words: Wording, share: float | None) -> Figure | None:
    """A share as `57%`; None for none."""
    return None if share is None else Figure(words.percent(share), share)


def grade_figure(words: Wording, grade: float | None) -> Figure | None:
    """An objective's grade as `0.7` or `1.0`; None for none."""
    return None if grade is None else Figure(words.grade(grade), grade)


def exact_grade_figure(words: Wording, grade: float | None) -> Figure | None:
    """A key result's grade, which is not rounded, as `0.93`; None for none."""
    return None if grade is None else Figure(words.exact_grade(grade), grade)


def metric_words(words: Wording, metric: Metric, origin: Number | None) -> str:
    """`from 0 to 10 students`, `keep at least 99.9%`; `origin` is a move's start where it is known only from its first value."""
    if metric.kind == "keep" and metric.bound:
        return words.gettext("keep %(bound)s", bound=bound_words(words, metric.bound, metric.unit))
    start = metric.start if metric.start is not None else origin
    target = words.quantity(metric.to, metric.unit)
    if start is None:
        return words.gettext("reach %(target)s", target=target)
    return words.gettext("from %(start)s to %(target)s", start=words.first(start, metric.unit), target=target)


def bound_words(words: Wording, bound: Bound, unit: Text | None) -> str:
    """`at least 120 students`."""
    if bound.kind == "at_least":
        return words.gettext("at least %(value)s", value=words.quantity(bound.low, unit))
    if bound.kind == "at_most":
        return words.gettext("at most %(value)s", value=words.quantity(bound.high, unit))
    low, high = words.first(bound.low, unit), words.quantity(bound.high, unit)
    return words.gettext("between %(low)s and %(high)s", low=low, high=high)


def target_words(words: Wording, target: Target | None, unit: Text | None) -> str | None:
    """A KPI's whole target: a bound, its steps one after the other, or its path."""
    if isinstance(target, Bound):
        return bound_words(words, target, unit)
    if isinstance(target, Steps):
        return words.gettext("; ").join(
            words.gettext(
                "from %(period)s: %(bound)s", period=words.period(period.id), bound=bound_words(words, bound, unit)
            )
            for period, bound in target.steps
        )
    return _path_words(words, target, unit) if target else None


def _path_words(words: Wording, path: TargetPath, unit: Text | None) -> str:
    values = {
        "origin": words.number(path.origin),
        "target": words.quantity(path.to, unit),
        "by": words.period(path.by.id),
    }
    if path.start is None:
        return words.gettext("from %(origin)s to %(target)s by %(by)s", **values)
    return words.gettext("from %(origin)s %(when)s to %(target)s by %(by)s", **values, when=words.during(path.start.id))


def rounded(value: float, span: float) -> Number:
    """An estimate without false precision: to the power of ten below a tenth of `span`, the width of what it is read against."""
    size = abs(span) or abs(value)
    if not size or not math.isfinite(value):
        return 0
    digits = -math.floor(math.log10(size / 10) + 1e-9)
    near = round(value, digits)
    return int(near) if digits <= 0 else near
