"""The dates below a chart."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsite.site.charts.labels import Label
from okrsite.site.charts.svg import GRID

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.site.charts.scales import Scale

__all__ = ["date_ticks"]

_GAP = 30  # grid units between two words


@lru_cache(maxsize=256)  # most charts of a site have the same times
def date_ticks(ticks: tuple[tuple[dt.date, str], ...], across: Scale, down: float) -> str:
    """Worded days at the baseline `down`: those in the picture, and of those that would touch on a phone the first."""
    markup = []
    free_from = float("-inf")
    for day, words in ticks:
        if not across.holds(day.toordinal()):
            continue
        label = Label(across(day.toordinal()), down, words, "tick", side="start")
        if label.extent[1] > GRID:
            label = replace(label, side="end")
        first, last = label.extent
        if first < free_from:
            continue
        free_from = last + _GAP
        markup.append(label.text(down))
    return "".join(markup)
