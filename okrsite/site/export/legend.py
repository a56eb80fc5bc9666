"""What the words of a cycle's document mean, for readers who never saw the site: in the sentences of its page on method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site.export.document import Block, Heading, Item, Items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.site.views.here import Here

__all__ = ["legend"]


def legend(here: Here) -> Iterator[Block]:
    """The last part of a document."""
    items = (*_of_goals(here), *_of_kpis(here))
    if items:
        yield Heading(2, here.words.gettext("What the words mean"))
        yield Items(items)


def _of_goals(here: Here) -> tuple[Item, ...]:
    if not here.shared.has_objectives:
        return ()
    gettext, said = here.words.gettext, here.shared.states.words
    progress = gettext(
        "How much of the way is done, from 0 to 100 percent. Without a value there is no progress: that "
        "reads “%(no_data)s” and never zero.",
        **said,
    )
    status = gettext(
        "{Objectives|Goals} are “%(done)s” when they are reached, “%(missed)s” when their time is over and "
        "they are not, “%(not_started)s” before their time, and “%(dropped)s” when they were given up: then "
        "they are in no figure. While one of the {key results} is “%(off_track)s” or “%(missed)s”, the "
        "{objective} is at most “%(at_risk)s”.",
        **said,
    )
    grade = gettext(
        "Once a {cycle} is over: the grade that people gave with a note why, "
        "else the mean of the {key results} by weight, rounded to one decimal."
    )
    bands = (
        gettext("Committed: 1.0 is “%(done)s”, from 0.7 “%(partly)s”, below “%(missed)s”.", **said),
        gettext("Aspirational, or not said: from 0.7 “%(done)s”, from 0.4 “%(partly)s”, below “%(missed)s”.", **said),
        gettext("Learning: “%(done)s” when it says what was learned, else “%(partly)s”.", **said),
    )
    sure = gettext(
        "How sure people are to reach it, in the latest {check-in} that says so. An {objective}’s is the "
        "mean of its {key results}’ by weight."
    )
    return (
        Item(progress, gettext("Progress")),
        Item(status, gettext("Status")),
        Item(grade, gettext("Grade")),
        *map(Item, bands),
        Item(sure, gettext("Confidence")),
    )


def _of_kpis(here: Here) -> tuple[Item, ...]:
    if not here.shared.has_kpis:
        return ()
    gettext, said = here.words.gettext, here.shared.states.words
    health = gettext(
        "Green (“%(green)s”) when its target is met, exactly counts; amber (“%(amber)s”) when it is not but "
        "within the tolerance; red (“%(red)s”) otherwise. Without a target it has no health and is never "
        "green. A period that is not over counts only once it is decided; until then it reads “%(so_far)s”.",
        **said,
    )
    return (Item(health, gettext("Health of {kpis}")),)
