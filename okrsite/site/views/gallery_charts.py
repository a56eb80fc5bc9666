"""What is hard to show, and every chart of it: for the gallery of a theme's components."""

from __future__ import annotations

import datetime as dt

from okrsite.site.charts.drawings import (
    Dot,
    FormerTarget,
    KeyResultDrawing,
    KpiBand,
    KpiDot,
    KpiDrawing,
    MapDrawing,
    MapNode,
    QuadrantDot,
    QuadrantDrawing,
    SparklineDrawing,
)  # fmt: skip
from okrsite.site.charts.histogram import draw_histogram
from okrsite.site.charts.key_result import draw_key_result
from okrsite.site.charts.kpi import draw_kpi
from okrsite.site.charts.map import draw_map
from okrsite.site.charts.quadrant import draw_quadrant
from okrsite.site.charts.sparkline import draw_sparkline
from okrsite.site.views.parts import Chart, Table

__all__ = ["ARABIC", "CHINESE", "DAYS", "HERE", "LONG", "TITLES", "UNBROKEN", "gallery_charts"]

HERE = "#_main"
LONG = ('A title far longer than anyone would read on a phone, with <angle brackets> & "quotes", ' * 3)[:200]
CHINESE = "讓每一位學生都能在公開場合說出自己的學習成果"
ARABIC = "نمو المدرسة في عام 2026"
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2
TITLES = (LONG, CHINESE, ARABIC, UNBROKEN, "A", "–")
DAYS = tuple(dt.date(2026, month, day) for month, day in ((10, 1), (10, 20), (11, 10), (11, 24)))
_END = dt.date(2026, 12, 31)
_TICKS = tuple((dt.date(2026, month, 1), f"{month}/2026") for month in (10, 11, 12))


def gallery_charts() -> tuple[tuple[str, Chart], ...]:
    """Every drawing, with what it is called."""
    table = Table("Its values", ("Day", "Value"), tuple((day.isoformat(), "−42") for day in DAYS))
    return (
        ("Key result chart", Chart(_key_result(), LONG, table)),
        ("KPI chart", Chart(_kpi(), ARABIC, table)),
        ("Map", Chart(_map(), "What supports what.", None)),
        ("Balance quadrant", Chart(_quadrant(), "Goals and KPIs.", None)),
        (
            "Sparkline",
            Chart(
                draw_sparkline(SparklineDrawing(LONG, tuple(zip(DAYS, (1, 5, 3, 9), strict=True)), "green")), "", None
            ),
        ),
        ("Histogram of grades", Chart(draw_histogram("Grades", (0, 3, 9, 1, 0)), "", None)),
    )


def _key_result() -> str:
    drawn = KeyResultDrawing(
        id="_key_result_chart",
        title=LONG,
        description="Far behind.",
        start=DAYS[0],
        end=_END,
        today=DAYS[-1],
        today_label="today",
        dots=tuple(Dot(day, value, str(value)) for day, value in zip(DAYS, (0, -20, 10, 35), strict=True)),
        pace=((DAYS[0], 0.0), (_END, 100.0)),
        target=100.0,
        bounds=(),
        bound_side="",
        forecast=(_END, 60.0),
        first_label="0",
        last_label="35",
        target_label="100",
        forecast_label="60",
        ticks=_TICKS,
        changes=((DAYS[1], LONG),),
        changes_label="changed",
        former=(FormerTarget(DAYS[0], DAYS[1], (60,), "60"),),
    )
    return draw_key_result(drawn)


def _kpi() -> str:
    drawn = KpiDrawing(
        id="_kpi_chart",
        title=CHINESE,
        description="Far apart.",
        dots=tuple(
            KpiDot(day, value, str(value), health, health == "so-far")
            for day, value, health in zip(DAYS, (-5, 10**12, 3, 7), ("red", "green", "amber", "so-far"), strict=True)
        ),
        bands=(KpiBand(DAYS[0], DAYS[-1], 10**11, None, 10**10, None),),
        first_label="−5",
        last_label="7",
        target_label="at least 100,000,000,000",
        ticks=_TICKS,
    )
    return draw_kpi(drawn)


def _map() -> str:
    nodes = tuple(
        MapNode(f"n{at}", title, HERE, state, "●", "57%")
        for at, (title, state) in enumerate(
            zip(TITLES, ("on-track", "at-risk", "off-track", "done", "no-data", "dropped"), strict=True)
        )
    )
    drawn = MapDrawing(
        "Map", "What supports what.", ("Company", CHINESE), (nodes[:2], nodes[2:]), (("n2", "n0", 1), ("n3", "n1", 5))
    )
    return draw_map(drawn)


def _quadrant() -> str:
    dots = tuple(
        QuadrantDot(gap, up, title, title, HERE, state, state == "off-track")
        for gap, up, title, state in (
            (-0.6, 0.0, LONG, "off-track"),
            (0.2, 1.0, CHINESE, "on-track"),
            (0.0, 0.5, ARABIC, "at-risk"),
        )
    )
    corners = ("derailing", "aligned", "behind", "decoupled")
    drawn = QuadrantDrawing(
        "_quadrant", "Balance", "Goals and KPIs.", dots, corners, "progress against pace", ("good", "fair", "bad"), 0.1
    )
    return draw_quadrant(drawn)
