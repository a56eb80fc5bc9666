"""An edition that notes what its pages ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import Any, TypeVar

from okrsite.site.reads import WHOLE, Reads, Watched, WatchedNames
from okrsite.site.views.shared import Shared

__all__ = ["WatchedShared", "answer"]

T = TypeVar("T")

_OF_THE_WORDS = {"language_names", "states", "terms"}  # hang on site.yml and the theme's words alone


class WatchedShared(Shared):
    """The same as `plain`, which `taken` tells what was asked of. For one thread."""

    def __init__(self, plain: Shared) -> None:
        self._plain = plain
        self._tables: dict[str, Watched[Any, Any] | WatchedNames] = {}
        self._values: dict[str, Any] = {}
        self._asked: set[str] = set()
        goals = self._watched("goals", plain.goals)
        goals = replace(goals, history=self._watched("history", goals.history))
        figures = self._watched("figures", plain.figures)
        super().__init__(replace(plain.edition, goals=goals, figures=figures), plain.plans)

    @property
    def plain(self) -> Shared:
        """The same, which notes nothing."""
        return self._plain

    def taken(self) -> Reads:
        """What was asked since this was last called."""
        reads: dict[str, Any] = dict.fromkeys(self._asked, WHOLE)
        for name, table in self._tables.items():
            keys = table.taken()
            if keys is WHOLE or keys:
                reads[name] = keys
        self._asked.clear()
        self._people.clear()
        return reads

    def _watched(self, owner: str, record: T) -> T:
        """The record with each of its tables watched."""
        tables: dict[str, Any] = {}
        for field in fields(record):  # type: ignore[arg-type]
            table = getattr(record, field.name)
            if isinstance(table, Mapping):
                tables[field.name] = self._tables[f"{owner}.{field.name}"] = Watched(table)
        return replace(record, **tables)  # type: ignore[type-var]

    def _value(self, name: str) -> Any:
        """What all pages share, as the plain edition has it: it asks more than the one page that is the first to need it."""
        if name not in self._values:
            value = getattr(self._plain, name)
            if isinstance(value, Mapping) and name not in _OF_THE_WORDS:
                value = self._tables[f"shared.{name}"] = Watched(value)
            elif isinstance(value, frozenset):
                value = self._tables[f"shared.{name}"] = WatchedNames(value)
            self._values[name] = value
        if f"shared.{name}" not in self._tables and name not in _OF_THE_WORDS:
            self._asked.add(f"shared.{name}")
        return self._values[name]


def _noted(name: str) -> property:
    return property(lambda shared: shared._value(name))


for _name, _made in vars(Shared).items():
    if isinstance(_made, cached_property):
        setattr(WatchedShared, _name, _noted(_name))


def answer(shared: Shared, name: str) -> Any:
    """What stands under a name that `taken` gives, in another edition."""
    owner, _, field = name.partition(".")
    places: dict[str, object] = {
        "goals": shared.goals,
        "history": shared.goals.history,
        "figures": shared.figures,
        "shared": shared,
    }
    return getattr(places[owner], field)
