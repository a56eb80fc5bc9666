"""Data as bytes: JSON with one record a line, CSV that a spreadsheet opens without running anything; newlines `\\n`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsite.site.data.facts import Facts, Json

__all__ = ["csv_file", "json_file", "json_text"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
# What makes a spreadsheet take a text for a formula; the wide forms do in East Asian editions.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


_NUMBERS = frozenset((int, float))  # a truth is neither


def json_file(facts: Facts, **lists: Iterable[Json]) -> bytes:
    """A data file: as-of day, audience, then each list by its name, one record a line. ValueError for NaN."""
    parts = [f'"as_of":{json_text(facts.figures.day.isoformat())}', f'"audience":{json_text(facts.goals.audience)}']
    for name, records in lists.items():
        lines = ",\n".join(map(_ENCODER.encode, records))
        parts.append(f'"{name}":[\n{lines}\n]' if lines else f'"{name}":[]')
    return ("{" + ",\n".join(parts) + "}\n").encode()


def json_text(value: Json) -> str:
    """A value on one line."""
    return _ENCODER.encode(value)


def csv_file(head: Sequence[str], rows: Iterable[Iterable[Json]], language: str) -> bytes:
    """A table in UTF-8, of numbers, texts and truths; a text with translations in `language`, else in its first.

    A text that would run as a formula gets an apostrophe before it, numbers stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # with \r\n, so that a text with either of the two is quoted
    writer.writerow(head)
    # In line and for common cells first: half a million cells are nothing special.
    writer.writerows(
        [
            cell
            if cell is None or (isinstance(cell, str) and cell[:1] not in _FORMULA) or type(cell) in _NUMBERS
            else _cell(cell, language)
            for cell in row
        ]
        for row in rows
    )
    return out.getvalue().replace("\r\n", "\n").encode()


def _cell(cell: Json, language: str) -> Json:
    if isinstance(cell, dict):
        cell = cell.get(language) or next(iter(cell.values()))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell
