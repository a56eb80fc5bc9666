"""Notes that the tool writes into files for people, in each language of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from okrsite.site.wording import Wording

__all__ = ["carried_note", "closing_note"]

Note = str | dict[str, str]
"""A text, or a text by language."""


def closing_note(words: Sequence[Wording], day: dt.date) -> Note:
    """What an outcome says whose grade was computed."""
    return _in_each(words, lambda one: one.gettext("As computed when it was closed on %(day)s.", day=day.isoformat()))


def carried_note(words: Sequence[Wording], there: str) -> Note:
    """What an outcome says of an objective that goes on elsewhere; `there`: its reference."""
    return _in_each(words, lambda one: one.gettext("Carried over to %(goal)s.", goal=there))


def _in_each(words: Sequence[Wording], say: Callable[[Wording], str]) -> Note:
    return say(words[0]) if len(words) == 1 else {one.language: say(one) for one in words}
