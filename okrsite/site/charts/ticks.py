"""The dates below a chart."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
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
    """Worded days at the baseline `down`: those in the picture; where they would touch on a phone, every other, every third …"""
    labels = [_label(across(day.toordinal()), down, words) for day, words in ticks if across.holds(day.toordinal())]
    extents = [label.extent for label in labels]
    step = next((step for step in range(1, len(labels)) if _are_apart(extents[::step])), max(len(labels), 1))
    return "".join(label.text(down) for label in labels[::step])


def _label(across: float, down: float, words: str) -> Label:
    label = Label(across, down, words, "tick", side="start")
    return replace(label, side="end") if label.extent[1] > GRID else label


def _are_apart(extents: list[tuple[float, float]]) -> bool:
    return all(one[1] + _GAP <= other[0] for one, other in pairwise(extents))
