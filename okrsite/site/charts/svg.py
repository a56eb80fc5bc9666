"""SVG markup in small pieces: numbers, escaped words, and the elements that charts are made of.

Across, places are percentages of the drawing's width; down, they are pixels. So a chart fills whatever column it stands
in, and its words and dots keep their size, on a phone too. Only paths need a grid of their own (`plot`), 0-1000 across.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "GRID",
    "SHAPE_OF",
    "Point",
    "dot",
    "dot_path",
    "drawing",
    "escaped",
    "mark",
    "number",
    "path",
    "percent",
    "places",
    "plot",
    "step_path",
    "vertical",
]

Point = tuple[float, float]  # across in grid units, down in pixels

GRID = 1000
"""The width of a plot in its own units."""

_EVEN = 'vector-effect="non-scaling-stroke"'  # an attribute, since the W3C's CSS checker does not know it

_SHAPES = {
    "circle": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "diamond": "M0-5.5L5.5 0L0 5.5L-5.5 0z",
    "triangle": "M0-5L5.5 4.5H-5.5z",
}
_SPECIAL = re.compile("[&<>'\"]")
SHAPE_OF = {"amber": "diamond", "at-risk": "diamond", "red": "triangle", "off-track": "triangle", "missed": "triangle"}
"""The shape of a health or status, as its badge has it; all others are circles."""


def number(value: float) -> str:
    """At most one decimal, without a sign before zero."""
    text = f"{value:.1f}"
    if text[-1] != "0":
        return text
    return "0" if text == "-0.0" else text[:-2]


def percent(across: float) -> str:
    """Grid units as a percentage of the width."""
    return f"{number(across / GRID * 100)}%"


def escaped(words: str) -> str:
    """Words as they stand in markup; most have nothing to escape."""
    return words if _SPECIAL.search(words) is None else escape(words)


def drawing(name: str, kind: str, height: int, said: tuple[str, str], body: str, links: str = "") -> str:
    """A whole chart: `name` is its id on the page, `kind` its class, `said` its title and description.

    What is inside an image is hidden from assistive technology, so marks that are links stand beside it.
    """
    role = f'role="img" aria-labelledby="{name}-t {name}-d"'
    title, description = said
    words = f'<title id="{name}-t">{escaped(title)}</title><desc id="{name}-d">{escaped(description)}</desc>'
    begin = f'<svg class="chart {kind}" width="100%" height="{height}"'
    if links:
        return f"{begin}><g {role}>{words}{body}</g>{links}</svg>"
    return f"{begin} {role}>{words}{body}</svg>"


def plot(height: int, body: str) -> str:
    """Paths, stretched over the whole width."""
    return f'<svg viewBox="0 0 {GRID} {height}" preserveAspectRatio="none" width="100%" height="{height}">{body}</svg>'


def path(points: Sequence[Point], name: str, *, close: bool = False) -> str:
    """A line through points, or an area; nothing where there are fewer than two."""
    if len(points) < 2:
        return ""
    return f'<path class="{name}" {_EVEN} d="M{_joined(points)}{"z" if close else ""}"/>'


def _joined(points: Sequence[Point]) -> str:
    """Points with `L` between them: formatted in one go, then rid of needless decimals, as `number` does with one."""
    text = "L".join(["%.1f %.1f" % point for point in points])  # noqa: UP031 - a tuple as it is
    if "-0.0" in text:
        return "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return text.replace(".0 ", " ").replace(".0L", "L").removesuffix(".0")


def step_path(segments: Iterable[tuple[Point, Point]], name: str) -> str:
    """Separate straight lines as one path; nothing where there are none."""
    parts = [f"M{number(a)} {number(b)}L{number(c)} {number(d)}" for (a, b), (c, d) in segments]
    return f'<path class="{name}" {_EVEN} d="{"".join(parts)}"/>' if parts else ""


def vertical(across: float, top: float, bottom: float, name: str) -> str:
    """An upright line."""
    x = percent(across)
    return f'<line class="{name}" x1="{x}" x2="{x}" y1="{number(top)}" y2="{number(bottom)}"/>'


def dot_path(shape: str) -> str:
    """The outline of a mark around 0,0."""
    return _SHAPES[shape]


def dot(across: float, down: float, name: str, title: str, shape: str = "circle", href: str | None = None) -> str:
    """A mark with its words on hovering; a link where it leads somewhere, without a tab stop: the table has it too."""
    return mark(places([(across, down)])[0], name, title, shape, href)


def places(points: Sequence[Point]) -> list[str]:
    """Each of many points as the attributes that place a mark."""
    if not points:
        return []
    text = "\n".join([f'x="{across / GRID * 100:.1f}%" y="{down:.1f}"' for across, down in points])
    if "-0.0" in text:
        return [f'x="{percent(across)}" y="{number(down)}"' for across, down in points]
    return text.replace('.0%"', '%"').replace('.0"', '"').split("\n")


def mark(place: str, name: str, title: str, shape: str = "circle", href: str | None = None) -> str:
    """As `dot`, at one of `places`: those of many marks are made in one go."""
    drawn = f'<path class="dot {name}" d="{_SHAPES[shape]}"/>'
    inside = f'<a href="{escaped(href)}" tabindex="-1" aria-hidden="true">{drawn}</a>' if href else drawn
    words = f"<title>{escaped(title)}</title>" if title else ""
    return f'<svg class="at" {place}>{words}{inside}</svg>'
