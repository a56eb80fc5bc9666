"""Levels of alignment: how far a goal is from the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.goals.alignment import is_aligned, levels, supported
from tests.site.sample import measured

if TYPE_CHECKING:
    from tests.conftest import WriteSite

GOALS = """\
objectives:
  - {id: top, title: Top}
  - {id: middle, title: Middle, supports: top}
  - {id: low, title: Low, supports: [top, middle]}
  - {id: part, title: Part, key_results: [{id: p, title: P, metric: reach 5, supports: low}]}
  - {id: alone, title: Alone}
"""


def test_a_goal_stands_below_the_deepest_that_it_or_its_key_results_support(write_site: WriteSite) -> None:
    goals = measured(write_site({"content/a/team.yml": "name: A\n", "content/a/2026-q4.yml": GOALS})).goals
    found = {ref.rpartition("/")[2]: level for ref, level in levels(goals).items()}
    assert found == {"top": 0, "middle": 1, "low": 2, "part": 3, "alone": 0}
    assert supported(goals.objectives["a/2026-q4/part"]) == ("a/2026-q4/low",)
    assert is_aligned(goals)
