"""The balance as a picture: how far a goal is ahead of its pace or behind it across, the health of what drives it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site.charts.labels import Label, placed
from okrsite.site.charts.svg import GRID, SHAPE_OF, dot, drawing, number, percent, vertical

if TYPE_CHECKING:
    from okrsite.site.charts.drawings import QuadrantDot, QuadrantDrawing

__all__ = ["draw_quadrant"]

_HEIGHT = 340
_TOP, _BOTTOM = 34.0, 306.0
_BAND = 80.0  # pixels over which dots of one health are spread
_REACH = 0.5  # a gap that reaches the side
_NAMED = 8  # dots that are named beside them
_STEP = 13.0  # pixels between dots that would lie on each other


def draw_quadrant(drawn: QuadrantDrawing) -> str:
    """The picture as SVG markup: the four corners named, each dot a link, a red guard as a ring around its dot."""
    middle = _across(-drawn.split)
    level = _down(0.25)
    corners = (
        Label(6, _TOP, drawn.corners[0], "corner", side="start"),
        Label(GRID - 6, _TOP, drawn.corners[1], "corner", side="end"),
        Label(6, _BOTTOM - 10, drawn.corners[2], "corner", above=False, side="start"),
        Label(GRID - 6, _BOTTOM - 10, drawn.corners[3], "corner", above=False, side="end"),
    )
    places = _places(drawn.dots)
    named = [(one, place) for one, place in zip(drawn.dots, places, strict=True) if one.is_named][:_NAMED]
    names = [Label(x, y, _short(one.name), "dot-label") for one, (x, y) in named]
    rules = vertical(middle, _TOP - 10, _BOTTOM, "axis") + (
        f'<line class="axis" x1="0" x2="100%" y1="{number(level)}" y2="{number(level)}"/>'
    )
    scale = f'<text class="scale" x="{percent(middle)}" y="{_HEIGHT - 8}" text-anchor="middle">{_escaped(drawn.across)}</text>'
    marks = "".join(_mark(one, place) for one, place in zip(drawn.dots, places, strict=True))
    said = (drawn.title, drawn.description)
    body = rules + scale + placed([*corners, *names], _TOP - 14, _BOTTOM + 12, [[place] for place in places])
    return drawing(drawn.id, "quadrant-chart", _HEIGHT, said, body, marks)


def _across(gap: float) -> float:
    return (min(max(gap, -_REACH), _REACH) / _REACH * 0.92 + 1) / 2 * GRID


def _down(health: float) -> float:
    return _BOTTOM - 24 - health * (_BOTTOM - _TOP - 48)


def _places(dots: tuple[QuadrantDot, ...]) -> list[tuple[float, float]]:
    """Where each dot lies; those that would lie on another move up and down within their band."""
    taken: list[tuple[float, float]] = []
    tries = [0.0, *(sign * step * _STEP for step in range(1, int(_BAND / 2 / _STEP) + 1) for sign in (1, -1))]
    for one in dots:
        x, y = _across(one.across), _down(one.up)
        free = (y + off for off in tries if all(abs(x - a) > 22 or abs(y + off - b) > _STEP - 1 for a, b in taken))
        taken.append((x, min(max(next(free, y), _TOP), _BOTTOM)))
    return taken


def _mark(one: QuadrantDot, place: tuple[float, float]) -> str:
    x, y = place
    ring = f'<circle class="ring" cx="{percent(x)}" cy="{number(y)}" r="10"/>' if one.marked else ""
    return ring + dot(x, y, f"is-{one.state}", one.label, SHAPE_OF.get(one.state, "circle"), one.href)


def _short(name: str) -> str:
    return name if len(name) <= 28 else name[:27].rstrip() + "…"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
