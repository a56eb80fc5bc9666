"""`dataclass` as the package uses it: frozen for the type checker, which sees every line, and quick to make when it runs.

A page is made of some hundred records. Python's own frozen ones set each field by a call, which makes them take three times as long.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Any:
        """As in the standard library; with `frozen` equal ones have the same hash, and only the type checker forbids to change them."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)
