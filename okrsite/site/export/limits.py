"""What a sheet of a workbook holds."""

from __future__ import annotations

from typing import Final

__all__ = ["MOST_LETTERS", "MOST_ROWS", "TooManyRowsError"]

MOST_ROWS: Final = 1_048_576  # the head with them
MOST_LETTERS: Final = 32_767  # of a cell


class TooManyRowsError(ValueError):
    """A table is longer than a sheet can be."""
