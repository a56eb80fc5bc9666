"""Badges (the extra `badges`): an objective or KPI and its state as a small SVG, for READMEs and wikis.

Words are text, in as much room as they need in any script; colours stand in attributes, and can be read on light and on
dark pages. Each language of the site has its own.
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from okrsite.site import addresses
from okrsite.site.charts.svg import number
from okrsite.site.charts.width import shortened, text_width
from okrsite.site.landing import badge_places
from okrsite.site.pages import PagePlan
from okrsite.site.plain import one_line
from okrsite.site.views.bars import objective_bar
from okrsite.site.views.here import Here
from okrsite.site.views.lines import kpi_health, kpi_stale, kpi_value
from okrsite.site.views.sentences import stale_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.model import Kpi, Objective
    from okrsite.site.views.parts import Badge
    from okrsite.site.views.shared import Shared

__all__ = ["badges"]

_SIZE = 11  # pixels: of the letters
_PAD = 7
_HEIGHT = 20
_LONGEST = 260  # pixels: a title is cut there
_FONTS = "Verdana,DejaVu Sans,Noto Sans,Noto Sans CJK TC,PingFang TC,Microsoft JhengHei,sans-serif"

# White words on them reach 4.5:1; each goes with the colour of the state on the pages.
_GOOD, _WARN, _BAD, _DONE, _NONE, _TITLE = "#00735f", "#8a5200", "#b92a1b", "#1f55a5", "#5c5f64", "#3b3f45"
_COLOURS = {
    "on-track": _GOOD, "green": _GOOD, "at-risk": _WARN, "amber": _WARN, "off-track": _BAD, "missed": _BAD, "red": _BAD,
    "done": _DONE, "partly": _DONE,
}  # fmt: skip
_EDGE = "#8a8d91"  # seen on white and on black


class _Said(NamedTuple):
    """What a badge says: its title, its state with the figure, and the whole of it in a sentence."""

    title: str
    state: str
    colour: str
    sentence: str


def badges(shared: Shared) -> Iterator[tuple[str, str]]:
    """Each badge's address and its SVG, in the language of `shared`."""
    if "badges" not in shared.goals.site.extras:
        return
    here = Here.at(shared, PagePlan(addresses.HOME, "home"))
    made = {}
    for objective in here.goals.objectives.values():
        made[objective.ref] = _drawn(here, _objective(here, objective))
    for kpi in here.goals.kpis.values():
        made[kpi.ref] = _drawn(here, _kpi(here, kpi))
    for address, ref in badge_places(here.goals).items():
        yield addresses.localized(address, here.words.language, here.goals.site.language), made[ref]


def _objective(here: Here, objective: Objective) -> _Said:
    figures, words = here.figures.objectives[objective.ref], here.words
    badge = here.shared.states.statuses[figures.status]
    bar = None if figures.dropped else objective_bar(here.shared, objective.ref)
    stale = stale_words(words, figures)
    state = _state(badge, bar.text if bar else None, here.shared.states.stale if stale else None)
    return _said(here, here.text(objective.record.title), state, badge, (bar.label if bar else None, stale))


def _kpi(here: Here, kpi: Kpi) -> _Said:
    figures = here.figures.kpis[kpi.ref]
    badge = kpi_health(here, kpi, figures)
    value = kpi_value(here, kpi, figures).text if figures.value is not None and not kpi.record.withheld else None
    period = here.words.period(figures.period) if value and figures.period else None
    stale = kpi_stale(here, figures)
    state = _state(badge, value, here.shared.states.stale if stale else None)
    return _said(here, here.text(kpi.record.name), state, badge, (value, period, stale))


def _state(badge: Badge, figure: str | None, stale: Badge | None) -> str:
    """`◆ at risk · 37%`."""
    parts = [f"{badge.shape} {badge.word}", figure, f"{stale.shape} {stale.word}" if stale else None]
    return " · ".join(one_line(part) for part in parts if part)


def _said(here: Here, title: str, state: str, badge: Badge, more: tuple[str | None, ...]) -> _Said:
    words = here.words
    facts = words.gettext(", ").join(part for part in (badge.word, *more) if part)
    day = words.gettext("As of %(day)s", day=words.day(here.figures.day))
    colon = words.gettext(": ")
    sentence = f"{title}{colon}{facts} ({day})"
    return _Said(one_line(title), state, _COLOURS.get(badge.name, _NONE), one_line(sentence))


def _drawn(here: Here, said: _Said) -> str:
    title = shortened(said.title, _SIZE, _LONGEST)
    left, right = (round(text_width(words, _SIZE)) + 2 * _PAD for words in (title, said.state))
    width, end = left + right, _HEIGHT - 6
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{escape(here.words.language)}" width="{width}"'
        f' height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" role="img">\n'
        f"<title>{escape(said.sentence)}</title>\n"
        f'<rect width="{width}" height="{_HEIGHT}" rx="3" fill="{_TITLE}"/>\n'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v{end}a3 3 0 0 1-3 3h-{right - 3}z" fill="{said.colour}"/>\n'
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{_HEIGHT - 1}" rx="2.5" fill="none" stroke="{_EDGE}"/>\n'
        f'<g fill="#fff" font-family="{_FONTS}" font-size="{_SIZE}" text-anchor="middle">\n'
        f"{_text(title, left / 2, left)}\n{_text(said.state, left + right / 2, right)}\n</g>\n</svg>\n"
    )


def _text(words: str, middle: float, room: float) -> str:
    """Words that take exactly their room, whatever font there is."""
    direction = ' direction="rtl"' if _runs_left(words) else ""
    fitted = f' textLength="{number(room - 2 * _PAD)}" lengthAdjust="spacingAndGlyphs"' if words else ""
    return f'<text x="{number(middle)}" y="14"{fitted}{direction}>{escape(words)}</text>'


def _runs_left(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"
