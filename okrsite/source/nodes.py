"""What YAML text is once it is read: scalars that stay text, maps and lists, each with where it begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["List", "Map", "Node", "Scalar"]


class Scalar(NamedTuple):
    """One value as text. `style` is "" for unquoted, else one of `'`, `"`, `|`, `>`; marks as in `marks`."""

    text: str
    at: int
    end: int
    style: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing written, or nothing but spaces."""
        return not self.text or self.text.isspace()


class Map(NamedTuple):
    """Keys and values in the order written, each key once; merge keys are worked in, after what was written."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: int
    end: int
    is_flow: bool = False

    def get(self, name: str) -> Node | None:
        """The value of a key."""
        return next((value for key, value in self.entries if key.text == name), None)

    def keys(self) -> Iterator[str]:
        """The keys' texts."""
        return (key.text for key, _ in self.entries)


class List(NamedTuple):
    """Values in the order written."""

    items: tuple[Node, ...]
    at: int
    end: int
    is_flow: bool = False


Node = Scalar | Map | List
