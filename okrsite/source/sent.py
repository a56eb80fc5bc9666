"""How what was read goes from one process to another: record by record that would take as long as reading.

Records of a kind are sent as a table, a column an attribute, those that lie inside of others likewise. So loops in C do most of
the work on both sides, and a value that all records share is sent once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat
from typing import Any, NamedTuple

from okrsite.source.checkinfiles import Checkins
from okrsite.source.fields import Record
from okrsite.source.places import Places
from okrsite.source.readers import FileRead

__all__ = ["Reads"]

_new = object.__new__
_tuple = tuple.__new__


class Reads(list[FileRead]):
    """What some files say; it is pickled as tables."""

    def __reduce__(self) -> Any:
        """For workers that send it."""
        kinds = tuple([type(read.record) for read in self])
        columns = {kind: _column([read.record for read in self if type(read.record) is kind]) for kind in set(kinds)}
        return _reads, (kinds, columns, [(read.problems, read.paths, read.is_whole, read.digests) for read in self])


def _reads(kinds: Sequence[type], columns: dict[type, _Column], others: Sequence[tuple[Any, ...]]) -> Reads:
    records = {kind: iter(_values(column)) for kind, column in columns.items()}
    return Reads([FileRead(next(records[kind]), *rest) for kind, rest in zip(kinds, others, strict=True)])


# --- columns ----------------------------------------------------------------------------------------------------------


class _Same(NamedTuple):
    """The same value again and again."""

    value: Any
    length: int


class _Table(NamedTuple):
    """Records of one kind, or tuples of another kind than `tuple`: a column of each attribute's values."""

    kind: type[Any]
    length: int
    columns: tuple[_Column, ...]


class _Inside(NamedTuple):
    """Tuples of records: how long each is, and all the records."""

    lengths: tuple[int, ...]
    records: _Column


_Column = _Same | _Table | _Inside | tuple[Any, ...]
_IN_COLUMNS = (Places, Checkins)


def _column(values: Sequence[Any]) -> _Column:
    first, kind, length = values[0], type(values[0]), len(values)
    if values.count(first) == length and len(set(map(id, values))) == 1:  # 1 and True are equal, and not the same
        return _Same(first, length)
    if kind is tuple:
        inner = tuple(chain.from_iterable(values)) if _is_all(tuple, values) else ()
        is_table = inner and isinstance(inner[0], Record) and _is_all(type(inner[0]), inner)
        return _Inside(tuple(map(len, values)), _column(inner)) if is_table else tuple(values)
    if not (issubclass(kind, Record) or kind in _IN_COLUMNS) or not _is_all(kind, values):
        return tuple(values)
    rows = map(kind.as_tuple, values) if issubclass(kind, Record) else values
    return _Table(kind, length, tuple(map(_column, zip(*rows, strict=True))))


def _is_all(kind: type, values: Sequence[Any]) -> bool:
    return len(set(map(type, values))) == 1 and type(values[0]) is kind


def _values(column: _Column) -> Iterable[Any]:
    """What was in a column."""
    if type(column) is _Same:
        return repeat(column.value, column.length)
    if type(column) is _Inside:
        records = iter(_values(column.records))
        return [tuple(islice(records, length)) for length in column.lengths]
    if type(column) is not _Table:
        return column
    kind, length, columns = column
    if not issubclass(kind, Record):
        return map(_tuple, repeat(kind), zip(*map(_values, columns), strict=True))
    made = list(map(_new, repeat(kind, length)))
    for put, values in zip(kind.setters, map(_values, columns), strict=True):
        deque(map(put, made, values), maxlen=0)
    return made
