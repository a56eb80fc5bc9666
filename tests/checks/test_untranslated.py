"""What a site of several languages lacks in one of them is listed by the check, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.problems import Problem, Severity
from okrsite.publish.prepare import check
from okrsite.publish.wordings import wording
from okrsite.source.fields import make
from okrsite.source.records import Site
from tests.conftest import WriteSite

SITE = {
    "site.yml": "title: {en: Goals, de: Ziele}\nurl: https://example.org/\nlanguages: [en, de]\n",
    "content/shop/team.yml": "name: {en: Shop, de: Laden}\n",
    "content/shop/2026-q4.yml": """\
objectives:
  - id: sell
    title: {en: Sell, de: Verkaufen}
    why: {en: Because., de: Darum.}
    key_results:
      - {id: tills, title: {en: Tills, de: Kassen}, metric: from 0 to 10 tills}
""",
    "content/pages/about.md": "---\ntitle: About\n---\nHello.\n",
    "content/pages/about.de.md": "---\ntitle: Über uns\n---\nHallo.\n",
    "content/people.yml": "mei: {name: Mei Lin}\n",
}


def told(root: Path, *rules: str) -> list[Problem]:
    return [problem for problem in check(root) if problem.rule in (rules or ("untranslated",))]


def test_a_site_that_says_everything_in_each_language_lacks_nothing(write_site: WriteSite) -> None:
    assert told(write_site(SITE), "untranslated", "unknown-message", "unreadable-file") == []


@pytest.mark.parametrize(
    ("path", "before", "after", "place", "missing", "seen"),
    [
        ("content/shop/team.yml", "{en: Shop, de: Laden}", "Shop", "content/shop/team.yml:1:7", "de", "en"),
        ("content/shop/team.yml", "{en: Shop, de: Laden}", "{de: Laden}", "content/shop/team.yml:1:7", "en", "de"),
        ("content/shop/2026-q4.yml", ", de: Darum.", "", "content/shop/2026-q4.yml:4:10", "de", "en"),
        ("content/shop/2026-q4.yml", "{en: Tills, de: Kassen}", "Tills", "content/shop/2026-q4.yml:6:28", "de", "en"),
        ("site.yml", "de: Ziele", "", "site.yml:1:8", "de", "en"),
    ],
)  # fmt: skip
def test_a_text_that_lacks_a_language_is_told_with_its_place(
    path: str, before: str, after: str, place: str, missing: str, seen: str, write_site: WriteSite
) -> None:
    (problem,) = told(write_site({**SITE, path: SITE[path].replace(before, after)}))
    assert (str(problem.place), problem.message, problem.severity) == (
        place,
        f"A text is not in {missing}: readers see {seen} there.",
        Severity.NOTE,
    )
    assert problem.hint == f"Write `{{{seen}: …, {missing}: …}}`."


def test_several_texts_of_a_file_are_told_at_once(write_site: WriteSite) -> None:
    text = SITE["content/shop/2026-q4.yml"].replace(", de: Darum.", "").replace(", de: Verkaufen", "")
    (problem,) = told(write_site({**SITE, "content/shop/2026-q4.yml": text}))
    assert problem.message == "2 texts are not in de (lines 3, 4): readers see en there."


def test_of_a_markdown_file_the_missing_sibling_is_named(write_site: WriteSite) -> None:
    files = {path: text for path, text in SITE.items() if path != "content/pages/about.de.md"}
    (problem,) = told(write_site(files))
    assert (problem.place.path, problem.hint) == (
        "content/pages/about.md",
        "Put the translation beside it, as about.de.md.",
    )


def test_a_site_of_one_language_needs_no_translation(write_site: WriteSite) -> None:
    text = {path: text.replace("languages: [en, de]\n", "") for path, text in SITE.items() if ".de." not in path}
    assert told(write_site({**text, "site.yml": "title: Goals\n", "content/shop/team.yml": "name: Shop\n"})) == []


def test_a_language_whose_interface_nobody_translated_is_told(write_site: WriteSite) -> None:
    site = "title: {en: Goals, de: Ziele, fr: Buts}\nlanguages: [en, de, fr]\n"
    (problem,) = (one for one in told(write_site({**SITE, "site.yml": site})) if one.place.path == "site.yml")
    assert problem.message == "The interface has no words in fr: they stand in English."
    assert (problem.place.line, "theme/locales/fr.po" in problem.hint) == (2, True)


HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def test_a_language_that_is_half_translated_is_told_with_what_it_lacks(write_site: WriteSite) -> None:
    site = "title: {en: Goals, de: Ziele, fr: Buts}\nlanguages: [en, de, fr]\n"
    words = {"theme/locales/fr.po": HEAD + 'msgid "Balance"\nmsgstr "Équilibre"\n'}
    (problem,) = (one for one in told(write_site({**SITE, "site.yml": site, **words})) if one.place.path == "site.yml")
    assert "messages (“ (%(remark)s)”, “" in problem.message


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ('msgid "Balanze"\n', "Did you mean “Balance”?"),
        ('msgctxt "goals"\nmsgid "done"\n', "Remove its `msgctxt`."),
        ('msgctxt "x"\nmsgid "derailing"\n', "Remove its `msgctxt`."),
        ('msgid "Zzzzz"\n', "Remove it, or correct its msgid; `okrsite words` prints all that there are."),
    ],
)
def test_a_message_that_the_interface_never_says_is_told(message: str, hint: str, write_site: WriteSite) -> None:
    (problem,) = told(write_site({**SITE, "theme/locales/de.po": f'{HEAD}{message}msgstr "x"\n'}), "unknown-message")
    assert (problem.place.path, problem.hint, problem.severity) == ("theme/locales/de.po", hint, Severity.WARNING)
    assert problem.place.line in {5, 6}


def test_words_of_the_sites_own_templates_are_known(write_site: WriteSite) -> None:
    files = {
        "theme/templates/extra.html": '{% extends "base.html" %}{% block main %}{{ _("Ask at the desk.") }}{% endblock %}',
        "theme/locales/de.po": f'{HEAD}msgid "Ask at the desk."\nmsgstr "Fragen Sie am Empfang."\n',
    }
    assert told(write_site({**SITE, **files}), "unknown-message") == []


def test_a_broken_catalogue_is_told_by_the_check(write_site: WriteSite) -> None:
    (problem,) = told(write_site({**SITE, "theme/locales/de.po": 'msgid "a\n'}), "unreadable-file")
    assert str(problem.place).startswith("theme/locales/de.po:1")


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("reich %(ziel)s", "Write only %(target)s in it, and a percent sign as `%%`."),
        ("zu 100 %", "Write only %(target)s in it, and a percent sign as `%%`."),
        ("%d", "Write only %(target)s in it, and a percent sign as `%%`."),
    ],
)
def test_a_translation_that_nothing_can_be_filled_into_is_told_and_left_out(
    said: str, hint: str, write_site: WriteSite
) -> None:
    folder = write_site({**SITE, "theme/locales/de.po": f'{HEAD}msgid "reach %(target)s"\nmsgstr "{said}"\n'})
    (problem,) = told(folder, "unknown-message")
    assert (problem.place.path, problem.hint, problem.severity) == ("theme/locales/de.po", hint, Severity.WARNING)
    assert wording(folder, make(Site, title="Goals"), "de").gettext("reach %(target)s", target="45") == "45 erreichen"


def test_a_plural_rule_that_divides_by_nothing_is_told(write_site: WriteSite) -> None:
    head = HEAD.rstrip() + '\n"Plural-Forms: nplurals=2; plural=(n % 0);\\n"\n\n'
    (problem,) = told(
        write_site({**SITE, "theme/locales/de.po": f'{head}msgid "late"\nmsgstr "spät"\n'}), "unreadable-file"
    )
    assert "integer modulo by zero" in problem.message


def test_a_catalogue_of_ten_thousand_messages_that_nobody_asks_for_is_told_in_bounds(write_site: WriteSite) -> None:
    messages = "".join(f'msgid "message {n} {"x" * 60}"\nmsgstr "t"\n\n' for n in range(5000))
    found = [
        one
        for one in check(write_site({**SITE, "theme/locales/de.po": HEAD + messages}))
        if one.rule == "unknown-message"
    ]
    assert len(found) == 101
    assert max(len(one.message) for one in found) < 200
    assert any("4,900 more" in one.message for one in found)
