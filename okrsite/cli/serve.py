"""`okrsite serve`: the site in the browser while it is being written."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
import time
import webbrowser
from pathlib import Path

import click

from okrsite.checks import report_text
from okrsite.cli.options import AS_OF, AUDIENCE, SITE, print_problems
from okrsite.preview.answers import Answers
from okrsite.preview.bell import Bell
from okrsite.preview.board import Board, Shown, View
from okrsite.preview.editor import EDITORS
from okrsite.preview.hosts import is_loopback
from okrsite.preview.keeper import Keeper
from okrsite.preview.server import Server, listen
from okrsite.problems import Problem
from okrsite.publish.engine import Engine
from okrsite.publish.prepare import UnknownAudience

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite serve --open                      the site in this folder, in your browser
  okrsite serve -C goals --port 8080
  okrsite serve --poll                      where saves are not noticed: network folders, containers
  okrsite serve --editor 'zed://file/{path}:{line}'
"""


@click.command("serve", epilog=_EXAMPLES)
@SITE
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Where to listen; the next free one where it is taken, any free one with 0.")  # fmt: skip
@click.option("--host", metavar="H", default="127.0.0.1", show_default=True,
              help="At which address; any other than this lets other machines read the preview.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--poll", is_flag=True, help="Look at all files each second, instead of being told by the system.")
@click.option("--editor", metavar="E", show_default="`editor:` of site.yml",
              help=f"What opens files from the page: {', '.join(EDITORS)}, or an address with {{path}} and {{line}}.")  # fmt: skip
@AUDIENCE
@AS_OF
def command(
    site: Path,
    port: int,
    host: str,
    opens: bool,
    poll: bool,
    editor: str | None,
    audience: str | None,
    as_of: dt.date | None,
) -> None:
    """Show the site in the browser while it is being written.

    Pages that are open follow each save by themselves. While the content has errors, the last good page stays under them.
    Nothing is written to the output folder. Ends with Ctrl-C.
    """
    if editor is not None and editor not in EDITORS and "{path}" not in editor:
        raise click.UsageError(f"'{editor}' opens nothing: name {', '.join(EDITORS)}, or an address with {{path}}.")
    board, bell = Board(View(audience, as_of)), Bell()
    keeper = Keeper(Engine(site), board, bell, View(audience, as_of), poll, _Teller().tell, _warn)
    try:
        keeper.first()
        server = _server(host, port, Answers(board, keeper, site, editor))
        _welcome(server, port, opens)
        keeper.keep()
    except UnknownAudience as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # impatience is no reason for a traceback
        click.echo("\nStopped.", err=True)
    finally:
        keeper.close()


def _server(host: str, port: int, answers: Answers) -> Server:
    try:
        server = listen(host, port, answers)
    except OSError as error:
        raise click.UsageError(f"Cannot listen at {host}, port {port}: {error.strerror or error}.") from error
    server.start()
    return server


def _welcome(server: Server, port: int, opens: bool) -> None:
    if port not in {0, server.server_port}:
        click.echo(f"Port {port} is taken; this is the next free one.", err=True)
    if not is_loopback(server.host):
        _warn("Every machine that reaches this one can read the preview.")
    click.echo(f"The site is at {server.url} · Ctrl-C stops")
    sys.stdout.flush()
    if opens:
        threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()


def _warn(text: str) -> None:
    click.echo(text, err=True)


class _Teller:
    """Says what came of each save; problems in full only where they are others than last time."""

    def __init__(self) -> None:
        self._last: tuple[Problem, ...] = ()

    def tell(self, shown: Shown, seconds: float) -> None:
        if shown.problems != self._last:
            print_problems(shown.problems)
            self._last = shown.problems
        stays = "; the last good site stays" if shown.is_broken and shown.good else ""
        said = f"{report_text.summary(shown.problems)}{stays}"
        click.echo(f"{time.strftime('%H:%M:%S')}  {said}; {seconds * 1000:.0f} ms", err=True)
