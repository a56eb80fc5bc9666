"""The rows of `details` → fields by the thing that they are of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from okrsite.source.periods import date
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsite.edit.importing.goals import Yaml

__all__ = ["Details", "read_details"]


@dataclass(frozen=True, slots=True)
class Details:
    """What people wrote, by kind, then by reference, then by field; empty where there is no such table."""

    things: Mapping[str, Mapping[str, dict[str, Any]]] = field(default_factory=dict)

    def all(self, kind: str) -> Mapping[str, dict[str, Any]]:
        """All things of a kind, by reference."""
        return self.things.get(kind, {})

    def of(self, kind: str, ref: str) -> dict[str, Any]:
        """The fields of one thing."""
        return dict(self.all(kind).get(ref, {}))

    @property
    def is_there(self) -> bool:
        """Whether there is such a table."""
        return bool(self.things)


def read_details(rows: Iterable[Mapping[str, str]]) -> Details:
    """The fields; a value that goes on in further rows is put together again."""
    cells: dict[tuple[str, str, str], str] = {}
    for row in rows:
        key = (row.get("kind", ""), row.get("ref", ""), row.get("field", ""))
        if key[0] and key[2]:
            cells[key] = cells.get(key, "") + row.get("value", "")
    things: dict[str, dict[str, dict[str, Any]]] = {}
    for (kind, ref, name), cell in cells.items():
        things.setdefault(kind, {}).setdefault(ref, {})[name] = _value(cell)
    return Details(things)


def _value(cell: str) -> Yaml:
    """A value as it is written in a cell: JSON where it can be nothing else, else a day, a number, a truth, a text."""
    if cell[:1] in ("[", "{", '"'):
        try:
            return _with_days(json.loads(cell))
        except (ValueError, RecursionError):
            return cell
    try:
        plain = json.loads(cell)
    except (ValueError, RecursionError):
        return _with_days(cell)
    return plain if json.dumps(plain) == cell and plain is not None else cell


def _with_days(value: Any) -> Yaml:
    """A value whose texts that are days are days, so that they are written as such."""
    if isinstance(value, dict):
        return {str(name): _with_days(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_days(one) for one in value]
    found = date(value) if isinstance(value, str) and len(value) == len("2026-11-20") else None
    return value if found is None or isinstance(found, Wrong) else found
