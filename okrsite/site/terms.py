"""What a site calls objectives, key results, KPIs, cycles, teams and check-ins, wherever the interface names them.

A message names them in braces: `No {objectives} yet.`, with a capital letter where a sentence begins: `{Objectives} of …`.
Behind a bar a message says how the usual word stands there: `Top {objectives|goals}`, `mit ihren {objectives|Zielen}`.
The site's own word is put in as it was written.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MARK", "OwnWord", "Term", "Termed", "english_plural", "own_form", "usual_term"]

Term = Literal["objective", "key_result", "kpi", "cycle", "team", "check_in"]

OwnWord = Callable[[Term, int], "str | None"]
"""(term, count) → the site's own word in the form for that many; None where it has none."""

_MARKS = {name.replace("_", "-" if name == "check_in" else " "): name for name in get_args(Term)}
MARK = re.compile(r"\{(?i:(" + "|".join(_MARKS) + r")(s?))(?:\|([^{}]*))?\}")
"""A mark: the term as `_MARKS` has it, `s` where it is the plural, and the usual word where that is not the plain one."""

_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]) (?=[\u2e80-\u9fff\uf900-\ufaff])")
_MANY = 2  # the count that a plural stands for where no number does


class Termed(gettext.NullTranslations):
    """A catalogue whose messages have the site's words for things in place of their marks."""

    def __init__(self, catalogue: gettext.NullTranslations, own: OwnWord) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._own = own
        self._filled: dict[str, str] = {}

    def in_templates(self) -> Termed:
        """The same for templates, which escape messages and fill them in: what the site calls things is no placeholder."""

        def own(term: Term, count: int) -> str | None:
            word = self._own(term, count)
            return word and word.replace("%", "%%")

        return Termed(self._catalogue, own)

    def gettext(self, message: str) -> str:
        """The message, translated."""
        return self._fill(self._catalogue.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n`."""
        return self._fill(self._catalogue.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        """A message that means different things."""
        return self._fill(self._catalogue.pgettext(context, message))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n` of a message that means different things."""
        return self._fill(self._catalogue.npgettext(context, msgid1, msgid2, n))

    def _fill(self, said: str) -> str:
        if "{" not in said:
            return said
        filled = self._filled.get(said)
        if filled is None:
            filled = self._filled[said] = _BETWEEN_HAN.sub("", MARK.sub(self._word, said))
        return filled

    def _word(self, mark: re.Match[str]) -> str:
        name, plural, usual = mark.groups()
        term, count = _MARKS[name.lower()], _MANY if plural else 1
        word = self._own(term, count) or usual or usual_term(self._catalogue, term, count)
        return word[:1].upper() + word[1:] if name[0].isupper() else word


def usual_term(catalogue: gettext.NullTranslations, term: Term, count: int) -> str:
    """What a language calls it, in the form for `count`."""
    ngettext = catalogue.ngettext
    match term:
        case "objective":
            return ngettext("objective", "objectives", count)
        case "key_result":
            return ngettext("key result", "key results", count)
        case "kpi":
            return ngettext("KPI", "KPIs", count)
        case "cycle":
            return ngettext("cycle", "cycles", count)
        case "team":
            return ngettext("team", "teams", count)
        case "check_in":
            return ngettext("check-in", "check-ins", count)


def own_form(words: Mapping[str, Mapping[str, str]], language: str, default: str, form: str) -> str:
    """A site's own word in the plural form `form` (`one`, `few`); English makes its own of a word that has only one."""
    spoken = next((tried for tried in (language, "", default) if tried in words), next(iter(words)))
    forms = words[spoken]
    word = forms.get(form) or forms.get("other") or next(iter(forms.values()))
    is_english = (spoken or default).partition("-")[0] == "en"
    return english_plural(word) if is_english and form != "one" and len(forms) == 1 else word


def english_plural(word: str) -> str:
    """`Goal` → `Goals`, `Priority` → `Priorities`; a word that ends in `s` is taken to be one, others than Latin stay."""
    last = word[-1:].lower()
    if not (last.isascii() and last.isalpha()) or (last == "s" and not word.lower().endswith("ss")):
        return word
    if last == "y" and word[-2:-1].lower() not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}{'es' if re.search(r'(?:ss|x|z|ch|sh)$', word, re.IGNORECASE) else 's'}"
