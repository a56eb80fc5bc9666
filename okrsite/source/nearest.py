"""The names closest to one that was not found, for hints."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]


def nearest(name: str, known: Iterable[str], at_most: int = 3) -> list[str]:
    """The names in `known` that look like `name`, the closest first; names are compared as they are."""
    return difflib.get_close_matches(name, list(dict.fromkeys(known)), n=at_most, cutoff=0.6)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest names and ends in a space; "" without any."""
    near = nearest(name, known)
    return f"Did you mean {' or '.join(f'`{one}`' for one in near)}? " if near else ""
