"""The built-in languages: each says every word of the interface, and a site in one of them shows no English."""

from __future__ import annotations

import ast
import html
import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.conftest import WriteSite
from tests.site.printing import printed
from tests.theme.pseudo import LANGUAGE, PSEUDO, catalogue
from tools.catalogue import LOCALES, ROOT, faults, merged, messages

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
DAYS = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "{}"\n'
LATE = 'msgid "late by %(days)s"\nmsgstr "{}"\n'

NOT_ENGLISH = {
    "kpi",
    "okr",
    "okrs",
    "csv",
    "json",
    "atom",
    "icalendar",
    "outcome",
    "yml",
    "updates",
    "init",
    "okrsite",
    "content",
}
"""Written the same everywhere: names of measures and formats, of files and fields, and of the program."""

CHINESE_SITE = {
    "site.yml": "title: 學院\nlanguage: zh-Hant\npeople: pages\nrepository: {url: https://git.invalid/a/b, forge: github}\n"
    "units: {students: {other: 位學員}}\ntheme: default\n",
    "content/people.yml": "mei: {name: 林美慧, title: 院長}\n",
    "content/academy/team.yml": "name: 招生組\nlead: mei\n",
    "content/academy/2026-q4.yml": """
objectives:
  - id: recruit
    title: 招收更多學員
    owner: mei
    kind: aspirational
    drivers: [leads]
    initiatives: [{title: 開放日, status: todo, due: 2026-12-01}]
    key_results:
      - id: students
        title: 新學員
        metric: from 0 to 10 students
        checkins: [{date: 2026-10-14, value: 2, confidence: 0.6}, {date: 2026-11-04, value: 12, blocked: 等待, status: at-risk}]
      - {id: uptime, title: 教室不中斷, metric: keep at least 99.9 %, weight: 2, checkins: [{date: 2026-10-03, value: 99.95}]}
      - {id: course, title: 培訓, milestones: [{title: 課綱, done: 2026-10-28}, {title: 證書, due: 2026-11-15, weight: 2}]}
      - {id: portal, title: 入口, done: }
      - {id: brand, title: 更精準}
  - id: run
    title: 營運
    dropped: {date: 2026-11-15, why: 不做了}
    key_results: [{id: load, title: 負載, metric: from 3 to 1}]
""",
    "content/academy/2026-q3.yml": "objectives:\n  - id: found\n    title: 讓人找到\n    key_results:\n"
    "      - {id: ads, title: 廣告, metric: from 0 to 4, checkins: [{date: 2026-09-01, value: 3}]}\n",
    "content/academy/kpis.yml": """
kpis:
  - {id: leads, name: 詢問數, unit: students, every: month, target: at least 5, values: {2026-09: 7, 2026-10: 4, 2026-11: 3}}
  - {id: likes, name: 按讚數, every: quarter, values: {2026-q3: 3}}
""",
    "content/academy/updates/2026-10-02-report.md": "---\ntitle: 回顧\nkind: retrospective\ncycle: 2026-q3\n---\n很好。\n",
}


@cache
def interface() -> Catalog:
    return messages()


def said(*messages: str | tuple[str, str]) -> Catalog:
    catalogue = Catalog()
    for message in messages:
        catalogue.add(message)
    return catalogue


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.po")), ids=lambda path: path.stem)
def test_a_built_in_language_says_every_word_and_nothing_else(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), interface()) == []


def test_no_message_stands_in_an_f_string_where_python_3_11_has_it_not_found() -> None:
    modules = [path for folder in ("site", "theme") for path in (ROOT / "okrsite" / folder).rglob("*.py")]
    trees = [ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in modules]
    inside = [part for tree in trees for node in tree if isinstance(node, ast.JoinedStr) for part in ast.walk(node)]
    assert not [part.attr for part in inside if isinstance(part, ast.Attribute) and part.attr.endswith("gettext")]


