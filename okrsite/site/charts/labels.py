"""Words in a drawing: each beside what it names, moved up or down where it would stand on another."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site.charts.svg import GRID, Point, escaped, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Label", "beside", "placed"]

_NARROW = 320  # pixels: the smallest width at which nothing may overlap
_LINE = 15  # pixels from one line of words to the next
_NEAR = 50  # pixels: as far from its place words still seem to belong to it
_LETTER = 6.8  # pixels, on average, at 13 px
_WIDE_LETTER = 13.2

_Taken = tuple[float, float, float]  # words that are placed: from, to, baseline


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: across in grid units, down in pixels; `above`: on which side of it they stand if they can.

    Words about a level line may stand anywhere on it: `along` are the further places, the best first.
    """

    across: float
    down: float
    words: str
    name: str
    above: bool = True
    side: str = ""  # `start`: to the right of its place, `end`: to the left; default by where in the drawing it is
    along: tuple[float, ...] = ()

    @property
    def anchor(self) -> str:
        """To the right of its place in the left part of the drawing, to the left of it in the right part."""
        if self.side:
            return self.side
        return "start" if self.across < GRID * 0.4 else "end" if self.across > GRID * 0.6 else "middle"

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it reaches across on the narrowest screen, in grid units."""
        wide = 0 if self.words.isascii() else sum(unicodedata.east_asian_width(one) in "WF" for one in self.words)
        width = (wide * _WIDE_LETTER + (len(self.words) - wide) * _LETTER) / _NARROW * GRID
        anchor = self.anchor
        before = 0.0 if anchor == "start" else width if anchor == "end" else width / 2
        return self.across - before, self.across - before + width

    def text(self, down: float) -> str:
        """Its markup with its baseline at `down`."""
        return (
            f'<text class="{self.name}" paint-order="stroke" x="{percent(self.across)}" y="{number(down)}"'
            f' text-anchor="{self.anchor}">{escaped(self.words)}</text>'
        )


def beside(across: float, down: float, words: str, name: str, *, rises: bool) -> Label:
    """A label at a point of a line that rises or falls there: in the corner above or below that the line leaves free."""
    for above in (True, False):
        label = Label(across, down, words, name, above, "end" if rises == above else "start")
        first, last = label.extent
        if first >= 0 and last <= GRID:
            return label
    return Label(across, down, words, name)


def placed(labels: Iterable[Label], top: float, bottom: float, lines: Sequence[Sequence[Point]] = ()) -> str:
    """The markup of all labels with words, those named first having their way.

    Args:
        labels: what is to be said, the most important first.
        top: the highest baseline.
        bottom: the lowest one.
        lines: points of what is drawn, which words keep off where they can do so near their place.
    """
    taken: list[_Taken] = []
    markup = []
    for wanted in labels:
        if not wanted.words:
            continue
        room = _Room.of(wanted, taken, lines)
        down = next((one for one in _near(wanted) if top <= one <= bottom and room.is_free(one)), None)
        if down is None:
            room, down = _place(room, taken, lines, top, bottom)
        taken.append((*room.extent, down))
        markup.append(room.label.text(down))
    return "".join(markup)


def _place(
    room: _Room, taken: Sequence[_Taken], lines: Sequence[Sequence[Point]], top: float, bottom: float
) -> tuple[_Room, float]:
    """The first place, along its line and near it, that is off other words and off what is drawn; else the least bad."""
    label = room.label
    rooms = [room, *(_Room.of(replace(label, across=x), taken, lines) for x in label.along)]
    close = [baseline for baseline in _near(label) if top <= baseline <= bottom]
    around = [baseline for baseline in (*_near(label), *_farther(label)) if top <= baseline <= bottom]
    near = [baseline for baseline in around if abs(baseline - label.down) <= _NEAR]
    for baselines, judge in (
        (close, _Room.is_free),
        (near, _Room.is_free),
        (around if label.along else (), _Room.is_free),
        (around, _Room.is_off_words),
    ):
        for one in rooms:
            for baseline in baselines:
                if judge(one, baseline):
                    return one, baseline
    return rooms[0], min(max(_near(label)[0], top), bottom)


def _near(label: Label) -> tuple[float, float]:
    """The baselines right above and below its place, the wanted one first."""
    above, below = label.down - 9, label.down + 19
    return (above, below) if label.above else (below, above)


def _farther(label: Label) -> list[float]:
    above, below = label.down - 9, label.down + 19
    return [offset for count in range(1, 9) for offset in (above - count * _LINE, below + count * _LINE)]


@dataclass(frozen=True, slots=True)
class _Room:
    """What stands above and below each other where a label reaches across: baselines of words, stretches of lines."""

    label: Label
    extent: tuple[float, float]
    words: list[float]
    stretches: list[tuple[float, float]]

    @classmethod
    def of(cls, label: Label, taken: Sequence[_Taken], lines: Sequence[Sequence[Point]]) -> _Room:
        first, last = extent = label.extent
        words = [baseline for begin, end, baseline in taken if begin < last and first < end]
        stretches: list[tuple[float, float]] = []
        for line in lines:
            if line and line[0][0] <= last + 12 and line[-1][0] >= first - 12:
                stretches += _stretches(line, first - 12, last + 12)
        return cls(label, extent, words, stretches)

    def is_off_words(self, baseline: float) -> bool:
        return not self.words or min([abs(baseline - other) for other in self.words]) >= _LINE

    def is_free(self, baseline: float) -> bool:
        for low, high in self.stretches:
            if low < baseline + 5 and high > baseline - 14:
                return False
        return self.is_off_words(baseline)


def _stretches(line: Sequence[Point], first: float, last: float) -> list[tuple[float, float]]:
    """From where to where down each piece of the line reaches between `first` and `last` across."""
    found = []
    for (x, y), (to_x, to_y) in pairwise(line):
        if x <= last and to_x >= first:
            begin, end = y, to_y
            if to_x > x:
                slope = (to_y - y) / (to_x - x)
                begin = y + slope * (first - x if first > x else 0)
                end = y + slope * ((min(to_x, last)) - x)
            found.append((begin, end) if begin < end else (end, begin))
    return found
