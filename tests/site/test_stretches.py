"""Files that are made stretch by stretch."""

from __future__ import annotations

from okrsite.site.stretches import runs

NAMES = [f"team-{number}/2026-q4/grow" for number in range(2000)]


def test_a_name_that_comes_or_goes_changes_few_runs() -> None:
    whole = set(runs(NAMES))
    assert len(whole) > 20
    for missing in range(0, 2000, 100):
        assert len(whole ^ set(runs(NAMES[:missing] + NAMES[missing + 1 :]))) <= 3


def test_runs_hold_all_names_in_order() -> None:
    assert [name for run in runs(NAMES) for name in run] == NAMES
    assert list(runs([])) == []
