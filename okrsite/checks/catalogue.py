"""Every rule by its permanent name, each with the sentence that documents it: of files, goals, method, themes and the output folder."""

from __future__ import annotations

from types import MappingProxyType

from okrsite.source.method import METHOD
from okrsite.source.rules import RULES as OF_CONTENT

__all__ = ["RULES", "page_of"]

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
    "unknown-forge": "The address of a repository does not tell which forge serves it, so pages have no links to its files.",
    "preview-stumbled": "The preview ran into something that it cannot work with; the last good site stays.",
}

_OF_HISTORY = {
    "no-history": "git could not say when the goals changed.",
    "shallow-history": "A clone holds only the latest commits, so what changed before them is not told.",
}

_OF_METHOD = {name: rule.sentence for name, rule in METHOD.items()}

RULES = MappingProxyType(
    dict(sorted({**OF_CONTENT, **_OF_HISTORY, **_OF_METHOD, **_OF_THEMES, **_OF_THE_OUTPUT}.items()))
)
"""Rule → sentence, sorted by name."""


def page_of(rule: str) -> str:
    """Where a rule's paragraph stands in the documentation that comes with the tool."""
    return f"docs/rules.md#{rule}" if rule in _OF_METHOD else f"docs/problems.md#{rule}"
