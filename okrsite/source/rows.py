"""Lists of records of one kind as columns: a tenth of the memory of as many records, which are made when they are asked for.

A large site has a hundred thousand check-ins and values of KPIs. Most are looked at once, when their page is made.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, Generic, TypeGuard, TypeVar, overload

from okrsite.source.fields import Record
from okrsite.source.places import Places, Shape

__all__ = [
    "Column",
    "Columns",
    "Lazy",
    "Picks",
    "Rows",
    "Source",
    "backwards",
    "column",
    "defaults",
    "last",
    "latest",
    "packed",
    "rows",
]

T = TypeVar("T")
R = TypeVar("R", bound=Record)

_AT_HAND = 512  # lists whose things are kept as they were made: a page asks for those of its goals several times

_new = object.__new__
_tuple = tuple.__new__


class Source(Generic[T]):
    """What the things of a list are made from."""

    __slots__ = ()

    def made(self) -> Iterable[T]:
        """All of them."""
        raise NotImplementedError


@lru_cache(maxsize=_AT_HAND)
def _made(source: Source[T]) -> tuple[T, ...]:
    return tuple(source.made())


class Lazy(Sequence[T]):
    """What would be a tuple, of things that are made when they are asked for. Equal to the tuple of the same things."""

    __slots__ = ("source",)

    def __init__(self, source: Source[T]) -> None:
        self.source = source

    def __len__(self) -> int:
        return len(_made(self.source))

    def __iter__(self) -> Iterator[T]:
        return iter(_made(self.source))

    def __reversed__(self) -> Iterator[T]:
        made: tuple[T, ...] = _made(self.source)
        return reversed(made)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._part(at) if isinstance(at, slice) else self._one(at)

    def _one(self, at: int) -> T:
        made: tuple[T, ...] = _made(self.source)
        return made[at]

    def _part(self, at: slice) -> Sequence[T]:
        return _made(self.source)[at]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Lazy):
            other = _made(other.source)
        return _made(self.source) == other

    def __hash__(self) -> int:
        return hash(_made(self.source))

    def __repr__(self) -> str:
        return repr(_made(self.source))


Column = tuple[Any, ...] | str
_BETWEEN = "\0"  # texts; none has it


def packed(values: Sequence[Any]) -> Column:
    """A column of these values."""
    return _BETWEEN.join(values) if values and set(map(type, values)) == {str} else tuple(values)


def _spelled_out(column: Column) -> Sequence[Any]:
    return column.split(_BETWEEN) if type(column) is str else column


class _Table(Source[R]):
    """Records of one kind, of one file: a column of each attribute that was written; the others hold what they do by default.

    A column of texts is one text, with a sign between them that no text has: a quarter of the memory for notes of a line.

    The places are those of a record: where the first one begins, how much further each of them does, and their shapes.
    """

    __slots__ = ("columns", "further", "kind", "names", "path", "shapes", "start")

    def __init__(
        self,
        kind: type[R],
        names: tuple[str, ...],
        columns: tuple[Column, ...],
        path: str,
        start: int,
        further: tuple[int, ...],
        shapes: tuple[Shape, ...],
    ) -> None:
        self.kind, self.names, self.columns = kind, names, columns
        self.path, self.start, self.further, self.shapes = path, start, further, shapes

    def made(self) -> Iterable[R]:
        kind: Any = self.kind  # a class is hashable, whatever its instances are
        slots, others = _slots(kind, self.names)
        starts = map(self.start.__add__, self.further)
        places = map(_tuple, repeat(Places), zip(repeat(self.path), starts, self.shapes))
        made = list(map(_new, repeat(self.kind, len(self.further))))
        for put, values in zip(slots, (*map(_spelled_out, self.columns), places), strict=True):
            deque(map(put, made, values), maxlen=0)
        for put, value in others:
            deque(map(put, made, repeat(value)), maxlen=0)
        return made

    def told(self) -> tuple[Any, ...]:
        """All of it."""
        return self.kind, self.names, self.columns, self.path, self.start, self.further, self.shapes


class Columns(Lazy[R]):
    """Records of one kind of which an attribute's values can be had without making them."""

    __slots__ = ()

    @property
    def kind(self) -> type[R]:
        """What kind of records they are."""
        raise NotImplementedError

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes that were written."""
        raise NotImplementedError

    def column(self, name: str) -> Sequence[Any]:
        """The value of one attribute of each."""
        if name in self.names:
            return self._written(self.names.index(name))
        kind: Any = self.kind
        return (defaults(kind)[name],) * len(self)

    def _written(self, where: int) -> Sequence[Any]:
        raise NotImplementedError

    def backwards(self, name: str) -> Iterator[Any]:
        """The same from the last one on."""
        return iter(self.column(name)[::-1])


class Rows(Columns[R]):
    """Records of one kind, kept as columns; see `rows`."""

    __slots__ = ()
    source: _Table[R]

    @property
    def kind(self) -> type[R]:
        """What kind of records they are."""
        return self.source.kind

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes that were written."""
        return self.source.names

    def __len__(self) -> int:
        return len(self.source.further)

    def __bool__(self) -> bool:
        return bool(self.source.further)

    def _part(self, at: slice) -> Sequence[R]:
        kind, names, columns, path, start, further, shapes = self.source.told()
        some = tuple([packed(_spelled_out(one)[at]) for one in columns])
        return rows(kind, names, some, path, start, further[at], shapes[at])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows) and (mine := self.source).names == (its := other.source).names:
            return mine.kind is its.kind and mine.columns == its.columns
        return super().__eq__(other)

    __hash__ = Lazy.__hash__

    def __reduce__(self) -> Any:
        """For workers that send it, and caches."""
        return rows, self.source.told()

    def _written(self, where: int) -> Sequence[Any]:
        return _spelled_out(self.source.columns[where])

    def were_written(self, names: frozenset[str]) -> bool:
        """Whether any of them has a field of these names written, be it blank."""
        return any(not names.isdisjoint(shape.trails) for shape in set(self.source.shapes))


