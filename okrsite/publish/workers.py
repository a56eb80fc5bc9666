"""Work on all cores where that pays: forked workers inherit what they need and hand back small results.

What a task makes is the same for any number of workers, since it depends on nothing that another task does.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # there is none on Windows, where nothing is forked
    from multiprocessing.context import ForkProcess

__all__ = ["chunked", "cores", "nothing_collected", "spread"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_PAYS_FROM = 4  # tasks; below it one process is quicker than waking others
_AHEAD = 2  # tasks that a worker has been handed, so that it never waits for the next
_PR_SET_PDEATHSIG = 1


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chunked(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """The items in runs of `size`, the last one shorter: enough work for a task to be worth handing out."""
    return [items[start : start + size] for start in range(0, len(items), size)]


@contextmanager
def nothing_collected() -> Iterator[None]:
    """No search for reference cycles, which pays nothing while almost all that is made is kept: reading, linking, measuring.

    Nor is it searched later: half a second for a large site, and again in each worker that inherits it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def _nothing() -> None:
    pass


def spread(
    tasks: Sequence[Callable[[], Result]],
    workers: int | None = None,
    *,
    helping: bool = False,
    meanwhile: Callable[[], None] = _nothing,
) -> Iterator[Result]:
    """What each of `tasks` gives, as it comes, on `workers` processes (default: as many as there are cores).

    Where processes cannot be forked, or few tasks make it not worth while, all is done here, in order. Put the longest task
    first: a worker takes the next one when it is done with one. With `helping` this process is one of the workers: right for
    short tasks with much to hand back. `meanwhile` is done here once the others have begun. An exception of a task is raised here,
    and ChildProcessError where a worker is killed.
    """
    count = workers or (cores() if len(tasks) >= _PAYS_FROM else 1)
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        meanwhile()
        yield from (task() for task in tasks)
    else:
        yield from _forked(tasks, min(count, len(tasks)) - helping, helping, meanwhile)


def _forked(
    tasks: Sequence[Callable[[], Result]], count: int, helping: bool, meanwhile: Callable[[], None]
) -> Iterator[Result]:
    started: list[tuple[ForkProcess, Connection]] = []
    try:
        for _ in range(count):
            started.append(_start(tasks, [connection for _, connection in started]))
        yield from _gathered([connection for _, connection in started], tasks, helping, meanwhile)
    finally:
        for process, connection in started:
            process.terminate()
            process.join()
            connection.close()


def _start(tasks: Sequence[Callable[[], Result]], others: list[Connection]) -> tuple[ForkProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(tasks, theirs, [*others, ours]), daemon=True)
    process.start()
    theirs.close()  # the worker alone holds it, so that its death is seen here
    return process, ours


def _work(tasks: Sequence[Callable[[], Result]], connection: Connection, inherited: list[Connection]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked for the work, who then ends the workers
    _end_with_parent()
    for one in inherited:
        one.close()  # else a worker would not see that whoever asked for the work is gone
    gc.freeze()  # what was inherited is not searched for garbage, nor copied by the search
    with suppress(EOFError, ConnectionError):  # it is gone
        while True:
            connection.send(_outcome(tasks[connection.recv()]))


def _end_with_parent() -> None:
    """Have this process end at once when whoever asked for the work is killed, and not when it next listens to it."""
    if sys.platform.startswith("linux"):
        with suppress(AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _outcome(task: Callable[[], Result]) -> tuple[Result | None, Exception | None]:
    try:
        return task(), None
    except Exception as error:
        return None, error


def _gathered(
    connections: list[Connection],
    tasks: Sequence[Callable[[], Result]],
    helping: bool,
    meanwhile: Callable[[], None],
) -> Iterator[Result]:
    numbers = iter(range(len(tasks)))
    for connection in connections * _AHEAD:
        _hand_out(numbers, connection)
    meanwhile()
    for _ in tasks:
        if helping and not wait(connections, 0) and (number := next(numbers, None)) is not None:
            yield tasks[number]()
            continue
        connection, (result, error) = _next(connections)
        if error is not None:
            raise error
        _hand_out(numbers, connection)
        yield result


def _hand_out(numbers: Iterator[int], connection: Connection) -> None:
    for number in numbers:
        with suppress(ConnectionError):  # that it has died is seen when it is listened to
            connection.send(number)
        return


def _next(connections: list[Connection]) -> tuple[Connection, tuple[Any, Exception | None]]:
    for connection in wait(connections):
        assert isinstance(connection, Connection)  # noqa: S101  `wait` takes sockets too
        try:
            return connection, connection.recv()
        except (EOFError, ConnectionError) as error:
            raise ChildProcessError("a process that helped was ended from outside, or for lack of memory") from error
    raise AssertionError("`wait` without a timeout returns when something is there")
