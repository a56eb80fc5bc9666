"""The words of a difference that is no language's: for programs, and where no site can be read."""

from __future__ import annotations

import gettext
from dataclasses import replace

from okrsite.history.changes import Difference
from okrsite.site.wording import Wording
from okrsite.source.fields import make
from okrsite.source.records import Site

__all__ = ["english"]


def english(found: Difference) -> Wording:
    """Plain English, whatever a site calls its goals."""
    goals = found.head or found.base
    site = replace(goals.site, terms={}) if goals else make(Site, title="")
    return Wording("en", site.language, gettext.NullTranslations(), site)
