"""The moment that it is, or is said to be: builds that are to be repeated set SOURCE_DATE_EPOCH (reproducible-builds.org)."""

from __future__ import annotations

import datetime as dt
import os

__all__ = ["VARIABLE", "now"]

VARIABLE = "SOURCE_DATE_EPOCH"
_LAST = 253_402_214_400  # the last day of the year 9999, wherever that is


def now(zone: dt.tzinfo) -> dt.datetime:
    """What a clock in `zone` shows, at the moment that the environment names where it names one. Raises ValueError where it names none."""
    said = os.environ.get(VARIABLE)
    if not said:
        return dt.datetime.now(zone)
    if not (said.isascii() and said.isdigit() and len(said) < 20 and int(said) < _LAST):
        raise ValueError(f"{VARIABLE} is `{said[:40]}`, and should be seconds since 1970, such as 1795219200.")
    return dt.datetime.fromtimestamp(int(said), zone)
