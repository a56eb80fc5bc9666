"""Problems as GitHub's workflow commands: annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from okrsite.problems import Problem, Severity

__all__ = ["report"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report(problems: Sequence[Problem], folder: str = "") -> str:
    """One command a problem; `folder`: the site's folder from the repository's root, ending in `/`, or nothing."""
    return "\n".join(_one(problem, folder) for problem in problems)


def _one(problem: Problem, folder: str) -> str:
    place = problem.place
    properties = {"file": folder + place.path}
    if place.line:
        properties["line"] = str(place.line)
    if place.line and place.column:
        properties["col"] = str(place.column)
        if problem.end_column:
            properties["endColumn"] = str(max(problem.end_column - 1, place.column))
    properties["title"] = problem.rule
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_COMMANDS[problem.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
