"""A file's bytes as text: UTF-8 with or without a byte-order mark, lines ended by LF, CRLF or CR; else a problem."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem
from okrsite.source.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "DIGEST_SIZE",
    "decode",
    "digest",
    "printable",
    "read_bytes",
    "read_text",
    "real_path",
    "shortened",
    "value_end",
    "with_source_lines",
]

DIGEST_SIZE = 16
MAX_SHOWN = 80
_AT_ONCE = 1 << 16
_TO_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = "Save the file as UTF-8."
_CONFLICT = (  # what git puts around two versions, in this order
    re.compile(rb"(?:^|(?<=[\r\n]))<{7} [^\r\n]*"),
    re.compile(rb"(?<=[\r\n])={7}(?=[\r\n])"),
    re.compile(rb"(?<=[\r\n])>{7} "),
)

# A value on its line: quoted, or words up to a comma, a semicolon, a bracket, a colon or a comment.
_VALUE = re.compile(r""""[^"]*"|'[^']*'|(?:[^\s,;\]}:]|:(?=\S))+(?: +(?!\#)(?:[^\s,;\]}:]|:(?=\S))+)*""")


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of `path` (relative to the site's folder `root`, with `/`) with LF line ends, or None and why not."""
    data, problems = read_bytes(root, path)
    return (None, problems) if data is None else decode(data, path)


def read_bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """What stands in `path`, cut off behind the limit that a file has, or None and why not."""
    try:
        file = os.open(os.path.join(root, path), _TO_READ)  # noqa: PTH118 - for every file of a site
        try:
            return _all_of(file), ()
        finally:
            os.close(file)
    except OSError as error:
        return None, (_unreadable(path, f"This file can't be read: {error.strerror or error}.", "Check it."),)
    except ValueError:
        return None, (_unreadable(path, "This is not a file's name.", "Rename it."),)


def _all_of(file: int) -> bytes:
    """What stands in an open file, in one call for all but large ones, up to the limit and a little more."""
    data = os.read(file, _AT_ONCE)
    parts, size = [data], len(data)
    while len(data) == _AT_ONCE and size <= MAX_FILE_BYTES:
        data = os.read(file, _AT_ONCE)
        parts.append(data)
        size += len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def digest(data: bytes | None) -> bytes:
    """What tells one content of a file from another; empty for a file that can't be read."""
    return b"" if data is None else hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Bytes of the file `path` as text with LF line ends, or None and why not."""
    trouble = _size_trouble(data, path) or _encoding_trouble(data, path) or _conflict(data, path)
    if trouble:
        return None, (trouble,)
    body = data.removeprefix(_BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        return None, (_bad_byte(body, error.start, path, f"Byte 0x{body[error.start]:02x} here is not UTF-8."),)
    return (text.replace("\r\n", "\n").replace("\r", "\n") if b"\r" in body else text), ()


def with_source_lines(problems: Sequence[Problem], text_of: Callable[[str], str | None]) -> tuple[Problem, ...]:
    """The problems, each with the line that it is about and where its value ends; `text_of` gives a file's text by its path.

    One file after the other: all texts of a large site would take more room than what it says.
    """
    told = list(problems)
    without: dict[str, list[int]] = {}
    for number, problem in enumerate(problems):
        if problem.source is None and problem.place.line:
            without.setdefault(problem.place.path, []).append(number)
    for path, numbers in without.items():
        text = text_of(path)
        lines = [] if text is None else text.split("\n")
        for number in numbers:
            told[number] = _with_line(told[number], lines)
    return tuple(told)


def _with_line(problem: Problem, lines: list[str]) -> Problem:
    if problem.place.line > len(lines):
        return problem
    line = lines[problem.place.line - 1]
    return replace(problem, source=line, end_column=problem.end_column or value_end(line, problem.place.column))


def value_end(line: str, column: int) -> int | None:
    """The column behind the value that begins at `column` of a line, both from 1; None where none begins there."""
    if column < 1 or line[column - 1 : column] in {"[", "{"}:
        return None
    value = _VALUE.match(line, column - 1)
    return value.end() + 1 if value and value.end() > value.start() else None


def real_path(root: Path, written: str) -> Path | None:
    """Where a path that someone wrote leads, links followed; None for one that no disk can hold."""
    try:
        real = Path(os.path.realpath(root / written))
        real.exists()
    except (OSError, ValueError):
        return None
    return real


def printable(text: str) -> str:
    """A path or a name as any terminal shows it: what can't be printed, or is no UTF-8, stands as an escape."""
    if text.isprintable() and text.isascii():
        return text
    escaped = (one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
    return "".join(escaped)


def shortened(text: str) -> str:
    """A printable text of at most 80 characters."""
    return printable(text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…")


def _size_trouble(data: bytes, path: str) -> Problem | None:
    if len(data) <= MAX_FILE_BYTES:
        return None
    hint = "Split it into several files."
    return Problem(Place(path, 1, 1), "too-large", f"This file is over {MAX_FILE_BYTES // 1_000_000} MB.", hint)


def _encoding_trouble(data: bytes, path: str) -> Problem | None:
    """The problem of a file that is UTF-16 or holds NUL bytes."""
    if data.startswith(_UTF16_BOMS):
        return Problem(Place(path, 1, 1), "unreadable-file", "This file is UTF-16, not UTF-8.", _SAVE_AS_UTF8)
    body = data.removeprefix(_BOM)
    at = body.find(b"\0")
    return None if at < 0 else _bad_byte(body, at, path, "There is a NUL byte here, which no text has.")


def _conflict(data: bytes, path: str) -> Problem | None:
    """The problem of a file in which git left two versions of some lines for a person to choose from."""
    if b"<<<<<<< " not in data:
        return None
    first, middle, last = _CONFLICT
    start = first.search(data)
    parts = middle.search(data, start.end()) if start else None
    if not start or not parts or not last.search(data, parts.end()):
        return None
    number = len(re.findall(rb"\r\n|\r|\n", data[: start.start()])) + 1
    line = start[0].decode("utf-8", "replace")
    message = "A merge left a conflict here: both versions of these lines stand in the file."
    hint = "Keep what should stay, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`."
    return Problem(Place(path, number, 1), "merge-conflict", message, hint, source=line)


def _bad_byte(body: bytes, at: int, path: str, message: str) -> Problem:
    """The problem of the byte at an offset, with its line as far as that can be read."""
    start = max(body.rfind(b"\n", 0, at), body.rfind(b"\r", 0, at)) + 1
    end = re.search(rb"[\r\n]|\Z", body[at:])
    line = body[start : at + (end.start() if end else 0)].decode("utf-8", "replace").replace("\0", "\u2400")
    number = len(re.findall(rb"\r\n|\r|\n", body[:start])) + 1
    column = len(body[start:at].decode("utf-8", "replace")) + 1
    return Problem(Place(path, number, column), "unreadable-file", message, _SAVE_AS_UTF8, source=line)


def _unreadable(path: str, message: str, hint: str) -> Problem:
    return Problem(Place(path), "unreadable-file", message, hint)
