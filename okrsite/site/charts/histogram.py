"""How grades are spread: eleven small columns, 0.0 to 1.0."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsite.site.charts.svg import number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["draw_histogram"]

_WIDE, _GAP, _HIGH = 11, 2, 34


def draw_histogram(title: str, counts: Sequence[int]) -> str:
    """Columns as SVG markup, as high as the highest allows; what has none is a line at the foot."""
    most = max(counts, default=0) or 1
    columns = "".join(
        f'<rect class="column" x="{place * (_WIDE + _GAP)}" y="{number(_HIGH - 1 - count / most * (_HIGH - 3))}" '
        f'width="{_WIDE}" height="{number(1 + count / most * (_HIGH - 3))}"/>'
        for place, count in enumerate(counts)
    )
    width = len(counts) * (_WIDE + _GAP) - _GAP
    return f'<svg class="histogram" width="{width}" height="{_HIGH}" role="img"><title>{escape(title)}</title>{columns}</svg>'
