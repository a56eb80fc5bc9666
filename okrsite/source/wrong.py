"""What a reader of one value gives instead of the value."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Wrong"]


class Wrong(NamedTuple):
    """Why a value cannot be read: a sentence that quotes it, and what to do."""

    message: str
    hint: str
    rule: str = "wrong-type"
