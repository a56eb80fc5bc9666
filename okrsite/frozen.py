"""`dataclass` as the package uses it: frozen for the type checker, which sees every line, and quick to make when it runs.

A page is made of some hundred records. Python's own frozen ones set each field by a call, which makes them take three times as long.
And each command defines a few hundred kinds of records when it starts: all methods but `__init__` are made without compiling them.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True) -> Any:
        """As in the standard library; with `frozen` equal ones have the same hash, and only the type checker forbids to change them."""

        def made(cls: type) -> type:
            kind = dataclasses.dataclass(slots=slots, kw_only=kw_only, repr=False, eq=False)(cls)
            _add_methods(kind, frozen, eq)
            if frozen and not kw_only and kind.__reduce__ is object.__reduce__:
                kind.__reduce__ = _reduced
            return kind

        return made


def _add_methods(kind: Any, frozen: bool, eq: bool) -> None:
    fields = dataclasses.fields(kind)
    values = _getter([one.name for one in fields if one.compare])

    def equals(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def shown(self: Any) -> str:
        inside = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields if one.repr)
        return f"{type(self).__qualname__}({inside})"

    kind.as_arguments = _getter([one.name for one in fields]) if fields else lambda _: ()
    methods: dict[str, Any] = {"__repr__": shown}
    if eq:
        methods |= {"__eq__": equals, "__hash__": hashed if frozen else None}
    for name, method in methods.items():
        if name not in kind.__dict__:
            setattr(kind, name, method)


def _reduced(self: Any) -> Any:
    """For caches, and workers that send records: a third of the time that a dataclass takes to ask itself for its fields."""
    cls = type(self)
    return cls, cls.as_arguments(self)


def _getter(names: list[str]) -> Any:
    """What gives a record's values as a tuple; `attrgetter` of one name gives that one alone."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])
