"""CSV files → sheets: comma, semicolon or tab, UTF-8, UTF-16 or an encoding that the command names; nothing in them is run."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from okrsite.edit.importing.headers import whole_meanings
from okrsite.edit.importing.sheet import MAX_CELLS, Cell, NotReadError, Sheet, address, clean

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_csv", "read_csv_bytes"]

_MAX_BYTES = 50_000_000
_LINES_LOOKED_AT = 30
_DELIMITERS = ",;\t"
_OTHERS = (
    "cp1252",
    "big5",
    "gbk",
    "shift_jis",
)  # what spreadsheet programs save as besides, in the languages that are read


def read_csv(path: Path, encoding: str = "") -> Sheet:
    """The table in a CSV file; every cell is a text. `encoding` is what it is known to be in, "" for UTF. Raises NotReadError."""
    with path.open("rb") as file:
        return read_csv_bytes(file.read(_MAX_BYTES + 1), path.name, encoding)


def read_csv_bytes(data: bytes, name: str, encoding: str = "") -> Sheet:
    """Likewise of a file's bytes; `name` is for messages."""
    if len(data) > _MAX_BYTES:
        raise NotReadError(f"{name} is over {_MAX_BYTES // 1_000_000} MB. Split it into several files.")
    used = encoding or _encoding(data)
    used, why = (used, "as the command says" if encoding else "") if encoding else _other(data, used)
    text = _text(data, name, used)
    delimiter = _delimiter(text)
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            cells += len(row)
            if not any(row):
                rows.append(())
                continue
            if cells > MAX_CELLS:
                raise NotReadError(f"{name} has more than {MAX_CELLS:,} cells. Split it into several files.")
            rows.append(tuple(Cell(address(number, column), clean(cell)) for column, cell in enumerate(row)))
    except csv.Error as error:
        raise NotReadError(f"{name} is no CSV file that can be read: row {len(rows) + 1}: {error}.") from error
    told = () if used == "utf-8-sig" else (f"Read as {used}{f', {why}' if why else ''}.",)
    return Sheet("", tuple(rows), delimiter == ";", notes=told)


def _encoding(data: bytes) -> str:
    """Which UTF a file is in: as its first bytes say, or the NUL bytes beside every ASCII sign of a UTF-16 without them."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:2000]
    if len(data) % 2 == 0 and b"\0" in start:
        return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"
    return "utf-8-sig"


def _other(data: bytes, used: str) -> tuple[str, str]:
    """The encoding of bytes that are not UTF, and what shows it: headers that are known in it alone, or that none else fits."""
    try:
        data.decode(used)
    except UnicodeDecodeError:
        pass
    else:
        return used, ""
    fitting = {encoding: text for encoding in _OTHERS if (text := _decoded(data, encoding)) is not None}
    known = {encoding: _known_words(text) for encoding, text in fitting.items()}
    best = max(known, key=lambda encoding: len(known[encoding]), default="")
    if best and all(len(known[best]) > len(words) for encoding, words in known.items() if encoding != best):
        return (
            best,
            f"by its header{'' if len(known[best]) == 1 else 's'} {', '.join(known[best][:3])} (--encoding names another)",
        )
    if list(fitting) == ["cp1252"] and (sample := _western(fitting["cp1252"])):
        return "cp1252", f"as in `{sample}` (--encoding names another)"
    return used, ""


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known_words(text: str) -> list[str]:
    """The headers among the first lines that are known and no ASCII."""
    start = "\n".join(text.splitlines()[:_LINES_LOOKED_AT])
    cells = dict.fromkeys(cell.strip() for cell in re.split(r"[,;\t\n\"]", start))
    return [cell for cell in cells if cell and not cell.isascii() and whole_meanings(cell)]


def _western(text: str) -> str:
    """A word with letters of western Europe; "" where other signs stand among them, as in a text of another encoding."""
    others = [sign for sign in text if not sign.isascii()]
    if not all(sign in "€£§°–—„“”’‘…·µ²³½¼\xa0«»" or (sign.isalpha() and "À" <= sign <= "ÿ") for sign in others):
        return ""
    return next(
        (word for word in re.split(r"[,;\t\n\"]", text) if any("À" <= sign <= "ÿ" for sign in word)), ""
    ).strip()


def _text(data: bytes, name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = "UTF-8" if encoding == "utf-8-sig" else encoding
        raise NotReadError(
            f"{name} is not {shown}: byte 0x{data[error.start]:02x} at position {error.start + 1}. "
            f"Save it as “CSV UTF-8” and import that{_readings(data, error.start, encoding)}"
        ) from error
    if "\0" in text:
        raise NotReadError(f"{name} holds NUL bytes, which no CSV file has.")
    return text


def _readings(data: bytes, at: int, not_in: str) -> str:
    """How the line with a byte that was not understood reads in other encodings: which is right only its owner sees."""
    start = data.rfind(b"\n", 0, at) + 1
    line = data[start:].split(b"\n", 1)[0]
    found: list[str] = []
    for encoding in _OTHERS:
        try:
            data.decode(encoding)
            found.append(f"  --encoding {encoding:<10} {' '.join(line.decode(encoding).split())[:70]}")
        except UnicodeDecodeError:
            continue
    choices = [one for one in found if f" {not_in} " not in one]
    return ", or name the encoding in which this line reads right:\n" + "\n".join(choices) if choices else "."


def _delimiter(text: str) -> str:
    """What stands between the cells: that of the three which is found in most of the first lines, then most often."""
    lines = [line for line in text[:100_000].splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    first = (text[:4000].lower().split("\n")[0]).strip()
    if first.startswith("sep=") and first[4:5] in _DELIMITERS:
        return first[4:5]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [_outside_quotes(line).count(delimiter) for line in lines]
        return sum(1 for count in counts if count), sum(counts)

    return max(_DELIMITERS, key=weight)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
