"""`okrsite due`: who is asked for what, in which words, and who is not named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from tests.conftest import WriteSite

FILES: dict[str, str | bytes] = {
    "site.yml": (
        "title: Goals\nurl: https://goals.example.org/okr/\n"
        "repository: https://github.com/example/goals\naudiences: [public, staff]\npeople: {public: roles, staff: names}\n"
    ),
    "content/people.yml": "mei: {name: Mei Lin, title: Head of school, audience: public}\n",
    "content/shop/team.yml": "name: Shop\naudience: public\nlead: mei\n",
    "content/shop/2026-q3.yml": (
        "objectives:\n"
        "  - {id: past, title: Past, owner: Tom Chen, key_results: [{title: P, metric: from 0 to 3}]}\n"
        "  - {id: told, title: Told, outcome: {note: Learned.}, key_results: [{title: P, metric: from 0 to 3}]}\n"
    ),
    "content/shop/2026-q4.yml": (
        "objectives:\n"
        "  - id: grow\n    title: Grow\n    owner: mei\n    key_results:\n"
        "      - {id: silent, title: 'Silent *one* @all', metric: from 0 to 10, owner: Tom Chen,"
        " checkins: [{date: 2026-10-02, value: 1}]}\n"
        "      - {id: stuck, title: Stuck, metric: from 0 to 10, checkins:"
        " [{date: 2026-10-12, value: 1, blocked: The camera broke.}]}\n"
        "      - {id: done, title: Done, metric: from 0 to 10, checkins: [{date: 2026-10-02, value: 10}]}\n"
    ),
    "content/shop/kpis.yml": "kpis: [{id: visits, name: Visits, every: month, values: {2026-08: 4}}]\n",
    "content/rest/team.yml": "name: Rest\naudience: public\n",
}


def due(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["due", "-C", str(folder), "--as-of", "2026-10-20", *arguments])


def test_everyone_is_asked_for_what_they_own(write_site: WriteSite) -> None:
    result = due(write_site(FILES), "--audience", "staff")
    assert (result.exit_code, result.output) == (
        0,
        """\
Waiting for a word, as of 20 Oct 2026:

Mei Lin
  Stuck. Who can help?
    Stuck (Shop): The camera broke.
  What is the value?
    Visits (Shop): September 2026
  Check in: https://goals.example.org/okr/teams/shop/#_check-in

Tom Chen
  How is it going?
    Silent *one* @all (Shop): last news 2 Oct 2026, 18 days ago
  What came of it?
    Past (Shop): its cycle ended on 30 Sept 2026
  Check in: https://goals.example.org/okr/teams/shop/#_check-in

A number and half a sentence are enough. Thank you!
""",
    )


def test_markdown_mentions_nobody_and_runs_nothing(write_site: WriteSite) -> None:
    text = due(write_site(FILES), "--audience", "staff", "--format", "markdown").output
    assert "### Mei Lin" in text
    assert (
        "[Silent \\*one\\* @\N{WORD JOINER}all](https://goals.example.org/okr/teams/shop/2026-q4/grow/#silent)" in text
    )
    assert "[Check in](https://goals.example.org/okr/teams/shop/#_check-in)" in text


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_people_wrote_orders_nothing(write_site: WriteSite, form: str) -> None:
    title = "  ::error::x \\e[31m https://far.example/ www.far.example"
    goal = f'objectives: [{{title: G, id: g, key_results: [{{id: k, title: "{title}", owner: "::error::me", metric: from 0 to 9}}]}}]\n'
    text = due(write_site({"content/a/team.yml": "name: A\n", "content/a/2026-q4.yml": goal}), "--format", form).output
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
    if form == "markdown":
        assert "https://far" not in text
        assert "www.far" not in text


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_nobody_is_named_where_the_policy_shows_roles(write_site: WriteSite, form: str) -> None:
    text = due(write_site(FILES), "--audience", "public", "--format", form).output
    assert "Head of school" in text
    assert "Mei" not in text
    assert "Tom" not in text


def test_a_program_gets_json(write_site: WriteSite) -> None:
    found = json.loads(due(write_site(FILES), "--audience", "staff", "--format", "json").output)
    assert (found["as_of"], found["audience"]) == ("2026-10-20", "staff")
    assert [(one["name"], [item["kind"] for item in one["items"]]) for one in found["owners"]] == [
        ("Mei Lin", ["blocked", "value"]),
        ("Tom Chen", ["check-in", "outcome"]),
    ]


def test_one_team_alone(write_site: WriteSite) -> None:
    assert due(write_site(FILES), "--team", "rest").output == "Nothing is waiting. Thank you, everyone.\n"


def test_a_mistyped_team_names_the_nearest(write_site: WriteSite) -> None:
    result = due(write_site(FILES), "--team", "shpo")
    assert result.exit_code == 2
    assert "Did you mean 'shop'?" in result.output


def test_an_outcome_is_asked_for_a_month_and_no_longer(write_site: WriteSite) -> None:
    folder = write_site({**FILES, "content/shop/kpis.yml": "kpis: []\n"})
    asked = due(folder, "--as-of", "2026-10-30").output
    assert "What came of it?" in asked
    assert "What came of it?" not in due(folder, "--as-of", "2026-10-31").output


GERMAN = {
    "site.yml": "title: Ziele\nlanguage: de\nlanguages: [de, en]\nurl: https://goals.example.org/\n"
    "terms: {check_in: {de: Rückmeldung, en: Report}}\n",
    "content/shop/team.yml": "name: {de: Laden, en: Shop}\n",
    "content/shop/2026-q4.yml": "objectives: [{id: grow, title: Wachsen, key_results: [{id: k, title: Kunden, metric: from 0 to 9}]}]\n",
}


def test_it_speaks_the_language_and_the_words_of_the_site(write_site: WriteSite) -> None:
    text = due(write_site(GERMAN), "--format", "markdown").output
    assert text.startswith("Das wartet auf eine Meldung, Stand 20. Okt. 2026:\n\n### Hier niemandem zugeordnet\n")
    assert "(Laden): noch keine Rückmeldung" in text


def test_it_speaks_another_language_of_the_site_and_leads_to_its_pages(write_site: WriteSite) -> None:
    folder = write_site(GERMAN)
    text = due(folder, "--format", "markdown", "--language", "en").output
    assert "(https://goals.example.org/en/teams/shop/2026-q4/grow/#k) (Shop): no Report yet" in text
    result = due(folder, "--language", "deu")
    assert (result.exit_code, "There is no language 'deu'. Did you mean 'de'?" in result.output) == (2, True)
