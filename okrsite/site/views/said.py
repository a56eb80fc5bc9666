"""People's own words and what they lead to, as templates show them."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site.views.parts import LinkTo, PersonLink, Prose

__all__ = ["FieldLine", "Named", "NoteLine", "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What someone wrote; `lang` is its language where that is known not to be the page's."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A goal, KPI, team or other thing by its title; `dropped` ones are struck through."""

    title: Said
    href: str | None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the site's own: its label, and one of words, Markdown, a link or a person."""

    label: str
    text: str | None = None
    prose: Prose | None = None
    link: LinkTo | None = None
    person: PersonLink | None = None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Something dated that was written down: why a goal was changed, why it was dropped."""

    day: str
    iso: str
    why: Said
