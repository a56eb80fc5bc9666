"""The alignment map: every goal once, the same picture each time, and a page that stays light however many goals there are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from okrsite.site.charts.drawings import MapDrawing, MapNode
from okrsite.site.charts.map import draw_map, places
from tests.site.printing import Printed, printed

if TYPE_CHECKING:
    from tests.conftest import WriteSite


@st.composite
def layers(draw: st.DrawFn) -> tuple[list[list[str]], list[tuple[str, str]]]:
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=5))
    columns = [[f"{level}-{place}" for place in range(size)] for level, size in enumerate(sizes)]
    later = [(key, level) for level, column in enumerate(columns) for key in column if level]
    links = [(key, draw(st.sampled_from([k for column in columns[:level] for k in column]))) for key, level in later]
    return columns, links


@given(layers())
def test_boxes_of_a_column_do_not_touch_and_the_layout_is_always_the_same(
    made: tuple[list[list[str]], list[tuple[str, str]]],
) -> None:
    columns, links = made
    found = places(columns, links)
    assert found == places(columns, links)
    for column in columns:
        tops = sorted(found[key].top for key in column)
        assert all(after - before >= 58 for before, after in pairwise(tops))
        assert tops[0] >= 0


def test_words_are_escaped_and_long_ones_shortened_on_two_lines() -> None:
    node = MapNode("a", "<b>&" * 60, "x/", "done", "✓", "done")
    drawing = MapDrawing("Map", "What", ("Top",), ((node,),), ())
    root = ET.fromstring(draw_map(drawing))  # noqa: S314 - our own markup
    texts = [text.text or "" for text in root.iter("text")]
    assert max(map(len, texts)) < 60
    assert any(text.endswith("…") for text in texts)


def many(write_site: WriteSite, teams: int, goals: int) -> Printed:
    files = {"content/top/team.yml": "name: Top\n", "content/top/2026-q4.yml": "objectives: [{id: all, title: All}]\n"}
    for team in range(teams):
        files[f"content/t{team}/team.yml"] = f"name: Team {team} of the north and the south\nparent: top\n"
        lines = "".join(
            f"  - {{id: g{goal}, title: Goal {goal} of team {team} that is long enough to be true, supports: top/all}}\n"
            for goal in range(goals)
        )
        files[f"content/t{team}/2026-q4.yml"] = f"objectives:\n{lines}"
    return printed(write_site(files))


def test_two_thousand_goals_are_drawn_by_team_and_stay_under_300_kb(write_site: WriteSite) -> None:
    html = many(write_site, 100, 20).html("map/")
    assert len(html.encode()) < 300_000
    assert html.count('class="node') == 101
    assert 'stroke-width="6"' in html


def test_every_goal_of_a_smaller_site_is_in_picture_and_lists(write_site: WriteSite) -> None:
    html = many(write_site, 4, 3).html("map/")
    assert html.count('class="node') == 13
    assert 'id="t2/2026-q4/g1"' in html
    assert 'href="#top/2026-q4/all"' in html
