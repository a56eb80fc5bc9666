from __future__ import annotations

from okrsite.goals.circles import circles, told


def test_circles_are_walks_back_to_where_they_began() -> None:
    assert list(circles({"a": "b", "b": "c", "c": "a"})) == [("a", "b", "c", "a")]


def test_of_very_many_circles_only_the_first_are_walked_and_the_others_have_their_last_step() -> None:
    ties = {str(n): [str(m) for m in range(9) if m != n] for n in range(9)}
    whole, short = list(circles(ties)), list(circles(ties, at_length=3))
    assert short[:3] == whole[:3]
    assert short[3:] == [circle[-2:] for circle in whole[3:]]


def test_a_long_circle_is_told_by_its_ends() -> None:
    assert told(("a", "b", "a")) == "a → b → a"
    assert told([str(n) for n in range(3000)]) == "0 → 1 → 2 → 3 → 2992 more → 2996 → 2997 → 2998 → 2999"
