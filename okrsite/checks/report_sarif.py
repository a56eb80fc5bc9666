"""Problems as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from okrsite.checks.catalogue import RULES
from okrsite.checks.fingerprints import fingerprints
from okrsite.checks.lessons import help_of
from okrsite.problems import Problem, Severity
from okrsite.version import __version__

__all__ = ["report"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def report(problems: Sequence[Problem], folder: str = "") -> str:
    """One run; `folder`: the site's folder from the repository's root, ending in `/`, or nothing.

    Columns count code points from 1, and end columns are exclusive, as SARIF has them.
    """
    told = sorted({problem.rule for problem in problems})
    results = [
        _result(problem, told.index(problem.rule), name, folder)
        for problem, name in zip(problems, fingerprints(problems), strict=True)
    ]
    driver = {"name": "okrsite", "semanticVersion": __version__, "rules": [_rule(name) for name in told]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _rule(name: str) -> dict[str, Any]:
    sentence = RULES.get(name, name)
    words = "".join(word.capitalize() for word in name.split("-"))
    return {
        "id": name,
        **({"name": words} if "-" in name else {}),  # a name that says no more than the id must be left out
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": sentence},
        "help": {"text": help_of(name)},
    }


def _result(problem: Problem, index: int, fingerprint: str, folder: str) -> dict[str, Any]:
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "locations": [{"physicalLocation": _place(problem, folder)}],
        "partialFingerprints": {"okrsite/v1": fingerprint},
    }


def _place(problem: Problem, folder: str) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line or 1}  # code hosts show nothing without a line
    if place.column:
        region["startColumn"] = place.column
    if place.column and problem.end_column and problem.end_column > place.column:
        region["endColumn"] = problem.end_column
    return {"artifactLocation": {"uri": quote(folder + place.path, errors="replace")}, "region": region}
