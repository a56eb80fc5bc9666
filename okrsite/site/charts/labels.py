"""Words in a drawing: each beside what it names, moved up or down where it would stand on another."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site.charts.svg import GRID, Point, escaped, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Label", "beside", "placed"]

_NARROW = 274  # pixels: how wide a chart is on the narrowest screen, where nothing may overlap yet
_LINE = 15  # pixels from one line of words to the next
_ABOVE, _BELOW = -9, 19  # from a place to the baselines right above and below it
_FARTHER = tuple(offset for count in range(1, 9) for offset in (_ABOVE - count * _LINE, _BELOW + count * _LINE))
_ABOVE_BASELINE, _BELOW_BASELINE, _BESIDE = 14, 5, 12  # how near words may come to what is drawn
_NEAR = 50  # pixels: as far from its place words still seem to belong to it
_LETTER = 6.8  # pixels, on average, at 13 px
_WIDE_LETTER = 13.2
_FEW = 4  # points of a line that are not worth looking for the first
_BOLD = 1.2  # how much wider the words of the last value are

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
    must: bool = True  # else it is left out where there is no room right beside its place

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
        if self.name == "last-label":
            width *= _BOLD
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
        room = _room(wanted, taken, lines)
        close = [baseline for baseline in _close(wanted) if top <= baseline <= bottom]
        down = _free(room, close)
        if down is None:
            room, down = _place(room, close, taken, lines, top, bottom)
            if down is None:
                continue
        taken.append((room.first, room.last, down))
        markup.append(room.label.text(down))
    return "".join(markup)


def _place(
    room: _Room,
    close: list[float],
    taken: Sequence[_Taken],
    lines: Sequence[Sequence[Point]],
    top: float,
    bottom: float,
) -> tuple[_Room, float | None]:
    """The first place, along its line and near it, that is off other words and off what is drawn; else the least bad."""
    label = room.label
    rooms = [room]
    for across in label.along:
        rooms.append(_room(_moved(label, across), taken, lines))
        if (down := _free(rooms[-1], close)) is not None:
            return rooms[-1], down
    if not label.must:
        return room, None
    farther = [baseline for offset in _FARTHER if top <= (baseline := label.down + offset) <= bottom]
    around = close + farther
    near = [baseline for baseline in around if abs(baseline - label.down) <= _NEAR]
    for baselines, is_off_lines in ((near, True), (around if label.along else [], True), (around, False)):
        for one in rooms:
            if (down := _free(one, baselines, is_off_lines=is_off_lines)) is not None:
                return one, down
    return room, min(max(_close(label)[0], top), bottom)


def _moved(label: Label, across: float) -> Label:
    """The same words at another place on their line: `replace`, which a chart has no time for."""
    return type(label)(across, label.down, label.words, label.name, label.above, label.side, label.along)


def _close(label: Label) -> tuple[float, float]:
    """The baselines right above and below its place, the wanted one first."""
    above, below = label.down + _ABOVE, label.down + _BELOW
    return (above, below) if label.above else (below, above)


@dataclass(frozen=True, slots=True)
class _Room:
    """What stands above and below each other where a label reaches across: baselines of words, stretches of lines."""

    label: Label
    first: float
    last: float
    words: list[float]
    stretches: list[tuple[float, float]]


def _room(label: Label, taken: Sequence[_Taken], lines: Sequence[Sequence[Point]]) -> _Room:
    first, last = label.extent
    words = [baseline for begin, end, baseline in taken if begin < last and first < end]
    stretches: list[tuple[float, float]] = []
    for line in lines:
        if line and line[0][0] <= last + _BESIDE and line[-1][0] >= first - _BESIDE:
            _add_stretches(stretches, line, first - _BESIDE, last + _BESIDE)
    return _Room(label, first, last, words, stretches)


def _free(room: _Room, baselines: Iterable[float], *, is_off_lines: bool = True) -> float | None:
    """The first of the baselines that is off other words, and off what is drawn if that is asked for."""
    stretches = room.stretches if is_off_lines else []
    for baseline in baselines:  # plain loops: a chart asks for dozens of baselines
        lower, upper = baseline + _BELOW_BASELINE, baseline - _ABOVE_BASELINE
        for low, high in stretches:
            if low < lower and high > upper:
                break
        else:
            for other in room.words:
                if -_LINE < baseline - other < _LINE:
                    break
            else:
                return baseline
    return None


def _add_stretches(found: list[tuple[float, float]], line: Sequence[Point], first: float, last: float) -> None:
    """Adds from where to where down each piece of the line reaches between `first` and `last` across."""
    if len(line) > _FEW:
        left, right = bisect_left(line, (first, -inf)), bisect_right(line, (last, inf))
        line = line[max(left - 1, 0) : right + 1]
    for (x, y), (to_x, to_y) in pairwise(line):
        if x <= last and to_x >= first:
            begin, end = y, to_y
            if to_x > x:
                slope = (to_y - y) / (to_x - x)
                if first > x:
                    begin = y + slope * (first - x)
                if last < to_x:
                    end = y + slope * (last - x)
            found.append((begin, end) if begin < end else (end, begin))
