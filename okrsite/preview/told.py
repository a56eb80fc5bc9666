"""What the preview says of itself to the scripts in its pages: the view, and every problem with its lines and a way to them."""

from __future__ import annotations

import json
from pathlib import Path

from okrsite.preview.board import Shown
from okrsite.preview.editor import editor_link
from okrsite.problems import Problem, Severity

__all__ = ["state"]

_AROUND = 2  # lines before and after that are shown with a problem
_WIDEST = 240  # characters of a line
_MOST = 100  # problems in full
_LARGEST = 2_000_000  # bytes of a file whose lines are shown


def state(shown: Shown, site_dir: Path, editor: str) -> bytes:
    """The JSON document of what is shown."""
    good = shown.good
    worst_first = sorted(shown.problems, key=lambda problem: problem.severity.rank)
    told = {
        "id": shown.id,
        "broken": shown.is_broken,
        "empty": good is None,
        "audience": good.audience if good else "",
        "audiences": good.audiences if good else (),
        "day": good.day.isoformat() if good and good.day else "",
        "asOf": shown.view.as_of.isoformat() if shown.view.as_of else "",
        "languages": good.languages if good else (),
        "errors": sum(problem.severity is Severity.ERROR for problem in shown.problems),
        "notes": sum(problem.severity is Severity.NOTE for problem in shown.problems),
        "count": len(shown.problems),
        "problems": [_problem(problem, site_dir, editor) for problem in worst_first[:_MOST]],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _problem(problem: Problem, site_dir: Path, editor: str) -> dict[str, object]:
    place = problem.place
    file = (site_dir / place.path).resolve()
    lines = _lines(file, place.line) if place.line else []
    return {
        "severity": problem.severity.value,
        "rule": problem.rule,
        "message": problem.message,
        "hint": problem.hint,
        "place": str(place),
        "line": place.line,
        "column": place.column,
        "endColumn": problem.end_column or 0,
        "lines": lines,
        "href": editor_link(editor, file.as_posix(), place.line, place.column) if file.is_file() else "",
    }


def _lines(file: Path, line: int) -> list[tuple[int, str]]:
    """The lines around `line` with their numbers."""
    try:
        if file.stat().st_size > _LARGEST:
            return []
        every = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    first = max(line - _AROUND, 1)
    around = every[first - 1 : line + _AROUND]
    return [(number, text.rstrip("\r")[:_WIDEST]) for number, text in enumerate(around, first)]
