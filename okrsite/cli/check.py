"""`okrsite check`: look for problems in the content, and write nothing."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple

import click

from okrsite.checks import report_github, report_gitlab, report_json, report_sarif, report_text
from okrsite.cli.options import AS_OF, SITE, print_problems
from okrsite.history.git import repository_around
from okrsite.problems import Problem, Severity, sort_problems
from okrsite.publish.prepare import look
from okrsite.source.config import read_config
from okrsite.source.files import printable
from okrsite.source.load import pictured

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite check                        the site in this folder
  okrsite check -C goals
  okrsite check content/sales          only what is told of those files
  okrsite check --strict               end with 1 on warnings too
  okrsite check --format sarif         for a program; also json, github, gitlab
"""

_REPORTS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "json": lambda problems, _: report_json.report(problems),
    "github": report_github.report,
    "gitlab": report_gitlab.report,
    "sarif": report_sarif.report,
}


_SITE_FILES = {"site.yml", "site.yaml"}


class _Choice(NamedTuple):
    """What of the problems is told, how, and which of them end the command with 1."""

    form: str
    least: Severity

    def fails(self, problems: Sequence[Problem]) -> bool:
        return any(problem.severity.rank <= self.least.rank for problem in problems)


@click.command("check", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@SITE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_REPORTS]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@AS_OF
@click.option("--all", "everything", is_flag=True, help="Look at long closed cycles too.")
@click.option("--strict", is_flag=True, help="End with 1 on warnings too; like --fail-on warning.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=None,
    show_default="error",
    help="End with 1 on these, and on worse.",
)
def command(
    paths: tuple[Path, ...],
    site: Path,
    form: str,
    as_of: dt.date | None,
    everything: bool,
    strict: bool,
    fail_on: str | None,
) -> None:
    """Look for problems in the content, and write nothing.

    All problems of all files come out in one run, each with its file, line and what to do; with PATHS, files and folders, only
    those of them, though the whole site is read. `okrsite rules` lists what is looked for. Ends with 0 without errors, 1 with, 2
    on wrong usage.
    """
    paths = tuple(_there(path, site) for path in paths)
    choice = _Choice(form, Severity(fail_on or ("warning" if strict else "error")))
    looked = look(
        site, as_of, everything=everything, finish=_in_order
    )  # held to the end, so that it need not be taken apart
    problems = _within(looked.problems, site, paths)
    if form == "text":
        print_problems(problems, partial(pictured, root=site), asked_for=True)
        click.echo(report_text.summary(problems).capitalize() + ".")
    else:
        click.echo(_REPORTS[form](pictured(problems, site), _folder(site)), nl=form != "github" or bool(problems))
    sys.exit(1 if choice.fails(problems) else 0)


def _in_order(problems: Iterable[Problem], _: Path) -> tuple[Problem, ...]:
    """Without their lines of source: of a large site few problems are shown."""
    return tuple(sort_problems(problems))


def _folder(site: Path) -> str:
    """The site's folder from the top of its repository, as the programs that read a report name files; `` for the top.

    Without a repository it is from where the command runs.
    """
    repository = repository_around(site)
    way = repository.inside(site) if repository else Path(os.path.relpath(site)).as_posix()
    return "" if way in {"", "."} else f"{way}/"


def _there(path: Path, site: Path) -> Path:
    """A file or folder as it was named: from where the command runs or, as problems name it, from the site's folder."""
    for one in (path, site / path):
        if one.exists():
            return one
    raise click.BadParameter(f"Path {str(path)!r} does not exist.", param_hint="'[PATHS]...'")


def _within(problems: Sequence[Problem], site: Path, paths: Sequence[Path]) -> list[Problem]:
    """The problems of `paths` and what lies in them; all of them without any.

    Errors in site.yml are told in any case: while there are any, nothing else is read as it is meant.
    """
    wanted = _names_in(site, paths)
    return [
        problem
        for problem in problems
        if not wanted
        or (problem.place.path in _SITE_FILES and problem.severity is Severity.ERROR)
        or any(one in {".", problem.place.path} or problem.place.path.startswith(f"{one}/") for one in wanted)
    ]


def _names_in(site: Path, paths: Sequence[Path]) -> set[str]:
    """What problems call `paths`: names from the site's folder, links followed or not; `.` for one that the site lies in.

    One that is no part of the site is told; wrong usage where none is.
    """
    trees = [normpath(tree.path) for tree in read_config(site).trees]
    found: set[str] = set()
    for path in paths:
        names = {os.path.relpath(path.resolve(), site.resolve()), os.path.relpath(path.absolute(), site.absolute())}
        inside = {"." if set(Path(name).parts) == {".."} else name.replace(os.sep, "/") for name in names}
        inside = {name for name in inside if not name.startswith("..") or _lies_in(name, trees)}
        if not inside:
            click.echo(f"{printable(str(path))} is no part of this site: nothing of it is looked at.", err=True)
        found |= inside
    if paths and not found:
        raise click.UsageError("Name files or folders of the site, or the site's folder with `-C DIR`.")
    return found


def _lies_in(name: str, trees: Iterable[str]) -> bool:
    """Whether a path is a content tree that lies elsewhere, or in one, or around one."""
    return any(name == tree or name.startswith(f"{tree}/") or tree.startswith(f"{name}/") for tree in trees)
