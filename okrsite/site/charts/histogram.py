"""How grades are spread: eleven small columns, 0 to 1, with both ends named."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsite.site.charts.svg import number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["draw_histogram"]

_WIDE, _GAP, _HIGH, _FOOT = 11, 2, 34, 13


def draw_histogram(title: str, counts: Sequence[int]) -> str:
    """Columns as SVG markup, as high as the highest allows; what has none is a line at the foot."""
    most = max(counts, default=0) or 1
    columns = "".join(
        f'<rect class="column" x="{place * (_WIDE + _GAP)}" y="{number(_HIGH - 1 - count / most * (_HIGH - 3))}" '
        f'width="{_WIDE}" height="{number(1 + count / most * (_HIGH - 3))}"/>'
        for place, count in enumerate(counts)
    )
    width = len(counts) * (_WIDE + _GAP) - _GAP
    ends = f'<text y="{_HIGH + _FOOT - 3}">0</text><text x="{width}" y="{_HIGH + _FOOT - 3}" text-anchor="end">1</text>'
    return (
        f'<svg class="histogram" width="{width}" height="{_HIGH + _FOOT}" viewBox="0 0 {width} {_HIGH + _FOOT}" role="img">'
        f"<title>{escape(title)}</title>{columns}{ends}</svg>"
    )
