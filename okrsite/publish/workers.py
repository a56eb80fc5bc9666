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
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:  # there is none on Windows, where nothing is forked
    from multiprocessing.context import ForkProcess

__all__ = ["Apart", "chunked", "cores", "nothing_collected", "spread"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Outcomes = SimpleQueue[tuple[Any, Exception | None]]
"""What tasks of workers give, or why they failed."""

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


class Apart(Generic[Result]):
    """Work that another process does meanwhile, or that is done at once where there is one core or no forking."""

    def __init__(self, work: Callable[[], Result], workers: int | None = None) -> None:
        self._work = work
        self._outcome: tuple[Any, Exception | None] | None = None
        self._process: ForkProcess | None = None
        if (workers or cores()) < 2 or "fork" not in multiprocessing.get_all_start_methods():
            self._outcome = _outcome(work)
        else:
            self._process, self._connection = _start([work], [])
            self._connection.send(0)

    @property
    def is_done(self) -> bool:
        """Whether `result` is there without waiting."""
        return self._outcome is not None or self._connection.poll()

    def result(self) -> Result:
        """What the work gave, or what it raised. Where the process is killed it is done here, so let it be done twice."""
        if self._outcome is None:
            try:
                self._outcome = self._connection.recv()
            except (EOFError, OSError):
                self._outcome = _outcome(self._work)
            self.end()
        made, error = self._outcome
        if error is not None:
            raise error
        return cast("Result", made)

    def end(self) -> None:
        """End the process, whether it is done or not."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._connection.close()
            self._process = None


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
    left = deque(range(len(tasks)))
    outcomes: Outcomes = SimpleQueue()
    started: list[tuple[ForkProcess, Connection]] = []
    for _ in range(count):
        started.append(_start(tasks, [connection for _, connection in started]))
    # They are served by a thread, so that none waits while this process is at a long task.
    server = Thread(target=_serve, args=([connection for _, connection in started], left, outcomes), daemon=True)
    try:
        server.start()
        meanwhile()
        yield from _gathered(tasks, left, outcomes, helping)
    finally:
        for process, _ in started:
            process.terminate()
            process.join()
        server.join()


def _start(tasks: Sequence[Callable[[], object]], others: list[Connection]) -> tuple[ForkProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(tasks, theirs, [*others, ours]), daemon=True)
    process.start()
    theirs.close()  # the worker alone holds it, so that its death is seen here
    return process, ours


def _work(tasks: Sequence[Callable[[], object]], connection: Connection, inherited: list[Connection]) -> None:
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
    tasks: Sequence[Callable[[], Result]], left: deque[int], outcomes: Outcomes, helping: bool
) -> Iterator[Result]:
    for _ in tasks:
        if helping and outcomes.empty() and (number := _taken(left.pop)) is not None:
            yield tasks[number]()
            continue
        result, error = outcomes.get()
        if error is not None:
            raise error
        yield result


def _serve(connections: list[Connection], left: deque[int], outcomes: Outcomes) -> None:
    """Hand out the numbers of tasks that are `left`, and take what comes of them, until the workers are ended."""
    for one in connections * _AHEAD:
        _hand_out(left, one)
    while connections:
        for connection in wait(connections):
            assert isinstance(connection, Connection)  # noqa: S101  `wait` takes sockets too
            try:
                outcome = connection.recv()
            except (EOFError, OSError):
                gone = "a process that helped was ended from outside, or for lack of memory"
                outcomes.put((None, ChildProcessError(gone)))
                for other in connections:
                    other.close()
                return
            _hand_out(left, connection)
            outcomes.put(outcome)


def _hand_out(left: deque[int], connection: Connection) -> None:
    if (number := _taken(left.popleft)) is not None:
        with suppress(OSError):  # that it has died is seen when it is listened to
            connection.send(number)


def _taken(pop: Callable[[], int]) -> int | None:
    """The next number, which is nobody else's then; None where none is left."""
    try:
        return pop()
    except IndexError:
        return None
