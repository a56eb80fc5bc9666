"""The chart of a key result: its value over time as a line, its check-ins as dots, against the pace that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site.charts.labels import Label, beside, placed
from okrsite.site.charts.scales import Scale, nice_range
from okrsite.site.charts.svg import (
    GRID,
    Point,
    dot,
    drawing,
    escaped,
    mark,
    number,
    path,
    percent,
    places,
    plot,
    step_path,
    vertical,
)
from okrsite.site.charts.thinning import thinned
from okrsite.site.charts.ticks import date_ticks

if TYPE_CHECKING:
    from okrsite.site.charts.drawings import FormerTarget, KeyResultDrawing

__all__ = ["draw_key_result"]

_HEIGHT = 236
_TOP, _BOTTOM = 40.0, 208.0  # of the plot, in pixels: today's label is above, the months are below
_AXIS = step_path([((0, _BOTTOM), (GRID, _BOTTOM))], "axis")
_LINE_OF_WORDS = 18.0  # room below a target that one goes down to
_MANY = 60  # from so many check-ins on only the last one has a dot
_FAR = 1.0  # a forecast or an old target farther out than this share of all else's range does not squeeze the rest


def draw_key_result(drawn: KeyResultDrawing) -> str:
    """The chart as SVG markup."""
    picture = _Picture.of(drawn)
    said, dots = (drawn.title, drawn.description), picture.dots()
    if any(one.href for one in drawn.dots):
        return drawing(drawn.id, "key-result-chart", _HEIGHT, said, picture.markup(), dots)
    return drawing(drawn.id, "key-result-chart", _HEIGHT, said, picture.markup() + dots)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A drawing with the scales that it is drawn by, and where its lines run."""

    drawn: KeyResultDrawing
    across: Scale
    down: Scale
    line: list[Point]
    pace: list[Point]
    former: tuple[FormerTarget, ...]  # those that the picture has room for
    forecast: list[Point]  # the dotted line: from the last value to the forecast, or to where it leaves the picture

    @classmethod
    def of(cls, drawn: KeyResultDrawing) -> _Picture:
        days = [one.date.toordinal() for one in drawn.dots]
        dates = [drawn.start.toordinal(), drawn.end.toordinal(), *days]
        low, high = _values(drawn)
        across = Scale(min(dates), max(dates), 0, GRID)
        down = Scale(low, high, _BOTTOM - _LINE_OF_WORDS if _falls(drawn) else _BOTTOM, _TOP)
        line = list(zip(across.each(days), down.each([one.value for one in drawn.dots]), strict=True))
        pace = [(across(day.toordinal()), down(value)) for day, value in drawn.pace]
        former = tuple(one for one in drawn.former if all(map(down.holds, one.levels)))
        return cls(drawn, across, down, line, pace, former, _forecast(drawn, across, down, line))

    def markup(self) -> str:
        line = thinned(self.line)
        paths = (
            self.wanted()
            + _AXIS
            + self.rules()
            + path(self.pace, "pace")
            + path(self.forecast, "forecast")
            + path(line, "line")
        )
        return plot(_HEIGHT, paths) + self.changes() + self.today() + self.arrow() + self.goal() + self.words(line)

    def wanted(self) -> str:
        """The ground that a keep should stay on."""
        bounds, side = self.drawn.bounds, self.drawn.bound_side
        if not bounds or not side:
            return ""
        low = self.down(min(bounds)) if side != "high" else _BOTTOM
        high = self.down(max(bounds)) if side != "low" else _TOP
        return path([(0, low), (GRID, low), (GRID, high), (0, high)], "wanted", close=True)

    def rules(self) -> str:
        """Level lines: a keep's bounds, else the target, since it holds; before that what it was."""
        target = self.drawn.target
        levels = self.drawn.bounds or (() if target is None else (target,))
        since = self.across(self.former[-1].end.toordinal()) if self.former else 0
        before = [self.level(one, level) for one in self.former for level in one.levels]
        rules = step_path([((since, self.down(level)), (GRID, self.down(level))) for level in levels], "rule")
        return (step_path(before, "former") if before else "") + rules

    def level(self, former: FormerTarget, level: float) -> tuple[Point, Point]:
        y = self.down(level)
        return (self.across(former.start.toordinal()), y), (self.across(former.end.toordinal()), y)

    def goal(self) -> str:
        """The ring at its end, to which the pace leads where there is one."""
        target = self.drawn.target
        if target is None or self.drawn.bounds:
            return ""
        return dot(self.across(self.drawn.end.toordinal()), self.down(target), "goal", self.drawn.target_label)

    def today(self) -> str:
        day = self.drawn.today.toordinal()
        return vertical(self.across(day), 20, _BOTTOM, "today") if self.across.holds(day) else ""

    def changes(self) -> str:
        """The days on which the goalposts moved."""
        return "".join(
            f"<g><title>{escaped(words)}</title>{vertical(self.across(day.toordinal()), 20, _BOTTOM, 'changed')}</g>"
            for day, words in self.drawn.changes
            if self.across.holds(day.toordinal())
        )

    def arrow(self) -> str:
        """Where the forecast leaves the picture: which way."""
        ends = self.forecast
        if not ends or self.drawn.forecast is None or self.down.holds(self.drawn.forecast[1]):
            return ""
        up = self.drawn.forecast[1] > self.down.high
        shape = "M0-2L5 7H-5z" if up else "M0 2L5-7H-5z"
        x, y = ends[-1]
        return f'<svg class="at" x="{percent(x)}" y="{number(y)}"><path class="arrow" d="{shape}"/></svg>'

    def dots(self) -> str:
        """The marks of the values, each a link where it leads to something."""
        shown = list(zip(self.drawn.dots, self.line, strict=True))
        shown = shown if len(shown) < _MANY else shown[-1:]
        last = len(shown) - 1
        at = places([place for _, place in shown])
        return "".join(
            [mark(at[i], "last" if i == last else "", one.label, href=one.href) for i, (one, _) in enumerate(shown)]
        )

    def words(self, drawn_line: list[Point]) -> str:
        drawn, line = self.drawn, self.line
        labels = []
        if line:
            labels.append(beside(*line[-1], drawn.last_label, "last-label", rises=line[-1][1] <= line[-2:][0][1]))
        target = max(drawn.bounds) if drawn.bounds else drawn.target
        up = not _falls(drawn)
        if target is not None:
            along = (GRID * 0.5, 0.0) if not self.former else ()  # where the line's end is taken
            labels.append(Label(GRID, self.down(target), drawn.target_label, "target-label", above=up, along=along))
        if len(line) > 1:
            labels.append(Label(*line[0], drawn.first_label, "first-label", above=line[1][1] >= line[0][1]))
        for one in self.former:
            left, right = self.level(one, max(one.levels))
            labels.append(Label(left[0], left[1], one.label, "former-label", above=up, along=(right[0],)))
        if ends := self.forecast:
            rises = ends[-1][1] <= ends[0][1]
            labels.append(Label(*ends[-1], drawn.forecast_label, "forecast-label", above=rises))
        today = drawn.today.toordinal()
        above = [Label(self.across(today), 0, drawn.today_label, "today-label")] if self.across.holds(today) else []
        for day, _ in drawn.changes[-1:]:  # one word, where today's leaves room for it
            label = Label(self.across(day.toordinal()), 0, drawn.changes_label, "changed-label")
            if all(label.extent[1] < one.extent[0] or label.extent[0] > one.extent[1] for one in above):
                above.append(label)
        return (
            placed(labels, _TOP - 11, _BOTTOM - 5, (drawn_line, self.pace, ends))
            + placed(above, 13, 13)
            + date_ticks(drawn.ticks, self.across, 226)
        )


