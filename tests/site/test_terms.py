"""What a site calls things stands wherever the interface names them, in each of its languages."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from okrsite.site.terms import MARK, Term, Termed, english_plural, own_form
from tests.conftest import WriteSite
from tests.site.printing import printed
from tests.theme.test_catalogues import CHINESE_SITE, visible
from tools.catalogue import LOCALES, messages

TERMS = "terms:\n" + "".join(
    f"  {term}: {{en: qq{term[:3]}, zh-Hant: ㄅ{term[:3]}, de: Qq{term[:3]}}}\n" for term in get_args(Term)
)
USUAL = {
    "en": r"objectives?|goals?|key results?|kpis?|cycles?|teams?|check-ins?",
    "zh-Hant": r"目標(?!值)|關鍵成果|KPI|週期|團隊|進度回報",
    "de": r"Ziele?n?s?|Schlüsselergebnis\w*|Kennzahl\w*|Zykl\w+|Teams?|Check-ins?",
}


def termed(**own: str) -> Termed:
    return Termed(gettext.NullTranslations(), lambda term, count: own.get(f"{term}{'s' if count > 1 else ''}"))


@pytest.mark.parametrize(
    ("message", "usual", "renamed"),
    [
        ("No {objectives} yet.", "No objectives yet.", "No aims yet."),
        ("{Objectives} of %(team)s", "Objectives of %(team)s", "Aims of %(team)s"),
        ("Top {objectives|goals}", "Top goals", "Top aims"),
        ("The {objective|goal}: {}", "The goal: {}", "The aim: {}"),
        ("{Key results} of a {kpi}", "Key results of a KPI", "Key results of a KPI"),
        ("Nothing in {braces}", "Nothing in {braces}", "Nothing in {braces}"),
    ],
)
def test_a_message_names_things_as_the_site_does(message: str, usual: str, renamed: str) -> None:
    assert termed().gettext(message) == usual
    assert termed(objective="aim", objectives="aims").gettext(message) == renamed


def test_each_plural_form_has_its_word() -> None:
    words = termed(objective="aim", objectives="aims")
    assert [words.ngettext("{n} {objective}", "{n} {objectives}", n) for n in (1, 2)] == ["{n} aim", "{n} aims"]


def test_between_chinese_words_there_is_no_space() -> None:
    assert termed(kpis="指標").gettext("推動它的 {kpis} 有紅燈") == "推動它的指標有紅燈"
    assert termed().gettext("推動它的 {kpis} 有紅燈") == "推動它的 KPIs 有紅燈"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Goal", "Goals"),
        ("Priority", "Priorities"),
        ("key", "keys"),
        ("Process", "Processes"),
        ("batch", "batches"),
        ("Results", "Results"),
        ("目標", "目標"),
        ("OKR", "OKRs"),
    ],
)
def test_an_english_word_without_a_plural_is_given_the_usual_one(one: str, many: str) -> None:
    assert english_plural(one) == many


@pytest.mark.parametrize(
    ("words", "language", "many"),
    [
        ({"": {"other": "Goal"}}, "en", "Goals"),
        ({"": {"one": "Chore", "other": "Choir"}}, "en", "Choir"),
        ({"de": {"other": "Wunsch"}, "en": {"other": "Wish"}}, "de", "Wunsch"),
        ({"de": {"one": "Wunsch", "other": "Wünsche"}, "en": {"other": "Wish"}}, "de", "Wünsche"),
        ({"de": {"other": "Wunsch"}, "en": {"other": "Wish"}}, "zh-Hant", "Wishes"),
    ],
)
def test_the_sites_word_in_a_language(words: Mapping[str, Mapping[str, str]], language: str, many: str) -> None:
    assert own_form(words, language, "en", "other") == many


@pytest.mark.parametrize("language", ["en", "zh-Hant", "de"])
def test_a_site_that_renames_everything_shows_no_usual_word(language: str, write_site: WriteSite) -> None:
    files = dict(CHINESE_SITE)
    files["site.yml"] = files["site.yml"].replace(
        "language: zh-Hant", f"language: {language}\nlanguages: [en, de, zh-Hant]"
    )
    files["site.yml"] += TERMS
    pages = printed(write_site(files), language=language).pages()
    usual = re.compile(USUAL[language] if language == "zh-Hant" else rf"(?i)\b(?:{USUAL[language]})\b")
    left = {(path, found[0]) for path, page in pages for found in usual.finditer(visible(page))}
    assert left == set()


STATES = ("on track", "at risk", "off track", "partly", "derailing")


@pytest.mark.parametrize("language", ["en", "zh-Hant", "de"])
def test_a_state_that_a_site_renames_has_its_new_word_in_every_sentence(language: str, write_site: WriteSite) -> None:
    usual = {first: form for first, form in said(language) if first in STATES}
    files = {path: text.replace("language: zh-Hant", f"language: {language}") for path, text in CHINESE_SITE.items()}
    own = "\n".join(f'msgid "{state}"\nmsgstr "qq{state[:2]}"\n' for state in STATES)
    files[f"theme/locales/{language}.po"] = own
    shown = [visible(page) for _, page in printed(write_site(files), language=language).pages()]
    assert "qqon" in " ".join(shown)
    old = "|".join(usual.values())
    assert {found for page in shown for found in re.findall(rf".{{0,40}}(?:{old}).{{0,20}}", page)} == set()


@pytest.mark.parametrize("language", sorted(USUAL))
def test_no_message_names_a_thing_without_a_mark(language: str) -> None:
    usual = re.compile(USUAL[language] if language == "zh-Hant" else rf"(?i)\b(?:{USUAL[language]})\b(?!\.yml)")
    explained = "key performance indicators"
    bare = {
        form
        for source, form in said(language)
        if source not in OWN and explained not in form and usual.search(re.sub(r"%\(\w+\)s", "", MARK.sub("", form)))
    }
    assert bare == set()


OWN = {"objective", "key result", "KPI", "cycle", "team", "check-in"}


def said(language: str) -> list[tuple[str, str]]:
    """(the message's first form, a form of what the language says)."""
    written = None if language == "en" else (LOCALES / f"{language}.po").read_bytes()
    catalogue = read_po(io.BytesIO(written)) if written else messages()
    pairs = [(one.id, one.id if language == "en" else one.string) for one in catalogue if one.id]
    return [(forms_of(source)[0], form) for source, string in pairs for form in forms_of(string)]


def forms_of(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)
