"""The nearest names: the ones that a person would name, among however many."""

from __future__ import annotations

from okrsite.source.nearest import did_you_mean, nearest


def test_a_slip_finds_its_name_among_thousands() -> None:
    names = [f"objective-number-{n}" for n in range(3000)] + ["recruit", "retain"]
    assert nearest("rekruit", names)[0] == "recruit"
    assert nearest("objectiv-number-2718", names)[0] == "objective-number-2718"


def test_what_no_hand_wrote_is_not_compared() -> None:
    assert nearest("recruit" * 20, ["recruit" * 20]) == []
    assert did_you_mean("rekruit", (f"recruit-{n}" for n in range(30_000))) == ""
