"""How far long work has come: a bar on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from types import TracebackType

    from click._termui_impl import ProgressBar

__all__ = ["Progress"]

_SOON = 1.0  # seconds: shorter work is done before a line about it is read
_ERASE = "\r\x1b[K"


class Progress:
    """Told of each step of a stage, shows what fits the place; a bar only once a second has gone by."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._began = time.monotonic()
        self._stage = ""
        self._bar: ProgressBar[int] | None = None
        self._waiting = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def step(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` things of `stage` (`Reading files`) are done; with a total of 1 there is nothing to count."""
        if self._quiet:
            return
        if total <= 1:
            self._wait(stage)
        elif time.monotonic() - self._began >= _SOON:
            self._count(stage, done, total)

    def _wait(self, stage: str) -> None:
        """A word that goes away when it is done."""
        if self._terminal and stage != self._stage:
            self._close()
            self._stage, self._waiting = stage, True
            click.echo(f"{stage} …", err=True, nl=False)

    def _count(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._close()
            self._stage = stage
            if self._terminal:
                self._bar = click.progressbar(length=total, label=f"{stage:<16}", file=sys.stderr)
                self._bar.__enter__()
            else:
                click.echo(f"{stage} ({total:,}) …", err=True)
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def _close(self) -> None:
        if self._waiting:
            click.echo(_ERASE, err=True, nl=False)
            self._waiting = False
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