def test_words_of_code_templates_and_tables_are_found() -> None:
    assert {"Skip to the content", "derailing", "every half-year", "Back to the text"} <= {
        message.id for message in interface() if isinstance(message.id, str)
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "missing: “%(num)s day”"),
        (DAYS.format(""), "missing: “%(num)s day”"),
        ('msgid "%(num)s day"\nmsgstr "%(num)s 天"\n', "missing: “%(num)s day”"),
        ("#, fuzzy\n" + DAYS.format("%(num)s 天"), "fuzzy: “%(num)s day”"),
        (DAYS.format("%(count)s 天"), "other placeholders: “%(num)s day”"),
        (DAYS.format("天"), "other placeholders: “%(num)s day”"),
        (DAYS.format("%(num)s 天") + 'msgid "gone"\nmsgstr "不見"\n', "obsolete: “gone”"),
        (DAYS.format("%(num)s 天") + '#~ msgid "gone"\n#~ msgstr "不見"\n', "obsolete: “gone”"),
        (LATE.format("晚 %(days)s，100%"), "other placeholders: “late by %(days)s”"),
    ],
)
def test_a_fault_of_a_translation_is_named(text: str, fault: str) -> None:
    wanted = said("late by %(days)s") if "late" in text else said(("%(num)s day", "%(num)s days"))
    assert faults(HEAD + text, wanted) == [fault]


def test_more_plural_forms_than_the_language_has_are_a_fault() -> None:
    text = HEAD + DAYS.format("%(num)s 天") + 'msgstr[1] "%(num)s 天"\n'
    assert "cannot be read" in faults(text, said(("%(num)s day", "%(num)s days")))[0]


def test_merging_keeps_translations_sorts_and_drops_what_nobody_says() -> None:
    text = HEAD + 'msgid "b"\nmsgstr "二"\n\nmsgid "gone"\nmsgstr "不見"\n\nmsgid "a"\nmsgstr "一"\n'
    fresh = merged(text, said("c", "b", "a"))
    assert fresh == HEAD + 'msgid "a"\nmsgstr "一"\n\nmsgid "b"\nmsgstr "二"\n\nmsgid "c"\nmsgstr ""\n'
    assert merged(fresh, said("a", "b", "c")) == fresh


@pytest.mark.parametrize("language", ["zh-Hant", "de"])
def test_a_site_in_another_language_shows_no_english_word_of_the_interface(
    language: str, write_site: WriteSite
) -> None:
    files = {path: text.replace("language: zh-Hant", f"language: {language}") for path, text in CHINESE_SITE.items()}
    pages = printed(write_site(files), language=language).pages()
    foreign = english() - own_words(language)
    shown = {(path, word) for path, page in pages for word in words(visible(page)) & foreign}
    assert shown == set()


def test_a_site_from_right_to_left_says_every_word_in_its_own_letters(write_site: WriteSite) -> None:
    files = {path: text.replace("language: zh-Hant", f"language: {LANGUAGE}") for path, text in CHINESE_SITE.items()}
    pages = list(printed(write_site({**files, PSEUDO: catalogue()}), language=LANGUAGE).pages())
    assert {(path, word) for path, page in pages for word in words(visible(page)) & english()} == set()
    assert all('dir="rtl"' in page for _, page in pages)


def own_words(language: str) -> set[str]:
    """The words that the language has too: Team, Status."""
    catalogue = read_po(io.BytesIO((LOCALES / f"{language}.po").read_bytes()))
    said = [one.string for one in catalogue if one.id and one.string]
    forms = [form for string in said for form in ([string] if isinstance(string, str) else string)]
    return {word for form in forms for word in words(re.sub(r"%\(\w+\)s", " ", form))}


def english() -> set[str]:
    """The words of all messages, without what stands for values."""
    forms = [form for one in interface() for form in ([one.id] if isinstance(one.id, str) else one.id)]
    return {word for form in forms for word in words(re.sub(r"%\(\w+\)s", " ", form))} - NOT_ENGLISH


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)}


def visible(page: str) -> str:
    """What a page says: its text, and the attributes that are read out; names of files, addresses and what is to be copied left out."""
    body = re.sub(r"(?s)<(script|style|code|textarea)\b.*?</\1>", " ", page)
    spoken = re.findall(r'(?:aria-label|alt|title)="([^"]*)"', body)
    text = html.unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *spoken]))
    return re.sub(r"\S*\w[./-]\w\S*|width=\S+", " ", text)
