"""The board for the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from okrsite.site.views.wallboard import WallboardView
    from tests.site.printing import Printed


def test_goals_that_were_given_up_are_not_on_the_wall(clumsy: Printed) -> None:
    board = cast("WallboardView", clumsy.view("wallboard/"))
    titles = [line.title.text for team in board.teams for line in team.objectives]
    assert "Nothing below it" in titles
    assert "Sell the school" not in titles


def test_a_shared_link_to_the_wallboard_has_a_description_and_its_address(clumsy: Printed) -> None:
    html = clumsy.html("wallboard/")
    assert '<meta property="og:description" content="What we &#34;try&#34; &amp; how far we are.">' in html
    assert '<meta property="og:url" content="https://goals.example.org/okr/wallboard/">' in html
