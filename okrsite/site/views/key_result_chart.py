"""A key result's chart: its values over its time against its pace, and the same as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from okrsite.goals.figures import KeyResultFigures
from okrsite.goals.model import KeyResult
from okrsite.site.charts.drawings import Dot, KeyResultDrawing
from okrsite.site.charts.key_result import draw_key_result
from okrsite.site.views.here import Here
from okrsite.site.views.measures import bound_words, rounded
from okrsite.site.views.moves import former_targets, moved_days
from okrsite.site.views.parts import Chart, Table
from okrsite.site.wording import Wording
from okrsite.source.values import Metric, Number

__all__ = ["brief", "key_result_chart", "month_ticks"]

_ROOM = 30  # letters beside a place in a chart
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)  # months from one tick to the next
_CURVE = 12  # corners that draw the square of `pace: late`


def key_result_chart(
    here: Here, key_result: KeyResult, figures: KeyResultFigures, sentence: str, rows: Mapping[dt.date, str]
) -> Chart | None:
    """The chart, saying `sentence`, `rows` giving the anchor of each dated log row; None without a value to draw."""
    if not figures.series or figures.status == "withheld" or figures.kind not in {"move", "keep", "progress"}:
        return None
    metric, words, colon = key_result.record.metric, here.words, here.words.gettext(": ")
    worded = [words.quantity(value, metric.unit) if metric else words.percent(value) for _, value in figures.series]
    dots = tuple(
        Dot(day, value, words.short_day(day) + colon + said, f"#{rows[day]}" if day in rows else None)
        for (day, value), said in zip(figures.series, worded, strict=True)
    )
    drawing = _drawing(here, key_result, figures, dots, sentence)
    return Chart(draw_key_result(drawing), sentence, _table(here, key_result, figures, worded))


@lru_cache(256)  # most goals have their cycle's times, KPIs their months
def month_ticks(words: Wording, start: dt.date, end: dt.date) -> tuple[tuple[dt.date, str], ...]:
    """Month starts from `start` to `end`, worded; where there are many, those of quarters, halves or years."""
    first = start.year * 12 + start.month - 1 + (start.day > 1)
    last = end.year * 12 + end.month - 1
    step = next(
        (step for step in _STEPS if (last - first) // step < (5 if step < 12 else 8)), _STEPS[-1]
    )  # years are short words
    indexes = range(first, last + 1) if step == 1 else range(-(-first // step) * step, last + 1, step)
    months = (dt.date(index // 12, index % 12 + 1, 1) for index in indexes)
    return tuple((month, words.short_month(month) if step < 12 else words.period(f"{month:%Y}")) for month in months)


def _drawing(
    here: Here, key_result: KeyResult, figures: KeyResultFigures, dots: tuple[Dot, ...], sentence: str
) -> KeyResultDrawing:
    words, metric = here.words, key_result.record.metric
    bounds, side = _bounds(metric)
    forecast = None if figures.forecast is None or figures.status == "done" else (key_result.due, figures.forecast)
    return KeyResultDrawing(
        id=f"_chart_{key_result.id}",
        title=here.text(key_result.record.title),
        description=sentence,
        start=key_result.start,
        end=key_result.due,
        today=here.figures.day,
        today_label=words.gettext("today"),
        dots=dots,
        pace=_pace(key_result, figures),
        target=_target(metric),
        bounds=bounds,
        bound_side=side,
        forecast=forecast,
        first_label=_value(words, metric, figures.series[0][1]),
        last_label=_value(words, metric, figures.series[-1][1]),
        target_label=_target_label(words, metric),
        forecast_label=_forecast(words, metric, figures),
        ticks=month_ticks(words, key_result.start, key_result.due),
        changes=_changes(here, key_result),
        changes_label=words.gettext("changed"),
        former=former_targets(here, key_result),
    )


def _changes(here: Here, key_result: KeyResult) -> tuple[tuple[dt.date, str], ...]:
    """When its target, weight or title was changed, and why: as it was written down, and as git has it."""
    words, sep = here.words, here.words.gettext(": ")
    known = [(one.date, here.text(one.why)) for one in key_result.record.changed if one.date <= here.figures.day]
    known += moved_days(here, key_result.ref)
    return tuple((day, words.short_day(day) + sep + said) for day, said in sorted(known, key=lambda one: one[0]))


def _pace(key_result: KeyResult, figures: KeyResultFigures) -> tuple[tuple[dt.date, float], ...]:
    """Corners of the expected line in the metric's unit; empty for a bound to hold, without a pace, without a start."""
    metric, start, due = key_result.record.metric, key_result.start, key_result.due
    if metric is None:
        return ((start, 0.0), (due, 1.0)) if figures.kind == "progress" else ()
    if metric.kind == "keep" or metric.to is None or figures.origin is None:
        return ()
    origin, to = float(figures.origin), float(metric.to)
    if metric.plan:
        return ((start, origin), *((day, float(value)) for day, value in metric.plan), (due, to))
    if metric.pace == "none":
        return ()
    if metric.pace == "linear":
        return ((start, origin), (due, to))
    days, shares = (due - start).days, [step / _CURVE for step in range(_CURVE + 1)]
    return tuple((start + dt.timedelta(days=round(days * x)), origin + (to - origin) * x * x) for x in shares)


def _bounds(metric: Metric | None) -> tuple[tuple[float, ...], str]:
    """A keep's bounds and the side on which they hold."""
    bound = metric.bound if metric else None
    if bound is None:
        return (), ""
    values = tuple(float(value) for value in (bound.low, bound.high) if value is not None)
    return values, {"at_least": "low", "at_most": "high", "between": "between"}[bound.kind]


def _value(words: Wording, metric: Metric | None, value: Number) -> str:
    return words.number(value) if metric else words.percent(value)


def _target(metric: Metric | None) -> float | None:
    """What is to be reached, in the metric's unit; a share where there is none."""
    if metric is None:
        return 1.0
    return None if metric.to is None or metric.bound else float(metric.to)


def _target_label(words: Wording, metric: Metric | None) -> str:
    if metric is None:
        return words.percent(1)
    if metric.bound:
        return brief(bound_words(words, metric.bound, metric.unit), bound_words(words, metric.bound, None))
    return brief(words.quantity(metric.to, metric.unit), words.number(metric.to))


def brief(said: str, without_unit: str) -> str:
    """What a chart has room for on a phone: the words, else those without their unit."""
    return said if len(said) <= _ROOM else without_unit


def _forecast(words: Wording, metric: Metric | None, figures: KeyResultFigures) -> str:
    if metric is None or metric.to is None or figures.forecast is None:
        return ""
    return words.number(rounded(figures.forecast, metric.to - (figures.origin or 0)))


def _table(here: Here, key_result: KeyResult, figures: KeyResultFigures, worded: list[str]) -> Table:
    words = here.words
    return Table(
        words.gettext("%(title)s: its values", title=here.text(key_result.record.title)),
        (words.gettext("Day"), words.gettext("Value")),
        tuple((words.day(day), said) for (day, _), said in zip(figures.series, worded, strict=True)),
    )
