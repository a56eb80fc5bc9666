"""Fewer points for the same picture."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.site.charts.svg import Point

__all__ = ["thinned"]

_COLUMN = 4.0  # grid units: two pixels or so


def thinned(points: Sequence[Point]) -> list[Point]:
    """The points of a line, from left to right; where they crowd, of each column the first, last, lowest and highest."""
    if len(points) <= 250:
        return list(points)
    kept: list[Point] = []
    for _, group in groupby(points, key=lambda point: point[0] // _COLUMN):
        column = list(group)
        heights = [down for _, down in column]
        extremes = {0, heights.index(min(heights)), heights.index(max(heights)), len(column) - 1}
        kept += [column[position] for position in sorted(extremes)]
    return kept
