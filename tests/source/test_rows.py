"""Lists that are kept as columns are what the tuples of their records would be."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Sequence

from okrsite.source.context import Context, Settings
from okrsite.source.plainrecords import plain_records
from okrsite.source.records import Checkin, CheckinFile
from okrsite.source.rows import Picks, Rows, backwards, column, last, latest

DAYS = [f"2026-10-{day:02}" for day in range(1, 7)]
ENTRIES = [f"- {{key_result: a/b#{at}, date: {day}, value: {at}, note: Said on {day}}}" for at, day in enumerate(DAYS)]


def kept(path: str = "content/a/checkins/w.yml") -> Sequence[Checkin]:
    found = plain_records(
        Checkin, Context(path, "\n".join(ENTRIES) + "\n", Settings()), CheckinFile, frozenset({"key_result"})
    )
    assert isinstance(found, Rows)
    return found


def test_a_list_of_records_that_are_alike_is_what_the_tuple_of_them_is() -> None:
    rows, made = kept(), tuple(kept())
    assert rows == made
    assert made == rows
    assert hash(rows) == hash(made)
    assert len(rows) == 6
    assert list(reversed(rows)) == list(reversed(made))
    assert (rows[2], rows[-1], rows[1:4]) == (made[2], made[-1], made[1:4])
    assert rows[1:4][0].places == made[1].places
    assert rows != made[:-1]
    assert not rows[:0]


def test_records_of_columns_say_what_was_written_and_where() -> None:
    third = kept()[2]
    assert (third.date, third.value, third.note) == (dt.date(2026, 10, 3), 2, "Said on 2026-10-03")
    assert (third.status, third.by) == (None, None)
    place = third.places.at("note")
    assert (place.path, place.line) == ("content/a/checkins/w.yml", 3)
    assert ENTRIES[2][place.column - 1 :].startswith("Said on")


def test_a_value_can_be_had_without_its_record() -> None:
    rows = kept()
    for records in (rows, tuple(rows), Picks.of([(rows, at) for at in range(6)])):
        assert list(column(records, "value")) == [0, 1, 2, 3, 4, 5]
        assert next(iter(backwards(records, "note"))) == "Said on 2026-10-06"
        assert list(column(records, "status")) == [None] * 6
        assert (last(records, "value"), last(records, "by"), latest(records, "date")) == (5, None, dt.date(2026, 10, 6))
    assert last((), "value") is None


def test_what_is_picked_out_of_files_is_what_stands_there() -> None:
    one, other = kept("content/a/checkins/1.yml"), kept("content/a/checkins/2.yml")
    picked = Picks.of([(other, 5), (one, 0), (other, 1)])
    assert picked == (other[5], one[0], other[1])
    assert [found.places.path for found in picked] == [f"content/a/checkins/{at}.yml" for at in (2, 1, 2)]
    assert picked[1:] == (one[0], other[1])
    assert not picked[:0]
    assert Picks.of([(one, 1), ((other[2],), 0)]) == (one[1], other[2])


def test_columns_arrive_as_they_were_sent() -> None:
    again = pickle.loads(pickle.dumps(kept()))  # noqa: S301
    assert again == kept()
    assert [found.places for found in again] == [found.places for found in kept()]
