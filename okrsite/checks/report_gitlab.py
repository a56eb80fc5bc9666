"""Problems as GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Sequence

from okrsite.checks.fingerprints import fingerprints
from okrsite.problems import Problem, Severity

__all__ = ["report"]

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def report(problems: Sequence[Problem], folder: str = "") -> str:
    """A list of issues; `folder`: the site's folder from the repository's root, ending in `/`, or nothing."""
    issues = [
        {
            "description": f"{problem.message} {problem.hint}".strip(),
            "check_name": problem.rule,
            "fingerprint": name,
            "severity": _SEVERITIES[problem.severity],
            "location": {"path": folder + problem.place.path, "lines": {"begin": problem.place.line or 1}},
        }
        for problem, name in zip(problems, fingerprints(problems), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2)
