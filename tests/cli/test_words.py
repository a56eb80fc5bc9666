"""`okrsite words`: a catalogue to translate, or to change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite import build
from okrsite.cli.main import cli
from tests.conftest import WriteSite
from tools.catalogue import faults, messages

SMALL = {"site.yml": "title: Goals\nlanguage: fr\n", "content/shop/team.yml": "name: Shop\n"}


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["words", *arguments, "-C", str(folder)], prog_name="okrsite")


def test_a_complete_language_is_printed_whole(write_site: WriteSite) -> None:
    result = run(write_site(SMALL), "de")
    assert result.exit_code == 0
    assert faults(result.output, messages()) == []


def test_what_is_missing_shrinks_as_it_is_translated(write_site: WriteSite) -> None:
    folder = write_site(SMALL)
    begun = run(folder, "fr", "--missing").output
    assert (begun.count("\nmsgid "), '"Language: fr\\n"' in begun) == (sum(1 for one in messages() if one.id), True)
    po = folder / "theme/locales/fr.po"
    po.parent.mkdir(parents=True)
    po.write_text(begun.replace('msgid "Balance"\nmsgstr ""', 'msgid "Balance"\nmsgstr "Équilibre"'), encoding="utf-8")
    assert 'msgid "Balance"' not in run(folder, "fr", "--missing").output
    assert 'msgid "Balance"\nmsgstr "Équilibre"' in run(folder, "fr").output


def test_words_of_the_site_take_the_place_of_the_themes_in_english_too(write_site: WriteSite) -> None:
    goals = "objectives: [{id: a, title: A, key_results: [{title: B, metric: from 0 to 9, checkins: [{date: 2026-10-02, value: 1}]}]}]\n"
    files = {
        "site.yml": "title: Goals\n",
        "content/shop/team.yml": "name: Shop\n",
        "content/shop/2026-q4.yml": goals,
        "theme/locales/en.po": 'msgid "on track"\nmsgstr "going well"\n\nmsgid "at risk"\nmsgstr "shaky"\n',
    }
    folder = write_site(files)
    build(folder, as_of=dt.date(2026, 10, 3))
    page = (folder / "public/method/index.html").read_text(encoding="utf-8")
    assert ("going well" in page, "shaky" in page, ">on track<" in page) == (True, True, False)


@pytest.mark.parametrize("language", ["french", "../de", "x"])
def test_what_is_no_language_is_wrong_usage(language: str, write_site: WriteSite) -> None:
    assert run(write_site(SMALL), language).exit_code == 2


def test_a_broken_catalogue_is_shown_with_its_line(write_site: WriteSite) -> None:
    result = run(write_site({**SMALL, "theme/locales/fr.po": 'msgid "a\n'}), "fr")
    assert (result.exit_code, "theme/locales/fr.po:1" in result.output) == (1, True)


def test_outside_a_site_one_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, "fr")
    assert (result.exit_code, "site.yml" in result.output) == (1, True)
