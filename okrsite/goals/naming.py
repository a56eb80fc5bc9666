"""Hints that offer the nearest names as references."""

from __future__ import annotations

from functools import lru_cache

from okrsite.source.nearest import nearest

__all__ = ["did_you_mean"]


@lru_cache(maxsize=256)
def did_you_mean(word: str, names: tuple[str, ...], prefix: str = "", suffix: str = "") -> str:
    """A hint with the names nearest to `word`, each between `prefix` and `suffix`; empty where none is near."""
    close = [f"`{prefix}{name}{suffix}`" for name in nearest(word, names)]
    return f"Did you mean {' or '.join(close)}?" if close else ""