def rows(
    kind: type[R],
    names: tuple[str, ...],
    columns: tuple[Column, ...],
    path: str,
    start: int,
    further: tuple[int, ...],
    shapes: tuple[Shape, ...],
) -> Rows[R]:
    """Records whose attributes `names` hold the values in `columns`; see `_Table`."""
    return Rows(_Table(kind, names, columns, path, start, further, shapes))


class _Some(Source[R]):
    """Records out of several tables with the same columns, one of each."""

    __slots__ = ("at", "tables")

    def __init__(self, tables: tuple[_Table[R], ...], at: tuple[int, ...]) -> None:
        self.tables, self.at = tables, at

    def made(self) -> Iterable[R]:
        return [_made(table)[at] for table, at in zip(self.tables, self.at, strict=True)]


class Picks(Columns[R]):
    """Records that were picked from others that are kept as columns: check-ins of one key result from many files."""

    __slots__ = ()
    source: _Some[R]

    @classmethod
    def of(cls, picked: Sequence[tuple[Sequence[R], int]]) -> Sequence[R]:
        """The records at some places of others."""
        tables = tuple([one.source for one, _ in picked if isinstance(one, Rows)])
        if len(tables) < len(picked) or len({(table.kind, table.names) for table in tables}) != 1:
            return tuple([one[at] for one, at in picked])
        return cls(_Some(tables, tuple([at for _, at in picked])))

    @property
    def kind(self) -> type[R]:
        """What kind of records they are."""
        return self.source.tables[0].kind

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes that were written."""
        return self.source.tables[0].names

    def __len__(self) -> int:
        return len(self.source.at)

    def _part(self, at: slice) -> Sequence[R]:
        mine = self.source
        return Picks(_Some(mine.tables[at], mine.at[at])) if mine.at[at] else ()

    def _written(self, where: int) -> Sequence[Any]:
        mine = self.source
        return [_spelled_out(table.columns[where])[at] for table, at in zip(mine.tables, mine.at, strict=True)]

    def backwards(self, name: str) -> Iterator[Any]:
        """The same from the last one on, each looked up when it is asked for."""
        mine, where = self.source, self.names.index(name)
        for table, at in zip(reversed(mine.tables), reversed(mine.at), strict=True):
            yield _spelled_out(table.columns[where])[at]


def column(records: Sequence[R], name: str) -> Sequence[Any]:
    """The value of an attribute of each record; those that are kept as columns are not made for it."""
    return records.column(name) if _are_columns(records) else [getattr(one, name) for one in records]


def backwards(records: Sequence[R], name: str) -> Iterator[Any]:
    """The same from the last one on: of those that are kept as columns none that are not asked for are looked up."""
    if not _are_columns(records):
        return (getattr(one, name) for one in reversed(records))
    return records.backwards(name) if name in records.names else reversed(records.column(name))


def _are_columns(records: Sequence[R]) -> TypeGuard[Columns[R]]:
    """As isinstance, which asks a hundred thousand times whether something else is a sequence like that."""
    kind = type(records)
    return kind is Rows or kind is Picks


def last(records: Sequence[R], name: str) -> Any:
    """The value of an attribute of the last one; None where there are none."""
    return next(backwards(records, name), None)


def latest(records: Sequence[R], name: str) -> Any:
    """The last value of an attribute that is not None; None where there is none."""
    return next((one for one in backwards(records, name) if one is not None), None)


@lru_cache(maxsize=256)
def _slots(kind: Any, names: tuple[str, ...]) -> tuple[list[Callable[[Any, Any], None]], list[tuple[Any, Any]]]:
    """What sets the attributes `names` of a new record, and then its places; and the others, each with its value."""
    slots = [getattr(kind, name).__set__ for name in (*names, "places")]
    return slots, [(getattr(kind, name).__set__, value) for name, value in defaults(kind).items() if name not in names]


@lru_cache(maxsize=64)
def defaults(cls: Any) -> dict[str, Any]:
    """What the attributes of a record hold that are not written; empty maps are shared, since nobody changes a record."""
    found: dict[str, Any] = {}
    for item in dataclasses.fields(cls):
        if item.default is not dataclasses.MISSING:
            found[item.name] = item.default
        elif item.default_factory is not dataclasses.MISSING:
            found[item.name] = item.default_factory()
        elif item.metadata.get("field") and item.metadata["field"].made_from:
            found[item.name] = ""
    return found
