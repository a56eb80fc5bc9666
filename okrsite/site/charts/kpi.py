"""The chart of a KPI: its history against its target, with the tolerance tinted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site.charts.labels import Label, beside, placed
from okrsite.site.charts.scales import Scale, nice_range
from okrsite.site.charts.svg import GRID, SHAPE_OF, Point, drawing, mark, path, places, plot, step_path
from okrsite.site.charts.thinning import thinned
from okrsite.site.charts.ticks import date_ticks

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.site.charts.drawings import KpiBand, KpiDrawing

__all__ = ["draw_kpi"]

_HEIGHT = 232
_TOP, _BOTTOM = 38.0, 204.0
_AXIS = step_path([((0, _BOTTOM), (GRID, _BOTTOM))], "axis")
_ALONG = (GRID * 0.75, GRID * 0.5, GRID * 0.25, 0.0)  # where else on its line the target is named
_Line = tuple[Point, Point]

_FINE = 400  # from so many periods on the line is thin: else its ups and downs are one dark band
_MANY = 40  # from so many periods on only the last finished one has a mark


def draw_kpi(drawn: KpiDrawing) -> str:
    """The chart as SVG markup."""
    return drawing(drawn.id, "kpi-chart", _HEIGHT, (drawn.title, drawn.description), _Picture.of(drawn).markup())


@dataclass(frozen=True, slots=True)
class _Picture:
    """A drawing with the scales that it is drawn by."""

    drawn: KpiDrawing
    across: Scale
    down: Scale
    line: list[Point]  # where each period is

    @classmethod
    def of(cls, drawn: KpiDrawing) -> _Picture:
        days = [one.end for one in drawn.dots] or [day for band in drawn.bands for day in (band.start, band.end)]
        first, last = (days[0].toordinal(), max(days).toordinal()) if days else (0, 1)
        low, high = nice_range(_values(drawn))
        across, down = Scale(min(first, last), last, 0, GRID), Scale(low, high, _BOTTOM, _TOP)
        ends = across.each([one.end.toordinal() for one in drawn.dots])
        return cls(drawn, across, down, list(zip(ends, down.each([one.value for one in drawn.dots]), strict=True)))

    def markup(self) -> str:
        finished = [place for one, place in zip(self.drawn.dots, self.line, strict=True) if not one.so_far]
        bands = [(band, self.bounds(band)) for band in self.drawn.bands]
        rules = [line for _, lines in bands for line in lines]
        paths = (
            "".join([self.tints(band, lines) for band, lines in bands])
            + _AXIS
            + step_path(rules, "rule")
            + path(thinned(finished), "line" if len(finished) < _FINE else "line is-fine")
            + path(self.so_far(), "so-far")
        )
        return (
            plot(_HEIGHT, paths)
            + self.dots()
            + self.words(rules, bands[-1:])
            + date_ticks(self.drawn.ticks, self.across, 222)
        )

    def so_far(self) -> list[Point]:
        """From the last finished period to those that are not over."""
        dots = self.drawn.dots
        begin = next((i for i, one in enumerate(dots) if one.so_far), len(dots))
        return self.line[max(begin - 1, 0) :] if begin < len(dots) else []

    def span(self, band: KpiBand) -> tuple[float, float]:
        """From where to where a band reaches across; with a single period, over the whole width."""
        if self.across.low == self.across.high:
            return 0, GRID
        return self.across(band.start.toordinal()), self.across(band.end.toordinal())

    def bounds(self, band: KpiBand) -> list[_Line]:
        """The target's lines."""
        begin, end = self.span(band)
        pairs = [(band.low, band.slope_to_low), (band.high, band.slope_to_high)]
        return [
            (
                (begin, self.down(self.cut(band, bound, to, band.start))),
                (end, self.down(self.cut(band, bound, to, band.end))),
            )
            for bound, to in pairs
            if bound is not None and begin < end
        ]

    def cut(self, band: KpiBand, bound: float, to: float | None, day: dt.date) -> float:
        """A bound's height on a day, or at the picture's edge where the day lies outside."""
        if to is None or band.end == band.start:
            return bound
        inside = min(max(day.toordinal(), self.across.low), self.across.high)
        return bound + (to - bound) * (inside - band.start.toordinal()) / (band.end - band.start).days

    def tints(self, band: KpiBand, bounds: list[_Line]) -> str:
        """What is wanted, and what is tolerated on either side of it."""
        lines = iter(bounds)
        low = next(lines) if band.low is not None and bounds else None
        high = next(lines, None) if band.high is not None else None
        if low is None and high is None:
            return ""
        begin, end = self.span(band)
        floor = low or ((begin, _BOTTOM), (end, _BOTTOM))
        ceiling = high or ((begin, _TOP), (end, _TOP))
        areas = _area(floor, ceiling, "wanted")
        if low and band.low_tolerance is not None:
            edge = self.down(band.low_tolerance)
            areas += _area(((begin, max(edge, low[0][1])), (end, max(edge, low[1][1]))), low, "tolerated")
        if high and band.high_tolerance is not None:
            edge = self.down(band.high_tolerance)
            areas += _area(high, ((begin, min(edge, high[0][1])), (end, min(edge, high[1][1]))), "tolerated")
        return areas

    def dots(self) -> str:
        shown = list(zip(self.drawn.dots, self.line, strict=True))
        if len(shown) >= _MANY:
            finished = [one for one in shown if not one[0].so_far][-1:]
            shown = [*finished, *(one for one in shown[-1:] if one[0].so_far)]
        marks = []
        for (one, _), place in zip(shown, places([place for _, place in shown]), strict=True):
            name = f"is-{one.health} hollow" if one.so_far else f"is-{one.health}"
            marks.append(mark(place, name, one.label, SHAPE_OF.get(one.health, "circle")))
        return "".join(marks)

    def words(self, rules: list[_Line], last_band: list[tuple[KpiBand, list[_Line]]]) -> str:
        dots = self.drawn.dots
        labels = []
        if dots:
            rises = dots[-1].value >= dots[-2:][0].value
            labels.append(beside(*self.line[-1], self.drawn.last_label, "last-label", rises=rises))
        if len(dots) > 1:
            rises = dots[1].value > dots[0].value
            labels.append(Label(*self.line[0], self.drawn.first_label, "first-label", above=not rises))
        heights = [line[1][1] for _, lines in last_band for line in lines]
        if heights:
            labels.append(Label(GRID, min(heights), self.drawn.target_label, "target-label", along=_ALONG))
        labels += [one for band, _ in last_band if (one := self.tolerated(band))]
        return placed(labels, _TOP - 24, _BOTTOM - 5, (thinned(self.line), *rules))

    def tolerated(self, band: KpiBand) -> Label | None:
        """The words at the far edge of what is tolerated."""
        words, name = self.drawn.tolerance_label, "tolerance-label"
        if band.low is not None and band.low_tolerance is not None:
            return Label(GRID, self.down(band.low_tolerance), words, name, above=False, along=_ALONG)
        if band.high is not None and band.high_tolerance is not None:
            return Label(GRID, self.down(band.high_tolerance), words, name, along=_ALONG)
        return None


def _area(below: tuple[Point, Point], above: tuple[Point, Point], name: str) -> str:
    return path([below[0], below[1], above[1], above[0]], name, close=True)


def _values(drawn: KpiDrawing) -> list[float]:
    """Everything that the picture has to show."""
    bounds = [
        (band.low, band.high, band.low_tolerance, band.high_tolerance, band.slope_to_low, band.slope_to_high)
        for band in drawn.bands
    ]
    return [float(one.value) for one in drawn.dots] + [
        float(value) for row in bounds for value in row if value is not None
    ]
