"""`okrsite check`: look for problems in the content, and write nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from okrsite.checks import report_json, report_text
from okrsite.cli.options import SITE, print_problems
from okrsite.problems import Severity, has_errors
from okrsite.publish.prepare import check

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite check                    the site in this folder
  okrsite check -C goals
  okrsite check --strict           end with 1 on warnings too
  okrsite check --format json      for a program
"""


@click.command("check", epilog=_EXAMPLES)
@SITE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or programs.",
)
@click.option("--strict", is_flag=True, help="End with 1 on warnings too.")
def command(site: Path, form: str, strict: bool) -> None:
    """Look for problems in the content, and write nothing.

    All problems of all files come out in one run, each with its file, line and what to do. Ends with 0 without errors, 1 with,
    2 on wrong usage.
    """
    problems = check(site)
    if form == "json":
        click.echo(report_json.report(problems))
    else:
        print_problems(problems)
        click.echo(report_text.summary(problems).capitalize() + ".", err=bool(problems))
    failed = has_errors(problems) or (strict and any(problem.severity is Severity.WARNING for problem in problems))
    sys.exit(1 if failed else 0)
