"""A site's own words, in one of its languages: what its theme's catalogues and its `terms:` say."""

from __future__ import annotations

import difflib
import gettext
from pathlib import Path

from okrsite.site.edition import languages_of
from okrsite.site.wording import Wording
from okrsite.source.records import Site
from okrsite.theme.catalogue import read_catalogue
from okrsite.theme.finding import find_theme

__all__ = ["UnknownLanguage", "asked_language", "wording"]


class UnknownLanguage(ValueError):  # noqa: N818  a wrong word of the caller's, not a failure
    """A language was asked for that the site does not have."""


def asked_language(site: Site, wanted: str | None) -> str:
    """The site's language that is asked for, in any case; None is the main one.

    Raises:
        UnknownLanguage: the site has no such language.
    """
    if wanted is None:
        return site.language
    known = {one.lower(): one for one in languages_of(site)}
    if wanted.lower() in known:
        return known[wanted.lower()]
    close = difflib.get_close_matches(wanted.lower(), known, n=1)
    hint = f"Did you mean '{known[close[0]]}'?" if close else f"The site has {', '.join(known.values())}."
    raise UnknownLanguage(f"There is no language '{wanted}'. {hint}")


def wording(folder: Path, site: Site, language: str) -> Wording:
    """How the site in `folder` says things; in English where its theme or its catalogue can't be read."""
    chain, _ = find_theme(folder, site.theme, site.places.at("theme"))
    catalogue = read_catalogue(chain, language)[0] if chain else gettext.NullTranslations()
    return Wording(language, site.language, catalogue, site)
