"""The `okrsite` command: which commands there are. Each one's module is loaded when it runs, so that `--version` answers at once."""

from __future__ import annotations

import datetime as dt
import importlib
import keyword
import os
import sys
from typing import NoReturn

import click

from okrsite.cli.commands import Commands
from okrsite.publish.clock import now
from okrsite.version import __version__

__all__ = ["main", "run"]

_COMMANDS = {
    "adds-checkins": "Say whether a change in git only adds check-ins.",
    "audit": "List what a build for an audience holds back.",
    "build": "Render the site into its output folder.",
    "carry-over": "Copy an objective into another cycle.",
    "check": "Look for problems in the content, and write nothing.",
    "checkin": "Say where a key result or a KPI stands.",
    "close": "Write down every computed grade of a cycle.",
    "diff": "Say what changes in the goals between two versions.",
    "due": "List what waits for a word: check-ins, KPI values, outcomes.",
    "explain": "Teach one rule of the check.",
    "export": "Write the site as a workbook, or a cycle as a document.",
    "gallery": "Show every component of a theme on one page.",
    "headers": "Print what a web server should send with the site.",
    "import": "Read goals from a spreadsheet.",
    "init": "Write a small working site to begin with.",
    "new": "Write a team, an objective, a key result, a KPI, an update or a cycle.",
    "rules": "List what the check looks for.",
    "theme": "Print a file of the theme, to be read, or copied and changed.",
    "words": "Print the words of the interface in a language, to be changed or translated.",
    "schema": "Print the JSON Schema of a kind of file, for editors.",
    "serve": "Show the site in the browser while it is being written.",
}


class _Commands(Commands):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the parent's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the parent's signature
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"okrsite.cli.{_module(cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  the parent's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _module(name: str) -> str:
    """The module of a command: its name, with `_` for `-`, and one behind it where that is a word of Python."""
    return f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `okrsite init goals`, then `okrsite serve -C goals --open`.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Publish goals: objectives, key results and KPIs from files in git, as a static site."""


def run() -> NoReturn:
    """Run the command line, and end the process at once: what it holds, a million records of a large site, is not taken apart."""
    _with_names_in_utf8()
    try:
        main()
    except SystemExit as ended:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):  # nobody reads on: Python knows how to end then
                raise ended from None
        os._exit(ended.code if isinstance(ended.code, int) else bool(ended.code))


def _with_names_in_utf8() -> None:
    """Begin again where Python would read file names in another encoding, as the locale has it: a site is the same everywhere."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the very command


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and end the process.

    Codes: 0 done, 1 errors in the content, 2 wrong usage, 70 a mistake in okrsite itself or a killed worker, 130 interrupted.
    Click ends in silence where nobody reads on, as with `| head`.
    """
    try:
        _epoch_is_a_moment()
        code = cli.main(args=args, prog_name="okrsite", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("\nInterrupted.", err=True)
        code = 130
    except ChildProcessError as error:
        click.echo(f"Stopped: {error}. Nothing was published.", err=True)
        code = 70
    except Exception as error:
        code = _stumbled(error)
    sys.exit(code)


def _epoch_is_a_moment() -> None:
    """Raises UsageError where the environment names a moment for reproducible builds that is none."""
    try:
        now(dt.UTC)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _stumbled(error: Exception) -> int:
    """Say in a line that the mistake is ours; the traceback only for whoever asks for it."""
    if os.environ.get("OKRSITE_DEBUG"):
        traceback = importlib.import_module("traceback")
        click.echo("".join(traceback.format_exception(error)), err=True)
    here = f"okrsite {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    click.echo(
        f"This is a mistake in okrsite ({here}), not in your files: {what}. "
        "Please report it, with what the same command prints when OKRSITE_DEBUG=1 is set.",
        err=True,
    )
    return 70
