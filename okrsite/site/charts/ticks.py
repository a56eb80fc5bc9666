"""The dates below a chart."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from okrsite.site.charts.labels import Label
from okrsite.site.charts.svg import GRID, number, percent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from okrsite.site.charts.scales import Scale

__all__ = ["date_ticks"]

_GAP = 30  # grid units between two words


def date_ticks(ticks: Iterable[tuple[dt.date, str]], across: Scale, down: float) -> str:
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
        markup.append(
            f'<text class="tick" paint-order="stroke" x="{percent(label.across)}" y="{number(down)}"'
            f' text-anchor="{label.anchor}">{escape(words)}</text>'
        )
    return "".join(markup)
