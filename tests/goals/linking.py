"""Small sites, read and linked for real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from okrsite.goals.link import Linked, link
from okrsite.source.load import load
from okrsite.source.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

    from okrsite.problems import Problem

TEAM = "name: Academy\n"
RECRUIT = """
objectives:
  - id: recruit
    title: Recruit more students
    key_results:
      - {id: stories, title: Students tell, metric: from 0 to 10 students}
"""


def read(root: Path) -> Sources:
    """What a site without broken files says."""
    loaded = load(root)
    assert [problem for problem in loaded.problems if problem.severity.value == "error"] == []
    assert loaded.sources is not None
    return loaded.sources


def linked(
    write_site: Callable[[Mapping[str, str | bytes]], Path], files: Mapping[str, str], audience: str = ""
) -> Linked:
    """The site of `files` (paths without `content/`, but site.yml), linked for `audience` or the narrowest one."""
    root = write_site({path if path == "site.yml" else f"content/{path}": text for path, text in files.items()})
    sources = read(root)
    return link(sources, audience or sources.site.audiences[-1])


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """Rule, file and line of each problem."""
    return [(problem.rule, problem.place.path.removeprefix("content/"), problem.place.line) for problem in problems]
