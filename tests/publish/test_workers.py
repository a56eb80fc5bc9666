"""Work spread over processes gives what one process gives."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from functools import partial

import pytest

from okrsite.publish.workers import chunked, nothing_collected, spread

ITEMS = list(range(500))
CHUNKS = chunked(ITEMS, 7)


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def fails(numbers: Sequence[int]) -> None:
    raise LookupError(numbers[0])


def dies(_: Sequence[int]) -> None:
    os._exit(9)


@pytest.mark.parametrize("workers", [None, 1, 2, 3, 100])
def test_any_number_of_workers_does_all_of_the_work(workers: int | None) -> None:
    results = spread([partial(squares, chunk) for chunk in CHUNKS], workers)
    assert sorted(square for chunk in results for square in chunk) == squares(ITEMS)


def test_chunks_hold_each_item_once_and_in_order() -> None:
    assert [item for chunk in CHUNKS for item in chunk] == ITEMS
    assert {len(chunk) for chunk in CHUNKS[:-1]} == {7}


def test_nothing_to_do_is_no_work() -> None:
    assert list(spread([], 2)) == []


def test_an_exception_in_a_worker_is_raised_where_the_work_was_asked_for() -> None:
    with pytest.raises(LookupError):
        list(spread([partial(fails, chunk) for chunk in CHUNKS], 2))


def test_a_worker_that_dies_is_noticed() -> None:
    with pytest.raises(ChildProcessError, match="ended"):
        list(spread([partial(dies, chunk) for chunk in CHUNKS], 2))


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was_once_all_is_made(was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with nothing_collected():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
