"""How large a theme's files may be: its texts are parsed, and all that it publishes is held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["too_large"]

_MB = 1_000_000
_TEXT = 1 * _MB  # a template, a style sheet, a catalogue, theme.yml
_FILE = 20 * _MB
_TEXTS = {".css", ".html", ".po", ".xml", ".yml"}


def too_large(path: Path, shown: str) -> Problem | None:
    """The problem of a file of a theme that is larger than it may be, named as `shown`. Raises OSError."""
    most = _TEXT if path.suffix in _TEXTS else _FILE
    size = path.stat().st_size
    if size <= most:
        return None
    message = f"This file has {size / _MB:,.1f} MB; a theme's may have {most // _MB}."
    return Problem(Place(shown), "too-large", message, "Is it the file that was meant?")
