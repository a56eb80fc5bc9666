"""A watched table gives what the table gives, whatever is done with it, and tells what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from okrsite.site.reads import IS_ANY, WHOLE, Watched, WatchedNames

TABLE = {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize(
    ("ask", "keys"),
    [
        (lambda table: table["a"], {"a"}),
        (lambda table: (table["a"], table["a"], table.get("b")), {"a", "b"}),
        (lambda table: table.get("x", 7), {"x"}),
        (lambda table: "x" in table, {"x"}),
        (lambda table: "b" in table, {"b"}),
        (bool, {IS_ANY}),
        (list, WHOLE),
        (len, WHOLE),
        (dict, WHOLE),
        (lambda table: {**table}, WHOLE),
        (lambda table: table | {"a": 9}, WHOLE),
        (lambda table: {"a": 9, "z": 0} | table, WHOLE),
        (lambda table: list(reversed(table)), WHOLE),
        (lambda table: sorted(table.items()), WHOLE),
        (lambda table: sum(table.values()), WHOLE),
        (lambda table: list(table.keys()), WHOLE),
        (lambda table: table.copy(), WHOLE),
        (lambda table: table == TABLE, WHOLE),
        (lambda table: None, set()),  # noqa: ARG005 - nothing is asked
    ],
)
def test_a_question_has_its_answer_and_is_noted(ask: Callable[[Any], Any], keys: set[str] | None) -> None:
    watched = Watched(TABLE)
    watched.get("b")
    watched.taken()  # what was asked before is forgotten, and hides nothing
    assert ask(watched) == ask(TABLE)
    taken = watched.taken()
    assert (taken if taken is WHOLE else set(taken)) == keys
    assert watched.taken() == ()


def test_what_is_lacking_raises_as_ever_and_is_noted() -> None:
    watched = Watched(TABLE)
    with pytest.raises(KeyError):
        watched["x"]
    assert watched.taken() == ("x",)


def test_names_are_noted_too() -> None:
    names = WatchedNames(frozenset(TABLE))
    assert "a" in names
    assert "x" not in names
    assert set(names.taken() or ()) == {"a", "x"}
    assert sorted(names) == sorted(TABLE)
    assert names.taken() is WHOLE
