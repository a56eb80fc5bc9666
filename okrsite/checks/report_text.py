"""Problems for people: one line that says where and what, a picture of the line, and what to do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from okrsite.checks.catalogue import RULES
from okrsite.problems import Problem, Severity
from okrsite.source.method import METHOD

__all__ = ["folded", "report", "summary", "text_of"]

_Painter = Callable[[str, str], str]
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_OFTEN = 3  # findings of one rule in one file that are shown in full
_LISTED = 20  # lines that are named of the others
_WIDEST = 160  # columns of a source line that are shown


def report(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """All problems as text, an empty line between two; `colour` adds ANSI colours."""
    return text_of(folded(problems), colour=colour)


def folded(problems: Iterable[Problem]) -> list[list[Problem]]:
    """The problems as they are told: each alone; what a rule of method finds more than `_OFTEN` times in a file together."""
    groups: list[list[Problem]] = []
    others: dict[tuple[str, str], list[Problem]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = (problem.place.path, problem.rule)
        counts[key] += 1
        if problem.rule not in METHOD or problem.severity is Severity.ERROR or counts[key] <= _OFTEN:
            groups.append([problem])
        elif key in others:
            others[key].append(problem)
        else:
            groups.append(others.setdefault(key, [problem]))
    return groups


def text_of(groups: Iterable[Sequence[Problem]], *, colour: bool = False) -> str:
    """Groups of problems as text: one alone with its picture, several with their lines."""
    return "\n\n".join(_one(group[0], colour) if len(group) == 1 else _many(group, colour) for group in groups)


def summary(problems: Iterable[Problem]) -> str:
    """How many of each severity: `2 errors, 1 warning`; `no problems` where there are none."""
    found = [problem.severity for problem in problems]
    counts = [(found.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in counts if n) or "no problems"


def _many(problems: Sequence[Problem], colour: bool) -> str:
    paint, first = _painter(colour), problems[0]
    code = f"1;{_COLOURS[first.severity]}"
    lines = [str(problem.place.line) for problem in problems]
    listed = ", ".join(lines[:_LISTED]) + (f" and {len(lines) - _LISTED} more" if len(lines) > _LISTED else "")
    return "\n".join(
        [
            f"{paint(f'{first.severity.value}[{first.rule}]', code)}: {paint(f'{len(problems)} more of these in the same file.', '1')}",
            f"  {paint('-->', '34')} {_plain(first.place.path)}, lines {listed}",
        ]
    )


def _one(problem: Problem, colour: bool) -> str:
    paint = _painter(colour)
    code = _COLOURS[problem.severity]
    head = f"{paint(f'{problem.severity.value}[{problem.rule}]', f'1;{code}')}: {paint(_plain(problem.message), '1')}"
    lines = [head, f"  {paint('-->', '34')} {_plain(str(problem.place))}"]
    if problem.source is not None and problem.place.line:
        lines += _picture(problem, paint, code)
    if problem.hint:
        lines.append(f"  {paint('=', '34')} {paint('help:', '1')} {_plain(problem.hint)}")
    if problem.rule in RULES:
        lines.append(f"  {paint('=', '34')} {paint('more:', '1')} okrsite explain {problem.rule}")
    return "\n".join(lines)


def _picture(problem: Problem, paint: _Painter, code: str) -> list[str]:
    number, column = str(problem.place.line), max(problem.place.column, 1)
    line = (problem.source or "").rstrip("\r\n")
    end = min(max(problem.end_column or column + 1, column + 1), len(line) + 1)
    first = max(0, min(column - 40, end - _WIDEST)) if len(line) > _WIDEST else 0
    shown = line[first : first + _WIDEST]
    before, marked = line[first : column - 1], line[column - 1 : min(end - 1, first + _WIDEST)]
    gutter = " " * len(number)
    carets = " " * _columns(before) + "^" * max(1, _columns(marked))
    bar = paint("|", "34")
    text = _plain(shown.replace("\t", " "))
    return [f" {gutter} {bar}", f" {paint(number, '34')} {bar} {text}", f" {gutter} {bar} {paint(carets, f'1;{code}')}"]


def _columns(text: str) -> int:
    """How many terminal columns `text` takes: wide scripts take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _plain(text: str) -> str:
    """`text` without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _painter(colour: bool) -> _Painter:
    return (lambda text, code: f"\x1b[{code}m{text}\x1b[0m") if colour else (lambda text, _: text)
