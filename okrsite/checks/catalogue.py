"""Every rule by its permanent name, each with the sentence that documents it: of files and goals, themes, and the output folder."""

from __future__ import annotations

from types import MappingProxyType

from okrsite.source.rules import RULES as OF_CONTENT

__all__ = ["RULES"]

_OF_THEMES = {
    "accent-contrast": "A theme's colour cannot be read on the page's ground; a darker or lighter one is used.",
    "broken-template": "A template fails when it is filled in.",
    "missing-asset": "A template or style sheet names an asset that the theme does not have.",
    "missing-template": "A template names another that is not there.",
    "theme-circular": "A theme extends itself.",
    "unknown-option": "A theme option is none that the theme declares.",
    "unknown-theme": "There is no theme of that name.",
}
_OF_THE_OUTPUT = {
    "no-url": "A site does not say where it is served, so it has no canonical addresses, sitemap or feeds.",
    "not-written": "The output folder cannot be written to.",
    "output-not-ours": "The output folder holds what no build made, or is where the site's own files are.",
    "preview-stumbled": "The preview ran into something that it cannot work with; the last good site stays.",
}

RULES = MappingProxyType(dict(sorted({**OF_CONTENT, **_OF_THEMES, **_OF_THE_OUTPUT}.items())))
"""Rule → sentence, sorted by name."""
