"""Every day lies in exactly one period of each length, and a period's name leads back to it."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from okrsite.source.periods import containing, following, period
from okrsite.source.values import Every

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
EVERY = st.sampled_from(get_args(Every))
MONTHS = st.integers(1, 12)


@given(DAYS, EVERY, MONTHS)
def test_a_day_lies_in_the_period_that_contains_it(day: dt.date, every: Every, year_starts: int) -> None:
    found = containing(day, every, year_starts)
    assert found.start <= day <= found.end
    assert period(found.id, year_starts) == found
    assert period(found.id.lower(), year_starts) == found


@given(DAYS, EVERY, MONTHS)
def test_the_next_period_begins_on_the_next_day(day: dt.date, every: Every, year_starts: int) -> None:
    found = containing(day, every, year_starts)
    assert following(found, year_starts).start == found.end + dt.timedelta(days=1)