def _forecast(drawn: KeyResultDrawing, across: Scale, down: Scale, line: list[Point]) -> list[Point]:
    if drawn.forecast is None or not line:
        return []
    (day, value), last, (x, y) = drawn.forecast, drawn.dots[-1].value, line[-1]
    edge = min(max(value, down.low), down.high)
    share = 1.0 if value in {edge, last} else (edge - last) / (value - last)
    return [(x, y), (x + (across(day.toordinal()) - x) * min(max(share, 0.0), 1.0), down(edge))]


def _falls(drawn: KeyResultDrawing) -> bool:
    """Whether the way to the target leads down."""
    values = [value for _, value in drawn.pace] or [float(one.value) for one in drawn.dots]
    return bool(values) and drawn.target is not None and drawn.target < values[0]


def _values(drawn: KeyResultDrawing) -> tuple[float, float]:
    """The range of values that the picture shows."""
    values = [float(one.value) for one in drawn.dots] + [value for _, value in drawn.pace] + list(drawn.bounds)
    if drawn.target is not None:
        values.append(drawn.target)
    if values:
        low, high = min(values), max(values)
        reach = (high - low) * _FAR
        if drawn.forecast and low - reach <= (forecast := drawn.forecast[1]) <= high + reach:
            values.append(forecast)
            low, high = min(low, forecast), max(high, forecast)
            reach = (high - low) * _FAR
    else:
        low = high = reach = 0.0
    values += [level for one in drawn.former for level in one.levels if low - reach <= level <= high + reach]
    return nice_range(values)
