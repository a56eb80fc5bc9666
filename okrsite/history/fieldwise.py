"""Which fields of a record hold something else than before; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from okrsite.history.changes import FieldChange
from okrsite.source.fields import Record
from okrsite.source.places import NOWHERE

__all__ = ["bare", "fields_of"]


def fields_of(
    old: Record, new: Record, names: Iterable[str], unread: frozenset[str] = frozenset()
) -> Iterator[FieldChange]:
    """Fields that hold something else; of records only what they say counts, not where. `unread`: files with errors."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if bare(before) != bare(after) and not is_unread(old, new, name.rstrip("_"), unread):
            yield FieldChange(name.rstrip("_"), before, after)


def is_unread(old: Record, new: Record, name: str, unread: frozenset[str]) -> bool:
    """Whether a field is there in both and could not be read in one."""
    sides = (old, new) if any(one.places.path in unread for one in (old, new)) else ()
    return any(one.places.is_filled(name) and getattr(one, name, None) in (None, ()) for one in sides)


def bare(value: object) -> object:
    """A value without the places in it."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(map(bare, value))
    return replace(value, places=NOWHERE) if isinstance(value, Record) else value
