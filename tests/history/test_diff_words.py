"""In which words `okrsite diff` tells, and what it tells of what stands around the goals."""

from __future__ import annotations

import json

import pytest

from tests.history.conftest import SITE, Goals

LANGUAGES = "language: {}\nlanguages: [de, zh-Hant, en]\nterms: {{kpi: {{de: Messwert, en: Metric}}}}\n"


def changed(goals: Goals, language: str) -> None:
    """A site in a language in which much has changed."""
    goals.write("site.yml", SITE + LANGUAGES.format(language))
    goals.write("content/academy/kpis.yml", "kpis: [{id: leads, name: Leads, every: month, values: {2026-10: 4}}]\n")
    goals.commit()
    goals.change("from 0 to 10 students", "from 0 to 6 students")
    goals.change("2026-10: 4", "2026-10: 5", "content/academy/kpis.yml")
    goals.check_in("one", "2026-11-20", 5)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            (
                "1 Urteil gekippt, 1 Schlüsselergebnis geändert, 1 Check-in, 1 Wert von Messwert; 1 Problem gelöst**",
                "#### Schlechter",
                "von 0 auf 10 students → von 0 auf 6 students, nach dem Beginn, und kein `changed` sagt, warum",
                "- Warnung `stale`",
                "dieser Ordner, beide Stand 22. Nov. 2026",
            ),
        ),
        (
            "zh-Hant",
            (
                "**放寬 1 個目標值、1 個判定翻轉、更動關鍵成果 1 個、",
                "#### 變差",
                "- 警告 `stale`",
                "；進度：無資料 → 83%",
            ),
        ),
        ("en", ("1 Metric value", "#### Worse")),
    ],
)
def test_it_speaks_the_language_and_the_words_of_the_site(goals: Goals, language: str, said: tuple[str, ...]) -> None:
    changed(goals, language)
    text = goals.diff("--format", "markdown").output
    assert [words for words in said if words not in text] == []


def test_it_speaks_another_language_of_the_site_where_that_is_asked_for(goals: Goals) -> None:
    changed(goals, "de")
    assert "#### Worse" in goals.diff("--format", "markdown", "--language", "en").output
    result = goals.diff("--language", "fr")
    assert (result.exit_code, "There is no language 'fr'. The site has de, zh-Hant, en." in result.output) == (2, True)


def test_what_a_program_reads_is_the_same_in_every_language(goals: Goals) -> None:
    changed(goals, "de")
    found = [goals.diff("--format", "json", "--language", language).stdout for language in ("de", "zh-Hant", "en")]
    assert found[0] == found[1] == found[2]
    assert "metric easier: from 0 to 10 students → from 0 to 6 students" in found[0]


def test_a_catalogue_that_a_change_brings_is_no_markup_either(goals: Goals) -> None:
    changed(goals, "de")
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    goals.write("theme/locales/de.po", head + 'msgid "Worse"\nmsgstr "<img src=x> @all \\n/merge"\n')
    text = goals.diff("--format", "markdown").output
    assert "#### \\<img src=x\\> @\N{WORD JOINER}all /merge" in text
    goals.write("theme/locales/de.po", head + 'msgid "Worse"\nmsgstr "\x1b[31m::error::x"\n')
    assert not [line for line in goals.diff().output.splitlines() if "\x1b" in line or line.lstrip().startswith("::")]


def test_people_pages_and_texts_of_teams_are_told_and_are_nothing_that_got_worse(goals: Goals) -> None:
    goals.write("content/people.yml", "mei: {name: Mei Lin, title: Teacher}\ntom: {name: Tom}\n")
    goals.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
    goals.write("content/academy/updates/2026-11-02-a.md", "---\ntitle: News\n---\nA.\n")
    goals.commit()
    goals.write("content/people.yml", "mei: {name: Mei Lin, title: Head}\nann: {name: Ann}\n")
    (goals.folder / "content/pages/about.md").unlink()
    goals.write("content/pages/faq.md", "---\ntitle: Questions\n---\nWhy?\n")
    goals.write("content/index.md", "Welcome.\n")
    goals.write("content/academy/team.yml", "name: Academy\nmission: Teach.\nmembers: [ann]\n")
    goals.write("content/academy/updates/2026-11-02-a.md", "---\ntitle: News\n---\nB.\n")
    told = [(one["kind"], one["ref"], one["change"], one["text"]) for one in goals.difference()["goals"]]
    assert told == [
        ("team", "academy", "changed", ["members: now also `ann`", "mission added"]),
        ("update", "academy/updates/2026-11-02-a", "changed", ["text reworded"]),
        ("page", "index.md", "new", []),
        ("page", "pages/faq", "new", []),
        ("page", "pages/about", "gone", []),
        ("person", "mei", "changed", ["job title: Teacher → Head"]),
        ("person", "ann", "new", []),
        ("person", "tom", "gone", []),
    ]
    text = goals.diff("--format", "markdown").output
    assert text.startswith("**1 team changed, 1 update, 3 pages, 3 people")
    assert "#### Worse" not in text
    assert "<details><summary>People and pages (6)</summary>" in text


def test_nobody_is_told_of_where_the_site_names_nobody(goals: Goals) -> None:
    goals.write("site.yml", SITE + "people: roles\n")
    goals.write("content/people.yml", "mei: {name: Mei Lin, title: Head}\n")
    goals.commit()
    goals.write("content/people.yml", "mei: {name: Mei Lin, title: Head}\nann: {name: Ann, title: Guard}\n")
    assert goals.difference()["goals"] == []


def test_another_fiscal_year_is_one_setting_and_no_other_target_or_value(goals: Goals) -> None:
    kpi = "id: co2, name: CO2, every: year, target: from 61 to 40 by 2030, values: {2025: 60}"
    steps = "id: calls, name: Calls, every: quarter, target: {2026-Q3: at least 9, 2026-Q4: at least 12}, values: {2025-Q4: 4}"
    goals.write("content/academy/kpis.yml", f"kpis: [{{{kpi}}}, {{{steps}}}]\n")
    goals.commit()
    goals.write("site.yml", SITE + "year_starts: 4\n")
    found = goals.difference()
    fields = [(one["ref"], field["field"]) for one in found["goals"] for field in one["fields"]]
    assert (fields, found["values"]) == ([("site.yml", "year_starts")], [])


def test_the_document_for_programs_has_the_keys_that_are_documented(goals: Goals) -> None:
    changed(goals, "en")
    found = json.loads(goals.diff("--format", "json").stdout)
    assert list(found) == ["version", "as_of", "base", "head", "partial", "goals", "checkins", "values", "problems"]
