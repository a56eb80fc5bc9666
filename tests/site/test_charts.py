"""Charts: well-formed, inside their frame, readable without colour, whatever the numbers are."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.site.charts.bar import draw_bar
from okrsite.site.charts.drawings import (
    BarDrawing,
    Dot,
    FormerTarget,
    KeyResultDrawing,
    KpiBand,
    KpiDot,
    KpiDrawing,
    SparklineDrawing,
)
from okrsite.site.charts.key_result import draw_key_result
from okrsite.site.charts.kpi import draw_kpi
from okrsite.site.charts.labels import Label, placed
from okrsite.site.charts.scales import Scale, nice_range
from okrsite.site.charts.sparkline import draw_sparkline
from okrsite.site.charts.svg import number
from okrsite.site.charts.thinning import thinned
from okrsite.site.charts.ticks import date_ticks

START, END = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
NUMBERS = st.floats(-1e15, 1e15) | st.integers(-(10**15), 10**15) | st.sampled_from([0, 1, -1, 1e12, 5e-324, 0.1])
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
WORDS = st.text(max_size=30) | st.sampled_from(["5 students", "<b>&\"'", "40 位學員", ""])
HEALTHS = st.sampled_from(["green", "amber", "red", "no-target", "no-data", "so-far"])


def xml_words(words: str) -> str:
    """Words as content may hold them: no control characters (the reader refuses those)."""
    return "".join(letter for letter in words if letter.isprintable())


@st.composite
def key_results(draw: st.DrawFn) -> KeyResultDrawing:
    words = WORDS.map(xml_words)
    start, end = sorted([draw(DAYS), draw(DAYS)])
    days = sorted(draw(st.lists(DAYS, max_size=70)))
    values = draw(st.lists(NUMBERS, min_size=len(days), max_size=len(days)))
    bounds = tuple(float(value) for value in draw(st.lists(NUMBERS, max_size=2)))
    return KeyResultDrawing(
        id="kr",
        title=draw(words),
        description=draw(words),
        start=start,
        end=end,
        today=draw(DAYS),
        today_label="today",
        dots=tuple(
            Dot(day, value, draw(words), draw(st.none() | st.just("#row")))
            for day, value in zip(days, values, strict=True)
        ),
        pace=((start, float(draw(NUMBERS))), (end, float(draw(NUMBERS)))) if draw(st.booleans()) else (),
        bounds=bounds,
        bound_side=draw(st.sampled_from(["low", "high", "between", ""])) if bounds else "",
        forecast=draw(st.none() | st.tuples(st.just(end), NUMBERS.map(float))),
        first_label=draw(words),
        last_label=draw(words),
        target_label=draw(words),
        forecast_label=draw(words),
        ticks=tuple((day, "Oct") for day in days[:12]),
        target=draw(st.none() | NUMBERS.map(float)),
    )


@st.composite
def kpis(draw: st.DrawFn) -> KpiDrawing:
    words = WORDS.map(xml_words)
    days = sorted(draw(st.lists(DAYS, max_size=50)))
    bound = st.none() | NUMBERS
    bands = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted([draw(DAYS), draw(DAYS)])
        bands.append(KpiBand(start, end, *(draw(bound) for _ in range(6))))
    return KpiDrawing(
        id="kpi",
        title=draw(words),
        description=draw(words),
        dots=tuple(KpiDot(day, draw(NUMBERS), draw(words), draw(HEALTHS), draw(st.booleans())) for day in days),
        bands=tuple(bands),
        first_label=draw(words),
        last_label=draw(words),
        target_label=draw(words),
        ticks=tuple((day, "2026") for day in days[:12]),
    )


def coordinates(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


def assert_sound(svg: str) -> ET.Element:
    """Well-formed; every place finite and inside; no style; what labels it is there once."""
    root = ET.fromstring(svg)  # noqa: S314 - our own markup
    assert not re.search(r"\b(nan|inf)\b", re.sub(r">[^<]*<", "><", svg))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in root.iter():
        assert one.get("style") is None
        for reference in (one.get("aria-labelledby") or "").split():
            assert reference in ids
        for name in ("x", "cx", "x1", "x2", "width"):
            if (one.get(name) or "").endswith("%"):
                assert 0 <= float((one.get(name) or "")[:-1]) <= 100
        for name in ("y", "cy", "y1", "y2"):
            if one.get(name) is not None:
                assert 0 <= float(one.get(name) or "") <= float(root.get("height") or "")
    for plot in (one for one in root.iter() if one.get("viewBox")):
        _, _, width, height = (float(part) for part in (plot.get("viewBox") or "").split())
        for path in (one for one in plot if one.tag == "path" and one.get("transform") is None):
            for x, y in coordinates(path.get("d") or ""):
                assert 0 <= x <= width
                assert 0 <= y <= height
    return root


@settings(deadline=None)
@given(key_results())
def test_any_key_result_is_drawn_soundly(drawn: KeyResultDrawing) -> None:
    assert_sound(draw_key_result(drawn))


@settings(deadline=None)
@given(kpis())
def test_any_kpi_is_drawn_soundly(drawn: KpiDrawing) -> None:
    assert_sound(draw_kpi(drawn))


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, NUMBERS), max_size=300), HEALTHS)
def test_any_sparkline_is_drawn_soundly(values: list[tuple[dt.date, float]], health: str) -> None:
    svg = draw_sparkline(SparklineDrawing("One & all", tuple(sorted(values)), health))
    assert (svg == "") == (not values)
    if svg:
        assert_sound(svg)


@settings(deadline=None)
@given(st.none() | st.floats(-2, 3), st.none() | st.floats(-2, 3))
def test_any_bar_is_drawn_soundly(share: float | None, expected: float | None) -> None:
    root = assert_sound(draw_bar(BarDrawing("37% <reached>", share, expected, "at-risk")))
    assert root.get("role") == "img"
    assert root.findtext("title") == "37% <reached>"
    assert (root.find("line") is not None) == (expected is not None)


def a_key_result(**more: object) -> KeyResultDrawing:
    drawn = KeyResultDrawing(
        id="a", title="Students tell", description="5 of 10 students", start=START, end=END,
        today=dt.date(2026, 11, 22), today_label="today",
        dots=(Dot(dt.date(2026, 10, 14), 2, "14 Oct: 2"), Dot(dt.date(2026, 11, 4), 5, "4 Nov: 5")),
        pace=((START, 0.0), (END, 10.0)), target=10.0, bounds=(), bound_side="", forecast=(END, 13.4),
        first_label="2", last_label="5 students", target_label="10 students", forecast_label="13.4",
        ticks=((START, "Oct"), (dt.date(2026, 11, 1), "Nov"), (dt.date(2026, 12, 1), "Dec")),
    )  # fmt: skip
    return replace(drawn, **more)  # type: ignore[arg-type]


def texts(svg: str) -> dict[str, str]:
    return {one.get("class") or "": one.text or "" for one in ET.fromstring(svg).iter("text")}  # noqa: S314


def test_first_last_target_forecast_and_today_are_said_in_the_picture() -> None:
    said = texts(draw_key_result(a_key_result()))
    assert said == {
        "first-label": "2", "last-label": "5 students", "target-label": "10 students", "forecast-label": "13.4",
        "today-label": "today", "tick": "Dec",
    }  # fmt: skip


def test_a_forecast_far_out_is_cut_at_the_edge_with_an_arrow_and_squeezes_nothing() -> None:
    near, far = draw_key_result(a_key_result()), draw_key_result(a_key_result(forecast=(END, 5000.0)))
    assert 'class="arrow"' not in near
    assert 'class="arrow"' in far
    calm = draw_key_result(a_key_result(forecast=None))
    line = re.compile(r'<path class="line" [^>]*?d="([^"]*)"')
    assert line.findall(far) == line.findall(calm)


def test_an_old_target_is_a_level_line_up_to_the_day_it_moved_and_the_new_one_goes_on_from_there() -> None:
    day = dt.date(2026, 11, 15)
    drawn = draw_key_result(a_key_result(former=(FormerTarget(START, day, (14.0,), "14 students"),)))
    lines = {
        name: re.findall(r"[\d.]+", d) for name, d in re.findall(r'<path class="(former|rule)"[^>]* d="([^"]*)"', drawn)
    }
    assert lines["former"][1] == lines["former"][3]
    assert lines["former"][2] == lines["rule"][0]
    assert texts(drawn)["former-label"] == "14 students"


def test_an_old_target_far_out_squeezes_nothing() -> None:
    former = (FormerTarget(START, dt.date(2026, 11, 15), (9000.0,), "9,000 students"),)
    assert draw_key_result(a_key_result(former=former)) == draw_key_result(a_key_result())


def test_the_day_on_which_the_goalposts_moved_is_marked_with_the_reason() -> None:
    moved = a_key_result(changes=((dt.date(2026, 10, 20), "20 Oct: 10 was 8"),), changes_label="changed")
    drawn = draw_key_result(moved)
    assert "<title>20 Oct: 10 was 8</title>" in drawn
    assert ">changed</text>" in drawn
    late = draw_key_result(replace(moved, changes=((moved.today, "Today"),)))
    assert "<title>Today</title>" in late
    assert ">changed</text>" not in late  # today's word stands there


def test_a_target_that_is_reached_is_named_beside_its_last_value_not_under_it() -> None:
    done = draw_key_result(a_key_result(dots=(Dot(END, 10, "10"),), forecast=None, last_label="10"))
    (last,) = re.findall(r'class="last-label"[^>]* y="([\d.]+)"', done)
    (target,) = re.findall(r'class="target-label"[^>]* y="([\d.]+)"', done)
    assert float(target) == pytest.approx(float(last), abs=1)


def test_dates_below_a_chart_are_evenly_apart() -> None:
    days = [dt.date(2024 + month // 12, month % 12 + 1, 1) for month in range(24)]
    across = Scale(days[0].toordinal(), days[-1].toordinal(), 0, 1000)
    drawn = date_ticks(tuple((day, f"{day:%b %Y}") for day in days), across, 200)
    shown = [dt.datetime.strptime(words, "%b %Y") for words in re.findall(r">([^<]+)</text>", drawn)]
    months = [one.year * 12 + one.month for one in shown]
    assert len(months) > 2
    assert len({other - one for one, other in pairwise(months)}) == 1


def test_a_dot_leads_to_its_row_without_hiding_a_link_inside_an_image() -> None:
    dots = (Dot(START, 1, "1 Oct: 1", "#log-1"),)
    root = assert_sound(draw_key_result(a_key_result(dots=dots)))
    image = next(one for one in root.iter() if one.get("role") == "img")
    assert [one.get("href") for one in root.iter("a")] == ["#log-1"]
    assert not list(image.iter("a"))


def test_without_links_the_drawing_itself_is_the_image() -> None:
    assert assert_sound(draw_key_result(a_key_result())).get("role") == "img"


def test_thousands_of_check_ins_cost_little_and_only_the_last_is_marked() -> None:
    dots = tuple(Dot(START + dt.timedelta(days=day // 40), math.sin(day / 90) * 10, "") for day in range(3000))
    svg = draw_key_result(a_key_result(dots=dots))
    assert len(svg) < 12_000
    assert svg.count('class="dot last"') == 1
    assert 'class="dot "' not in svg


def a_kpi(*healths: str, bands: tuple[KpiBand, ...] = (), so_far: int = 0) -> KpiDrawing:
    dots = tuple(
        KpiDot(dt.date(2026, month, 28), 90 + month, f"2026-{month}", health, month > len(healths) - so_far)
        for month, health in enumerate(healths, 1)
    )
    return KpiDrawing("k", "Enrolments", "121 students", dots, bands, "91", "95 students", "at least 120", ())


def test_each_health_has_a_shape_of_its_own() -> None:
    svg = draw_kpi(a_kpi("green", "amber", "red"))
    shapes = dict(re.findall(r'class="dot is-(\w+)" d="([^"]*)"', svg))
    assert len(set(shapes.values())) == 3


def test_what_is_tolerated_is_named_in_the_picture_where_something_is() -> None:
    day, far = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    drawn = replace(a_kpi("green", "amber", "red"), tolerance_label="tolerated: at least 100")
    assert "tolerance-label" in texts(draw_kpi(replace(drawn, bands=(KpiBand(day, far, 120, None, 100, None),))))
    assert "tolerance-label" not in texts(draw_kpi(replace(drawn, bands=(KpiBand(day, far, 120, None, None, None),))))


def test_a_period_so_far_is_hollow_and_no_part_of_the_line() -> None:
    svg = draw_kpi(a_kpi("green", "green", "green", "so-far", so_far=1))
    assert svg.count("is-so-far hollow") == 1
    line = re.search(r'<path class="line" [^>]*?d="([^"]*)"', svg)
    assert line is not None
    assert len(coordinates(line[1])) == 3
    assert 'class="so-far"' in svg


@pytest.mark.parametrize(
    ("band", "tolerated"),
    [
        (KpiBand(START, END, 120, None, 100, None), 1),
        (KpiBand(START, END, None, 120, None, 140), 1),
        (KpiBand(START, END, 90, 120, 80, 130), 2),
        (KpiBand(START, END, 120, None, None, None), 0),
    ],
)
def test_what_is_wanted_and_what_is_tolerated_are_tinted(band: KpiBand, tolerated: int) -> None:
    svg = draw_kpi(replace(a_kpi(*["green"] * 12), bands=(band,)))
    assert svg.count('class="wanted"') == 1
    assert svg.count('class="tolerated"') == tolerated


def test_the_tint_of_a_lower_bound_lies_above_it_and_its_tolerance_below() -> None:
    svg = draw_kpi(replace(a_kpi(*["green"] * 12), bands=(KpiBand(START, END, 97, None, 94, None),)))
    wanted, tolerated = (
        [y for _, y in coordinates(found)]
        for name in ("wanted", "tolerated")
        for found in re.findall(rf'<path class="{name}" [^>]*?d="([^"]*)"', svg)
    )
    assert min(wanted) < max(wanted) == min(tolerated) < max(tolerated)


def test_a_single_period_stands_in_the_middle_with_its_target_over_the_whole_width() -> None:
    band = KpiBand(dt.date(2026, 1, 1), dt.date(2026, 1, 31), 120, None, None, None)
    svg = draw_kpi(a_kpi("red", bands=(band,)))
    assert 'x="50%"' in svg
    rule = re.search(r'<path class="rule" [^>]*?d="([^"]*)"', svg)
    assert rule is not None
    assert [x for x, _ in coordinates(rule[1])] == [0, 1000]


@settings(deadline=None)
@given(st.lists(NUMBERS, max_size=20))
def test_a_nice_range_holds_all_values_and_has_a_width(values: list[float]) -> None:
    low, high = nice_range(values)
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert low < high
    size = max((abs(value) for value in values), default=1)
    assert all(low - size * 1e-9 <= value <= high + size * 1e-9 for value in values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), (0, 1)),
        ((0, 10), (0, 10)),
        ((3, 47), (0, 50)),
        ((80, 121), (80, 130)),
        ((-1, -14), (-15, 0)),
        ((5, 5), (2, 8)),
    ],
)
def test_a_nice_range_ends_on_round_numbers(values: tuple[float, ...], expected: tuple[float, float]) -> None:
    assert nice_range(values) == pytest.approx(expected)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_scale_stays_between_its_ends(low: float, high: float, value: float) -> None:
    assert 10 <= Scale(min(low, high), max(low, high), 10, 90)(value) <= 90


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 200)), max_size=2000))
def test_thinning_keeps_the_ends_and_the_extremes(points: list[tuple[float, float]]) -> None:
    ordered = sorted(points)
    kept = thinned(ordered)
    assert len(kept) <= max(250, 4 * 251)
    if ordered:
        assert (kept[0], kept[-1]) == (ordered[0], ordered[-1])
        for extreme in (min, max):
            assert extreme(y for _, y in kept) == extreme(y for _, y in ordered)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(40, 200)), min_size=2, max_size=4))
def test_labels_never_stand_on_each_other(places: list[tuple[float, float]]) -> None:
    labels = [Label(x, y, "12 students", f"n{i}") for i, (x, y) in enumerate(places)]
    found = [float(y) for y in re.findall(r' y="([\d.]+)"', placed(labels, 30, 200))]
    boxes = sorted((y, label.extent) for y, label in zip(found, labels, strict=True))
    for (upper, first), (lower, second) in pairwise(boxes):
        apart = first[1] <= second[0] or second[1] <= first[0]
        assert apart or lower - upper >= 14.9


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.04, "1"), (1.25, "1.2"), (-0.01, "0"), (99.96, "100"), (-3.55, "-3.5")]
)
def test_numbers_in_markup_have_one_decimal_at_most(value: float, text: str) -> None:
    assert number(value) == text


def places(markup: str) -> dict[str, tuple[float, float]]:
    """By class, where words stand: across in grid units, down in pixels."""
    found = re.findall(r'<text class="([\w-]+)"[^>]* x="([\d.]+)%" y="([\d.]+)"', markup)
    return {name: (float(x) * 10, float(y)) for name, x, y in found}


def test_words_on_a_level_line_move_along_it_to_where_nothing_is_drawn() -> None:
    label = Label(1000, 100, "at least 90 students", "target", along=(750, 500, 250, 0))
    crossing = [(0.0, 30.0), (500.0, 40.0), (600.0, 95.0), (700.0, 150.0), (800.0, 60.0), (1000.0, 150.0)]
    across, down = places(placed([label], 14, 200, [crossing]))["target"]
    assert (across, down) == (0, 91)


def test_words_keep_off_a_line_that_only_passes_between_its_points() -> None:
    label = Label(500, 100, "12 students", "last")
    assert places(placed([label], 14, 200))["last"] == (500, 91)
    steep = [(0.0, 88.0), (1000.0, 86.0)]
    assert places(placed([label], 14, 200, [steep]))["last"] == (500, 119)
