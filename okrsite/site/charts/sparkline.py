"""A KPI's history in a table's cell."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from okrsite.site.charts.scales import Scale
from okrsite.site.charts.svg import SHAPE_OF, dot_path, number, path
from okrsite.site.charts.thinning import thinned

if TYPE_CHECKING:
    from okrsite.site.charts.drawings import SparklineDrawing

__all__ = ["draw_sparkline"]

_WIDTH, _HEIGHT, _EDGE = 120, 28, 6


@lru_cache(4096)  # a KPI's line stands on several pages
def draw_sparkline(drawn: SparklineDrawing) -> str:
    """The line as SVG markup, its last value marked by its health; nothing where there is no value."""
    if not drawn.values:
        return ""
    days = [day.toordinal() for day, _ in drawn.values]
    values = [float(value) for _, value in drawn.values]
    across = Scale(min(days), max(days), _EDGE, _WIDTH - _EDGE)
    down = Scale(min(values), max(values), _HEIGHT - _EDGE, _EDGE)
    points = [(across(day), down(value)) for day, value in zip(days, values, strict=True)]
    x, y = points[-1]
    shape = dot_path(SHAPE_OF.get(drawn.health, "circle"))
    return (
        f'<svg class="spark" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        f"<title>{escape(drawn.title)}</title>{path(thinned(points), 'line')}"
        f'<path class="dot is-{drawn.health}" transform="translate({number(x)} {number(y)}) scale(.8)" d="{shape}"/>'
        "</svg>"
    )
