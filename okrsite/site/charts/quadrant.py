"""The balance as a picture: how far a goal is ahead of its pace or behind it across, the health of what drives it up."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site.charts.labels import Label, placed
from okrsite.site.charts.svg import GRID, SHAPE_OF, dot, drawing, number, percent, vertical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.site.charts.drawings import QuadrantDot, QuadrantDrawing
    from okrsite.site.charts.svg import Point

__all__ = ["draw_quadrant"]

_HEIGHT = 400
_TOP, _BOTTOM = 34.0, 362.0
_BAND = 90.0  # pixels over which dots of one health are spread
_REACH = 0.25, 0.5  # a gap that reaches the side: at least, at most
_NAMED = 6  # dots that are named beside them: the first ones
_NAMED_WIDE = 24  # the same where the drawing is wide
_LINKED = 200  # dots that are links with words on hovering: the first ones; of very many the others are only drawn
_SHARE = 274 / 660  # how much less of a wide drawing words take than of the narrowest one
_RING = 12.0  # pixels: how large the ring of a red guard is
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
    named = list(zip(drawn.dots, places, strict=True))[:_NAMED_WIDE]
    names = [_name(one, place, Label if rank < _NAMED else _Wide) for rank, (one, place) in enumerate(named)]
    healths = [
        Label(6, _down(share) + 13, words, "scale", side="start")
        for share, words in zip((1, 0.5, 0), drawn.up, strict=True)
    ]
    rules = vertical(middle, _TOP - 10, _BOTTOM, "axis") + (
        f'<line class="axis" x1="0" x2="100%" y1="{number(level)}" y2="{number(level)}"/>'
    )
    scale = Label(middle, 0, drawn.across, "scale", side="middle").text(_HEIGHT - 8)
    marks = _others(drawn.dots[_LINKED:], places[_LINKED:]) + "".join(
        _mark(one, place) for one, place in zip(drawn.dots[:_LINKED], places, strict=False)
    )
    said = (drawn.title, drawn.description)
    body = (
        rules
        + scale
        + placed([*corners, *healths, *names], _TOP - 14, _BOTTOM + 12, list(map(_extent, drawn.dots, places)))
    )
    return drawing(drawn.id, "quadrant-chart", _HEIGHT, said, body, marks)


@dataclass(frozen=True, slots=True)
class _Wide(Label):
    """Words that stand only where there is room: style sheets leave them out of a narrow drawing."""

    @property
    def extent(self) -> tuple[float, float]:
        first, last = Label(self.across, self.down, self.words, self.name, side="start").extent
        return first, first + (last - first) * _SHARE


def _name(one: QuadrantDot, place: Point, kind: type[Label]) -> Label:
    """A dot's name right above or below it, above a ring: it begins there, is centred or ends there; none where that is taken."""
    across, down, words = place[0], place[1] - (9 if one.marked else 3), _short(one.name)
    name = "dot-label" if kind is Label else "dot-label is-wide"
    first, last = kind(0, 0, words, name, side="start").extent
    width = last - first
    places = [min(max(across - width * share, 0), GRID - width) for share in (0, 0.5, 1)]
    return kind(places[0], down, words, name, side="start", along=tuple(places[1:]), must=False)


def _extent(one: QuadrantDot, place: Point) -> list[Point]:
    """What words keep off: a dot, or its ring from top to bottom."""
    x, y = place
    return [(x, y - _RING + 2), (x, y + _RING)] if one.marked else [place, place]


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
        down = min(max(free, _TOP), _BOTTOM - 10)
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
    return _ring(one, place) + dot(x, y, f"is-{one.state}", one.label, SHAPE_OF.get(one.state, "circle"), one.href)


def _ring(one: QuadrantDot, place: Point) -> str:
    return (
        f'<circle class="ring" cx="{percent(place[0])}" cy="{number(place[1])}" r="{number(_RING)}"/>'
        if one.marked
        else ""
    )


def _others(dots: tuple[QuadrantDot, ...], places: list[Point]) -> str:
    """Dots of very many, each place once: one can see how many there are, and the table names them."""
    drawn = (
        f'<circle class="dot is-{one.state}" cx="{percent(round(x / 3) * 3)}" cy="{number(y)}" r="4"/>{_ring(one, (x, y))}'
        for one, (x, y) in zip(dots, places, strict=True)
    )
    return f'<g aria-hidden="true">{"".join(dict.fromkeys(drawn))}</g>' if dots else ""


def _short(name: str) -> str:
    """At most 20 letters, or 10 of a script whose letters are wide, cut between words where there are any."""
    most = 10 if sum(unicodedata.east_asian_width(one) in "WF" for one in name) * 2 > len(name) else 20
    if len(name) <= most:
        return name
    head, space, _ = name[:most].rpartition(" ")
    return f"{(head if space and len(head) > most / 2 else name[: most - 1]).rstrip(' ,.;:，、；：')}…"
