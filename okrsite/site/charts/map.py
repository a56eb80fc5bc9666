"""The alignment map: goals in columns by level, the top ones first, links as curves. The same goals give the same picture.

Within a column a goal stands as near as it can to those that it supports, and beside the first of those that support it, so that
a map begins at its top; of equal ones the first as written is higher.
"""

from __future__ import annotations

from html import escape
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from okrsite.site.charts.svg import number
from okrsite.site.charts.width import shortened, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsite.site.charts.drawings import MapDrawing, MapNode

__all__ = ["draw_map", "places"]

_WIDE, _HIGH = 228, 58
_ACROSS, _DOWN = 296, 68  # from one box to the next
_TOP = 28  # room for the columns' names
_SWEEPS = 4


class _Place(NamedTuple):
    """A box: its column, and its upper edge in pixels."""

    column: int
    top: float


def places(columns: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> Mapping[str, _Place]:
    """Where each box stands. `columns` are keys in their first order, `links` pairs of (supporting, supported)."""
    tied: dict[str, list[str]] = {}
    for one, other in links:
        tied.setdefault(one, []).append(other)
        tied.setdefault(other, []).append(one)
    rank = {key: position for column in columns for position, key in enumerate(column)}
    column_of = {key: at for at, column in enumerate(columns) for key in column}
    tops = {key: float(position * _DOWN) for key, position in rank.items()}
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for at in range(len(columns)) if forward else reversed(range(len(columns))):
            wanted = {}
            for key in columns[at]:
                near = [tops[other] for other in tied.get(key, ()) if (column_of[other] < at) is forward]
                mean = fsum(near) / len(near) if near else tops[key]
                wanted[key] = mean if forward or not near else min(near)
            tops.update(_spaced(sorted(columns[at], key=lambda key: (wanted[key], rank[key])), wanted))
    least = min(tops.values(), default=0.0)
    return {key: _Place(column_of[key], top - least + _TOP) for key, top in tops.items()}


def draw_map(drawn: MapDrawing) -> str:
    """The map as SVG markup, in pixels: it keeps its size and scrolls sideways where there is no room."""
    keys = [[node.key for node in column] for column in drawn.columns]
    at = places(keys, [(one, other) for one, other, _ in drawn.links])
    high = max((place.top for place in at.values()), default=0) + _HIGH + 4
    wide = (len(drawn.columns) - 1) * _ACROSS + _WIDE + 2
    index = {key: position for position, key in enumerate(key for column in keys for key in column)}
    ties = "".join(_tie(at[one], at[other], index[one], index[other], count) for one, other, count in drawn.links)
    nodes = "".join(_node(node, at[node.key], index[node.key]) for column in drawn.columns for node in column)
    heads = "".join(
        f'<text class="head" x="{column * _ACROSS}" y="14">{escape(shortened(head, 13, _WIDE))}</text>'
        for column, head in enumerate(drawn.heads)
    )
    return (
        f'<svg class="map-picture" width="{wide}" height="{number(high)}"><g role="img" aria-label="{escape(drawn.title)}">'
        f"<desc>{escape(drawn.description)}</desc>{heads}{ties}</g>{nodes}</svg>"
    )


def _spaced(keys: Sequence[str], wanted: Mapping[str, float]) -> Mapping[str, float]:
    """Each where it wants to be, or as near below the one before it as boxes allow; then the whole moved back to the middle."""
    found: dict[str, float] = {}
    last = float("-inf")
    for key in keys:
        last = found[key] = max(wanted[key], last + _DOWN)
    drift = fsum(found[key] - wanted[key] for key in keys) / len(keys) if keys else 0.0
    return {key: top - drift for key, top in found.items()}


def _lines(label: str) -> tuple[str, ...]:
    """A name on at most two lines, broken between words where it has any."""
    most = _WIDE - 20
    if text_width(label, 12.5) <= most:
        return (label,)
    first = shortened(label, 12.5, most + 12).removesuffix("…")
    if label[len(first) :][:1] != " " and " " in first:
        first = first.rpartition(" ")[0]
    return first, shortened(label[len(first) :].lstrip(), 12.5, most)


def _tie(one: _Place, other: _Place, one_key: int, other_key: int, count: int) -> str:
    """A curve from the supported goal's right side to the supporting one's left."""
    start, end = other.column * _ACROSS + _WIDE, one.column * _ACROSS
    first, last = other.top + _HIGH / 2, one.top + _HIGH / 2
    bend = max((end - start) / 2, 24)
    width = f' stroke-width="{number(min(1 + count / 2, 6))}"' if count > 1 else ""
    return (
        f'<path class="tie" data-from="{one_key}" data-to="{other_key}"{width} d="M{start} {number(first)}'
        f'C{number(start + bend)} {number(first)} {number(end - bend)} {number(last)} {end} {number(last)}"/>'
    )


def _node(node: MapNode, place: _Place, key: int) -> str:
    """A box that leads to its goal; the lists below the picture have the same links for those who tab."""
    x, y = place.column * _ACROSS, number(place.top)
    note = shortened(node.note, 11.5, _WIDE - 36)
    label = "".join(
        f'<text x="12" y="{17 + 16 * line}">{escape(words)}</text>' for line, words in enumerate(_lines(node.label))
    )
    return (
        f'<a class="node is-{node.state}" href="{escape(node.href)}" data-node="{key}" data-key="{escape(node.key)}" '
        f'tabindex="-1" aria-hidden="true"><title>{escape(node.label)}</title><svg x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}">'
        f'<rect class="box" x=".5" y=".5" width="{_WIDE - 1}" height="{_HIGH - 1}" rx="3"/>'
        f'<rect class="stripe" width="4" height="{_HIGH}"/>{label}'
        f'<text class="note" x="12" y="50"><tspan class="shape">{node.shape}</tspan> {escape(note)}</text></svg></a>'
    )
