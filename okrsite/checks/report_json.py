"""Problems for programs: one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from okrsite.checks.catalogue import page_of
from okrsite.problems import Problem, Severity

__all__ = ["report"]

_LONGEST_LINE = 10_000  # a file of one line would stand in each of its problems


def report(problems: Sequence[Problem]) -> str:
    """All problems as JSON: `{version, counts: {error, warning, note}, problems: [{path, line, column, …}]}`.

    Lines and columns count from 1 and are null where a problem is of the whole file; `end_column` is exclusive.
    `source` is the line, null where it is very long.
    """
    severities = [problem.severity for problem in problems]
    counts = {severity.value: severities.count(severity) for severity in Severity}
    document = {"version": 1, "counts": counts, "problems": [_one(problem) for problem in problems]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _one(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.place.path,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "end_column": problem.end_column,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "source": problem.source if len(problem.source or "") <= _LONGEST_LINE else None,
        "docs": page_of(problem.rule),
    }
