"""What the commands that edit share: opening the site, putting changes on the disk, and how each of it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from okrsite.cli.options import print_problems
from okrsite.problems import Problem, Severity

if TYPE_CHECKING:
    from okrsite.edit.changes import Changes
    from okrsite.edit.opened import Opened
    from okrsite.site.wording import Wording
    from okrsite.source.memory import Memory

__all__ = ["DRY_RUN", "asks", "finish", "opened", "planned", "wordings"]

T = TypeVar("T")

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")


def asks() -> bool:
    """Whether there is someone to ask: standard input is a terminal."""
    return sys.stdin.isatty()


def opened(site: Path, memory: Memory | None = None) -> Opened:
    """The site, of which `memory` knows some, or the end of the command with 1."""
    from okrsite.edit.opened import open_site  # noqa: PLC0415  what reads a site takes a tenth of a second to load

    return planned(lambda: open_site(site, memory=memory))


def planned(plan: Callable[[], T], site: Opened | None = None) -> T:
    """What `plan` gives. Words that fit nothing are wrong usage (2); a file that can't be edited ends the command with 1.

    With `site` a name that nothing has is told together with the first error, which may be why it is not found.
    """
    from okrsite.edit.amount import WrongValueError  # noqa: PLC0415  as above
    from okrsite.edit.names import UnknownNameError  # noqa: PLC0415
    from okrsite.edit.yamlinsert import CannotEditError  # noqa: PLC0415
    from okrsite.source.files import printable  # noqa: PLC0415

    try:
        return plan()
    except (UnknownNameError, WrongValueError) as error:
        wrong = _errors(site.problems) if site and isinstance(error, UnknownNameError) else []
        told = [f"What stands in a file with errors is not known: {one.place}: {one.message}" for one in wrong[:1]]
        raise click.UsageError("\n".join(map(printable, [*str(error).split("\n"), *told]))) from error
    except CannotEditError as error:
        _refuse(error.message, error.snippet)
    except OSError as error:
        _refuse(f"Nothing was written. {error.filename or 'A file'}: {error.strerror or error}")


def wordings(site: Opened) -> list[Wording]:
    """How each language of the site says things, the main one first; in English where its theme can't be read."""
    from okrsite.publish.wordings import wording  # noqa: PLC0415  as above
    from okrsite.site.edition import languages_of  # noqa: PLC0415

    own = site.goals.site
    return [wording(site.root, own, one) for one in languages_of(own)]


def finish(
    site: Opened,
    changes: Changes,
    *,
    dry_run: bool,
    sure: Callable[[Opened], bool] = lambda after: True,  # noqa: ARG005
) -> None:
    """Says what changes, writes it and checks the site; what brings an error is taken back and ends the command with 1.

    So is what does not leave the site as it was meant: `sure` is given the site as it is read again.
    """
    from okrsite.edit.changes import described, put_back, write  # noqa: PLC0415
    from okrsite.publish.prepare import check  # noqa: PLC0415

    told = "\n".join(described(changes))
    if dry_run:
        click.echo(f"Would write:\n{told}")
        return
    planned(lambda: write(site.root, changes))
    try:
        is_sure, wrong = sure(opened(site.root, site.memory)), _errors(check(site.root, memory=site.memory))
    except BaseException:  # Ctrl-C too
        put_back(site.root, changes)
        raise
    if not is_sure:
        put_back(site.root, changes)
        _refuse(
            f"Nothing was written: read again, the site would not say what is meant. This was to be written:\n{told}"
        )
    if wrong:
        put_back(site.root, changes)
        known = {_name(problem) for problem in _errors(check(site.root, memory=site.memory))}
        new = [problem for problem in wrong if _name(problem) not in known]
        if new:
            print_problems(new)
            _refuse(f"Nothing was written, since the site would have these errors. This was to be written:\n{told}")
        planned(lambda: write(site.root, changes))
    click.echo(told)
    if wrong:
        click.echo(
            f"The site had {len(wrong)} error{'s' * (len(wrong) > 1)} before, and still has; `okrsite check` lists them.",
            err=True,
        )


def _refuse(message: str, snippet: str = "") -> NoReturn:
    by_hand = f"\nAdd this there by hand:\n\n{snippet}\n" if snippet else ""
    click.echo(f"{message}{by_hand}", err=True)
    sys.exit(1)


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _name(problem: Problem) -> tuple[str, str, str]:
    return problem.place.path, problem.rule, problem.message
