"""Data as bytes: JSON with one record a line, CSV that a spreadsheet opens without running anything; newlines `\\n`."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from okrsite.site.stretches import Stretch, Stretched, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from okrsite.site.data.facts import Facts, Json
    from okrsite.site.data.tables import Row, Table

__all__ = ["csv_file", "csv_rows", "json_file", "json_text", "json_with_tables"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
# What makes a spreadsheet take a text for a formula; the wide forms do in East Asian editions.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


_NUMBERS = frozenset((int, float))  # a truth is neither
_AT_ONCE, _ROWS_AT_ONCE = 64, 4096


def json_file(facts: Facts, **lists: Iterable[Json]) -> bytes:
    """A data file: as-of day, audience, then each list by its name, one record a line. ValueError for NaN."""
    out = BytesIO()
    out.write(_opening(facts))
    for name, records in lists.items():
        _write_list(out, name, map(_ENCODER.encode, records))
    out.write(b"}\n")
    return out.getvalue()


def json_with_tables(
    facts: Facts,
    name: str,
    refs: Iterable[str],
    record: Callable[[Facts, str], Row],
    tables: Sequence[Callable[[Iterable[Row]], Table]],
) -> Stretched:
    """A data file of one list, the `record` of each ref, and tables of the same records; they are never all in memory."""
    language, sheets = facts.goals.site.language, [make(()) for make in tables]

    def opening() -> list[bytes]:
        begun = _opening(facts) + f',\n"{name}":['.encode()
        return [begun, *(csv_file(sheet.head, (), language) for sheet in sheets)]

    def run(some: tuple[str, ...], before: str) -> list[bytes]:
        records = [record(facts, ref) for ref in some]
        lines = ",\n".join(map(_ENCODER.encode, records))
        return [f"{before}{lines}".encode(), *(csv_rows(make(records).rows, language) for make in tables)]

    def closing(end: str) -> list[bytes]:
        return [end.encode(), *(b"" for _ in tables)]

    some = list(runs(refs))
    befores, end = ["\n", *(",\n" for _ in some)], "\n]}\n" if some else "]}\n"
    made = [Stretch((before, *one), partial(run, one, before)) for one, before in zip(some, befores, strict=False)]
    paths = (f"{name}.json", *(f"{sheet.name}.csv" for sheet in sheets))
    return Stretched(paths, (Stretch(("{",), opening), *made, Stretch((end,), partial(closing, end))))


def _opening(facts: Facts) -> bytes:
    day, audience = json_text(facts.figures.day.isoformat()), json_text(facts.goals.audience)
    return f'{{"as_of":{day},\n"audience":{audience}'.encode()


def _write_list(out: BytesIO, name: str, lines: Iterator[str]) -> None:
    """Add a list, some records at a time: as one text it would be in memory several times over."""
    first = next(lines, None)
    if first is None:
        out.write(f',\n"{name}":[]'.encode())
        return
    out.write(f',\n"{name}":[\n{first}'.encode())
    while some := list(islice(lines, _AT_ONCE)):
        out.write(",\n".join(["", *some]).encode())
    out.write(b"\n]")


def json_text(value: Json) -> str:
    """A value on one line."""
    return _ENCODER.encode(value)


def csv_file(head: Sequence[str], rows: Iterable[Iterable[Json]], language: str) -> bytes:
    """A table in UTF-8, of numbers, texts and truths; a text with translations in `language`, else in its first.

    A text that would run as a formula gets an apostrophe before it, numbers stay numbers.
    """
    out = BytesIO()
    out.write(csv_rows([head], language))
    left = iter(rows)
    while some := list(islice(left, _ROWS_AT_ONCE)):
        out.write(csv_rows(some, language))
    return out.getvalue()


def csv_rows(rows: Iterable[Iterable[Json]], language: str) -> bytes:
    """Rows of a table as they stand in its file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # with \r\n, so that a text with either of the two is quoted
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
