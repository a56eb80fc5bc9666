"""A KPI's chart: its history with the target and the tolerance that held in each period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from okrsite.goals.figures import KpiFigures, PeriodFigures
from okrsite.goals.model import Kpi
from okrsite.site.charts.drawings import KpiBand, KpiDot, KpiDrawing
from okrsite.site.charts.kpi import draw_kpi
from okrsite.site.views.here import Here
from okrsite.site.views.key_result_chart import brief, month_ticks
from okrsite.site.views.measures import bound_words
from okrsite.site.views.parts import Chart
from okrsite.site.wording import Wording
from okrsite.source.values import Bound, Number, TargetPath, Text

__all__ = ["kpi_chart"]


def kpi_chart(here: Here, kpi: Kpi, figures: KpiFigures, sentence: str) -> Chart | None:
    """The chart, saying `sentence`; None without a value to draw. Its table is the page's own."""
    dots = _dots(here, kpi, figures)
    if not dots or kpi.record.withheld:
        return None
    return Chart(draw_kpi(_drawing(here, kpi, figures, dots, sentence)), sentence, None)


def _drawing(here: Here, kpi: Kpi, figures: KpiFigures, dots: tuple[KpiDot, ...], sentence: str) -> KpiDrawing:
    words, unit = here.words, kpi.record.unit
    return KpiDrawing(
        id="_chart",
        title=here.text(kpi.record.name),
        description=sentence,
        dots=dots,
        bands=_bands(figures.values, isinstance(kpi.record.target, TargetPath)),
        first_label=words.number(dots[0].value),
        last_label=brief(words.quantity(dots[-1].value, unit), words.number(dots[-1].value)),
        target_label=_bound(words, figures.target, unit) if figures.target else "",
        tolerance_label=words.gettext("tolerated: %(bound)s", bound=_bound(words, kpi.record.tolerance, unit))
        if kpi.record.tolerance
        else "",
        ticks=month_ticks(words, figures.values[0].start, figures.values[-1].end),
    )


def _bound(words: Wording, bound: Bound, unit: Text | None) -> str:
    return brief(bound_words(words, bound, unit), bound_words(words, bound, None))


def _dots(here: Here, kpi: Kpi, figures: KpiFigures) -> tuple[KpiDot, ...]:
    words, unit, colon = here.words, kpi.record.unit, here.words.gettext(": ")
    return tuple(
        KpiDot(
            one.end,
            one.value,
            words.period(one.period) + colon + words.quantity(one.value, unit),
            one.health or "so-far",
            one.so_far,
        )
        for one in figures.values
        if one.value is not None
    )


def _bands(values: Sequence[PeriodFigures], is_path: bool) -> tuple[KpiBand, ...]:
    """What was wanted, in one band as long as it stays the same, without gaps; a path slopes from one period's end to the next's."""
    bands: list[KpiBand] = []
    before: PeriodFigures | None = None
    for period in values:
        if is_path:
            if period.target:
                bands.append(_slope(period, before or period))
        elif before and bands and _same(before, period) and before.target:
            bands[-1] = _band(bands[-1].start, period)
        elif period.target:
            bands.append(_band(before.end if bands and before and before.target else period.start, period))
        before = period
    return tuple(bands)


def _same(one: PeriodFigures, other: PeriodFigures) -> bool:
    return (one.target, one.tolerance) == (other.target, other.tolerance)  # tuples see at once what is the same object


def _band(start: dt.date, period: PeriodFigures) -> KpiBand:
    low, high = _sides(period.target)
    low_tolerance, high_tolerance = _sides(period.tolerance)
    return KpiBand(start, period.end, low, high, low_tolerance, high_tolerance)


def _slope(period: PeriodFigures, before: PeriodFigures) -> KpiBand:
    low, high = _sides(before.target or period.target)
    to_low, to_high = _sides(period.target)
    low_tolerance, high_tolerance = _sides(period.tolerance)
    start = period.start if before is period else before.end
    return KpiBand(start, period.end, low, high, low_tolerance, high_tolerance, to_low, to_high)


def _sides(bound: Bound | None) -> tuple[Number | None, Number | None]:
    return (bound.low, bound.high) if bound else (None, None)
