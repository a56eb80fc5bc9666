"""The balance as a picture: how far a goal is ahead of its pace or behind it across, the health of what drives it up."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from okrsite.site.charts.labels import Label, placed
from okrsite.site.charts.svg import GRID, SHAPE_OF, dot, drawing, number, percent, vertical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.site.charts.drawings import QuadrantDot, QuadrantDrawing

__all__ = ["draw_quadrant"]

_HEIGHT = 400
_TOP, _BOTTOM = 34.0, 362.0
_BAND = 90.0  # pixels over which dots of one health are spread
_REACH = 0.25, 0.5  # a gap that reaches the side: at least, at most
_NAMED = 6  # dots that are named beside them: the first ones
_WIDTH = 22  # grid units that a dot takes
_STEP = 15.0  # pixels between dots that would lie on each other


def draw_quadrant(drawn: QuadrantDrawing) -> str:
    """The picture as SVG markup: the four corners named, each dot a link, a red guard as a ring around its dot."""
    reach = min(max(max((abs(one.across) for one in drawn.dots), default=0.0), _REACH[0]), _REACH[1])
    middle = _across(-drawn.split, reach)
    level = _down(0.25)
    corners = (
        Label(6, _TOP, drawn.corners[0], "corner", side="start"),
        Label(GRID - 6, _TOP, drawn.corners[1], "corner", side="end"),
        Label(6, _BOTTOM - 10, drawn.corners[2], "corner", above=False, side="start"),
        Label(GRID - 6, _BOTTOM - 10, drawn.corners[3], "corner", above=False, side="end"),
    )
    places = _places(drawn.dots, reach)
    named = list(zip(drawn.dots, places, strict=True))[:_NAMED]
    names = [_name(_short(one.name), x, y - 3) for one, (x, y) in named]
    healths = [
        Label(6, _down(share) + 13, words, "scale", side="start")
        for share, words in zip((1, 0.5, 0), drawn.up, strict=True)
    ]
    rules = vertical(middle, _TOP - 10, _BOTTOM, "axis") + (
        f'<line class="axis" x1="0" x2="100%" y1="{number(level)}" y2="{number(level)}"/>'
    )
    scale = Label(middle, 0, drawn.across, "scale", side="middle").text(_HEIGHT - 8)
    marks = "".join(_mark(one, place) for one, place in zip(drawn.dots, places, strict=True))
    said = (drawn.title, drawn.description)
    body = (
        rules
        + scale
        + placed([*corners, *healths, *names], _TOP - 14, _BOTTOM + 12, [[place, place] for place in places])
    )
    return drawing(drawn.id, "quadrant-chart", _HEIGHT, said, body, marks)


def _name(words: str, across: float, down: float) -> Label:
    """A dot's name right above or below it: it begins there, is centred or ends there; none where that is taken."""
    first, last = Label(0, 0, words, "dot-label", side="start").extent
    width = last - first
    places = [min(max(across - width * share, 0), GRID - width) for share in (0, 0.5, 1)]
    return Label(places[0], down, words, "dot-label", side="start", along=tuple(places[1:]), must=False)


def _across(gap: float, reach: float) -> float:
    return (min(max(gap, -reach), reach) / reach * 0.88 + 1) / 2 * GRID


def _down(health: float) -> float:
    return _BOTTOM - 24 - health * (_BOTTOM - _TOP - 48)


def _places(dots: tuple[QuadrantDot, ...], reach: float) -> list[tuple[float, float]]:
    """Where each dot lies; those that would lie on another move up and down within their band."""
    rows: dict[float, list[float]] = {}  # by how far down: where dots lie, sorted
    tries = [0.0, *(sign * step * _STEP for step in range(1, int(_BAND / 2 / _STEP) + 1) for sign in (1, -1))]
    found = []
    for one in dots:
        x, y = _across(one.across, reach), _down(one.up)
        free = next((y + off for off in tries if _is_free(x, y + off, rows)), y)
        down = min(max(free, _TOP), _BOTTOM)
        insort(rows.setdefault(down, []), x)
        found.append((x, down))
    return found


def _is_free(x: float, y: float, rows: Mapping[float, list[float]]) -> bool:
    """Whether no dot lies at a place or right beside it."""
    for down, taken in rows.items():
        if abs(y - down) <= _STEP - 1:
            nearest = bisect_left(taken, x - _WIDTH)
            if nearest < len(taken) and taken[nearest] <= x + _WIDTH:
                return False
    return True


def _mark(one: QuadrantDot, place: tuple[float, float]) -> str:
    x, y = place
    ring = f'<circle class="ring" cx="{percent(x)}" cy="{number(y)}" r="12"/>' if one.marked else ""
    return ring + dot(x, y, f"is-{one.state}", one.label, SHAPE_OF.get(one.state, "circle"), one.href)


def _short(name: str) -> str:
    """At most 20 letters, or 10 of a script whose letters are wide, cut between words where there are any."""
    most = 10 if sum(unicodedata.east_asian_width(one) in "WF" for one in name) * 2 > len(name) else 20
    if len(name) <= most:
        return name
    head, space, _ = name[:most].rpartition(" ")
    return f"{(head if space and len(head) > most / 2 else name[: most - 1]).rstrip(' ,.;:，、；：')}…"
