"""The balance as a picture: each goal in the corner of its verdict, with words that can be read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from okrsite.site.charts.drawings import QuadrantDot, QuadrantDrawing
from okrsite.site.charts.quadrant import draw_quadrant
from tests.site.printing import printed

if TYPE_CHECKING:
    from okrsite.site.views.balance import BalanceView
    from tests.conftest import WriteSite

DOT = QuadrantDot(across=-0.2, up=1.0, name="A goal", label="A goal: 30%", href="a/", state="at-risk", marked=False)
DRAWING = QuadrantDrawing(
    id="q", title="Goals", description="What it shows", dots=(DOT,), corners=("derailing", "aligned", "behind", "decoupled"),
    across="behind ← → ahead", up=("met", "tolerated", "missed"), split=0.1,
)  # fmt: skip


def test_all_that_is_measured_is_named_and_every_word_has_its_ground_beneath_it() -> None:
    drawn = draw_quadrant(DRAWING)
    words = re.findall(r"<text ([^>]*)>([^<]+)</text>", drawn)
    assert {said for _, said in words} >= {*DRAWING.corners, *DRAWING.up, DRAWING.across, DOT.name}
    assert all('paint-order="stroke"' in attributes for attributes, _ in words)


def test_of_very_many_goals_the_first_are_links_and_each_place_is_drawn_once() -> None:
    drawn = draw_quadrant(replace(DRAWING, dots=(DOT,) * 4000))
    assert drawn.count("<a ") == 200
    assert len(drawn) < 60_000


def test_the_name_of_a_marked_goal_keeps_off_its_ring() -> None:
    drawn = draw_quadrant(replace(DRAWING, dots=(replace(DOT, marked=True),)))
    (ring,) = re.findall(r'class="ring" [^>]*cy="([\d.]+)" r="([\d.]+)"', drawn)
    (name,) = re.findall(rf'y="([\d.]+)" text-anchor="start">{DOT.name}<', drawn)
    assert float(name) <= float(ring[0]) - float(ring[1]) - 3


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Short enough", "Short enough"),
        ("A name that is cut, between two words", "A name that is cut…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffah…"),
        ("上夜班、週末班或兩頭班，從沒想過自己還能當學生的人", "上夜班、週末班或兩…"),
    ],
)
def test_a_long_name_is_cut_between_words(name: str, shown: str) -> None:
    assert f">{shown}</text>" in draw_quadrant(replace(DRAWING, dots=(replace(DOT, name=name),)))


def test_a_goal_that_one_key_result_holds_back_is_on_the_side_of_its_verdict(write_site: WriteSite) -> None:
    site = printed(
        write_site(
            {
                "content/shop/team.yml": "name: Shop\n",
                "content/shop/2026-q4.yml": """
objectives:
  - id: held
    title: Held back
    key_results:
      - {id: a, title: A, metric: from 0 to 10, checkins: [{date: 2026-11-20, value: 9}]}
      - {id: b, title: B, metric: from 0 to 10, checkins: [{date: 2026-11-20, value: 2}]}
""",
                "content/shop/kpis.yml": """
kpis: [{id: sales, name: Sales, every: month, target: at least 5, supports: held, values: {2026-10: 9}}]
""",
            }
        )
    )
    view = cast("BalanceView", site.view("balance/"))
    assert [row.verdict.name for row in view.rows] == ["derailing"]
    assert view.chart is not None
    (middle,) = re.findall(r'class="axis" x1="([\d.]+)%" x2="[\d.]+%"', view.chart.svg)
    (place,) = re.findall(r'class="at" x="([\d.]+)%"', view.chart.svg)
    assert float(place) < float(middle)
    assert view.how is not None
    assert view.how.lines == ("Held back: 55% − 57% = −2%; its KPIs, by the worst of them: target met",)
