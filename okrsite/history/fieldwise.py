"""Which fields of a record hold something else than before; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from okrsite.history.changes import FieldChange
from okrsite.source.fields import Record
from okrsite.source.places import NOWHERE

__all__ = ["bare", "fields_of"]


def fields_of(old: Record, new: Record, names: Iterable[str]) -> Iterator[FieldChange]:
    """Fields that hold something else; of records only what they say counts, not where."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if bare(before) != bare(after):
            yield FieldChange(name.rstrip("_"), before, after)


def bare(value: object) -> object:
    """A value without the places in it."""
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    return replace(value, places=NOWHERE) if isinstance(value, Record) else value
