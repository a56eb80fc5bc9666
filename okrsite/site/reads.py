"""What a page asks of the site while it is made: a page whose questions have the same answers as last time is the same page."""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar

__all__ = ["IN_ORDER", "IS_ANY", "WHOLE", "Reads", "Watched", "WatchedNames", "names_of"]

K = TypeVar("K")
V = TypeVar("V")

Reads = Mapping[str, Collection[Any] | None]
"""By the name of a table (`goals.objectives`): the keys that were asked for, those that it lacks among them, or WHOLE."""

WHOLE = None
IS_ANY = "\0"
"""Asked for like a key: whether a table holds anything."""

IN_ORDER = "\0\0"
"""Likewise: which keys it has, in their order."""


def merged(reads: Reads, more: Reads) -> Reads:
    """What was asked for in two steps."""
    if not more:
        return reads
    both = dict(reads)
    for name, keys in more.items():
        before = both.get(name, ())
        both[name] = WHOLE if before is WHOLE or keys is WHOLE else tuple(dict.fromkeys((*before, *keys)))
    return both


class Watched(dict[K, V]):
    """A table that notes what it is asked for. It holds what was asked since `taken`, so that asking again costs nothing."""

    __slots__ = ("_absent", "_everything", "_is_whole")

    def __init__(self, everything: Mapping[K, V]) -> None:
        super().__init__()
        self._everything = everything
        self._absent: set[Any] = set()
        self._is_whole = False

    def taken(self) -> tuple[Any, ...] | None:
        """The keys that were asked for since this was last called; WHOLE where all of it was; empty: nothing was."""
        keys = WHOLE if self._is_whole else (*super().keys(), *self._absent)
        super().clear()
        self._absent.clear()
        self._is_whole = False
        return keys

    def __missing__(self, key: K) -> V:
        try:
            value = self[key] = self._everything[key]
        except KeyError:
            self._absent.add(key)
            raise
        return value

    def get(self, key: Any, default: Any = None) -> Any:
        """As a dict's."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        self._absent.add(key)
        return key in self._everything

    def __bool__(self) -> bool:
        self._absent.add(IS_ANY)
        return bool(self._everything)

    def names(self) -> tuple[K, ...]:
        """Its keys, which notes no more than that: whoever wants a value asks for it by its key."""
        self._absent.add(IN_ORDER)
        return tuple(self._everything)

    def _all(self) -> Mapping[K, V]:
        self._is_whole = True
        return self._everything

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == other

    __hash__ = None

    def __reversed__(self) -> Iterator[K]:
        return reversed(list(self._all()))

    def __or__(self, other: Any) -> Any:
        return {**self._all(), **other}

    def __ror__(self, other: Any) -> Any:
        return {**other, **self._all()}

    def copy(self) -> dict[K, V]:
        """All of it, which notes nothing."""
        return dict(self._all())

    def keys(self) -> KeysView[K]:  # type: ignore[override]
        """All keys."""
        return self._all().keys()

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        """All values."""
        return self._all().values()

    def items(self) -> ItemsView[K, V]:  # type: ignore[override]
        """Everything."""
        return self._all().items()


class WatchedNames(Collection[str]):
    """A set of names that notes which it is asked for."""

    def __init__(self, everything: Collection[str]) -> None:
        self._everything = everything
        self._asked: set[Any] = set()
        self._is_whole = False

    def taken(self) -> tuple[Any, ...] | None:
        """As of `Watched`."""
        keys = WHOLE if self._is_whole else tuple(self._asked)
        self._asked.clear()
        self._is_whole = False
        return keys

    def __contains__(self, name: object) -> bool:
        self._asked.add(name)
        return name in self._everything

    def __iter__(self) -> Iterator[str]:
        self._is_whole = True
        return iter(self._everything)

    def __len__(self) -> int:
        self._is_whole = True
        return len(self._everything)


def names_of(table: Mapping[K, V]) -> tuple[K, ...]:
    """The keys of a table, for whoever asks it for one value after the other; one that is watched notes no more than that."""
    return table.names() if isinstance(table, Watched) else tuple(table)
