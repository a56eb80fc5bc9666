"""A progress bar: filled as far as one is, with a tick where one should be."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsite.site.charts.svg import number

if TYPE_CHECKING:
    from okrsite.site.charts.drawings import BarDrawing

__all__ = ["draw_bar"]

_HEIGHT = 16


def draw_bar(drawn: BarDrawing) -> str:
    """The bar as SVG markup; it fills its place across. Without a share the track is empty."""
    fill = "" if not drawn.share else f'<rect class="fill" y="4" width="{_percent(drawn.share)}" height="8"/>'
    tick = ""
    if drawn.expected is not None:
        x = _percent(drawn.expected)
        tick = f'<line class="due" x1="{x}" x2="{x}" y1="0" y2="{_HEIGHT}"/>'
    return (
        f'<svg class="bar-line" width="100%" height="{_HEIGHT}" role="img"><title>{escape(drawn.label)}</title>'
        f'<rect class="track" y="4" width="100%" height="8"/>{fill}{tick}</svg>'
    )


def _percent(share: float) -> str:
    return f"{number(min(max(share, 0.0), 1.0) * 100)}%"
