"""An edition: the site in one language, as every view is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from okrsite.checks.method import RuleInForce
from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.site.wording import Wording
from okrsite.source.records import Site
from okrsite.source.values import Text, in_language

__all__ = ["Edition", "languages_of"]


def languages_of(site: Site) -> tuple[str, ...]:
    """All languages of a site, the default first."""
    return tuple(dict.fromkeys((site.language, *site.languages)))


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of one build. `generator` is the tool's name and version."""

    goals: Goals
    figures: Figures
    words: Wording
    languages: tuple[str, ...]  # all of the site's, the default first
    generator: str
    ignored: tuple[tuple[str, str, str], ...] = ()  # (ref, rule, reason): what `ignore:` silences, for /method/
    rules: tuple[RuleInForce, ...] = ()  # the rules of method that this site is held to, for /method/
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # of pictures, by path on the site

    @property
    def language(self) -> str:
        """The language of this edition."""
        return self.words.language

    @property
    def default_language(self) -> str:
        """The site's main language: its pages are at the root, its texts stand in where a translation is missing."""
        return self.goals.site.language

    def text(self, text: Text) -> str:
        """`text` in this edition's language."""
        return in_language(text, self.language, self.default_language)
