"""Words in other languages: the site's before the theme's, the nearest language first."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.theme.catalogue import languages_to_try, read_catalogue
from okrsite.theme.finding import Layer, ThemeChain
from okrsite.theme.gaps import all_messages

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
ONE_FORM = HEAD.format(plural="nplurals=1; plural=0;")


@pytest.fixture
def chain(tmp_path: Path) -> ThemeChain:
    for name in ("site", "base"):
        (tmp_path / name / "locales").mkdir(parents=True)
    return ThemeChain(tuple(Layer(name, tmp_path / name, name) for name in ("site", "base")))


def put(chain: ThemeChain, layer: int, language: str, text: str) -> None:
    (chain.layers[layer].folder / "locales" / f"{language}.po").write_text(text, encoding="utf-8")


def test_a_language_without_a_file_says_things_as_they_were_written(chain: ThemeChain) -> None:
    words, problems = read_catalogue(chain, "eo")
    assert words.gettext("Teams") == "Teams"
    assert words.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s days"
    assert not problems


def test_the_sites_words_win_and_the_themes_fill_the_gaps(chain: ThemeChain) -> None:
    put(chain, 0, "zh-Hant", ONE_FORM + 'msgid "Teams"\nmsgstr "小組"\n')
    put(chain, 1, "zh-Hant", ONE_FORM + 'msgid "Teams"\nmsgstr "團隊"\n\nmsgid "People"\nmsgstr "人員"\n')
    words, problems = read_catalogue(chain, "zh-Hant")
    assert [words.gettext(word) for word in ("Teams", "People", "KPIs")] == ["小組", "人員", "KPIs"]
    assert not problems


def test_a_narrower_language_falls_back_to_the_wider_one(chain: ThemeChain) -> None:
    put(chain, 1, "zh-Hant-TW", ONE_FORM + 'msgid "Teams"\nmsgstr "團隊（臺）"\n')
    put(chain, 1, "zh-Hant", ONE_FORM + 'msgid "People"\nmsgstr "人員"\n')
    words, _ = read_catalogue(chain, "zh-Hant-TW")
    assert [words.gettext(word) for word in ("Teams", "People")] == ["團隊（臺）", "人員"]
    assert languages_to_try("zh-Hant-TW") == ["zh-Hant-TW", "zh-Hant", "zh"]


def test_plural_forms_are_those_of_the_file(chain: ThemeChain) -> None:
    plural = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    forms = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "dzień"\nmsgstr[1] "dni"\nmsgstr[2] "dni!"\n'
    put(chain, 1, "pl", HEAD.format(plural=plural) + forms)
    words, _ = read_catalogue(chain, "pl")
    assert [words.ngettext("day", "days", count) for count in (1, 2, 5, 22, 112)] == [
        "dzień",
        "dni",
        "dni!",
        "dni",
        "dni!",
    ]


def test_an_entry_marked_fuzzy_does_not_count(chain: ThemeChain) -> None:
    put(chain, 1, "de", ONE_FORM + '#, fuzzy\nmsgid "Teams"\nmsgstr "Themen"\n')
    assert read_catalogue(chain, "de")[0].gettext("Teams") == "Teams"


def test_a_broken_file_is_a_problem_and_the_other_words_stay(chain: ThemeChain) -> None:
    put(chain, 0, "de", 'msgid "Teams"\nthis is no translation\n')
    put(chain, 1, "de", ONE_FORM + 'msgid "People"\nmsgstr "Leute"\n')
    words, problems = read_catalogue(chain, "de")
    assert words.gettext("People") == "Leute"
    assert [(p.rule, str(p.place)) for p in problems] == [("unreadable-file", "site/locales/de.po:2")]
    (chain.layers[0].folder / "locales/de.po").write_bytes(b'msgid "Teams"\nmsgstr "Sch\xf6n"\n')
    assert [str(p.place) for p in read_catalogue(chain, "de")[1]] == ["site/locales/de.po:2:12"]


@pytest.mark.parametrize(
    "forms", ["nplurals=99999999999; plural=0;", 'npl"\n"urals = 999999999; plural=0;', "nplurals=7; plural=0;"]
)
def test_plural_forms_without_end_are_a_problem(chain: ThemeChain, forms: str) -> None:
    put(chain, 0, "de", HEAD.format(plural=forms) + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n')
    _, problems = read_catalogue(chain, "de")
    assert [problem.rule for problem in problems] == ["unreadable-file"]
    assert "6 plural forms" in problems[0].message


@pytest.mark.parametrize("text", [b"\xff\xfe", b"{% if 1 %}" * 3000, b"{{ " + b"(" * 5000, b"{% if %}"])
def test_a_template_that_cannot_be_read_has_no_messages(tmp_path: Path, text: bytes) -> None:
    for layer, name, content in (("site", "templates/a.html", text), ("site", "templates/b.html", b"{{ _('Mine') }}")):
        (tmp_path / layer / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / layer / name).write_bytes(content)
    chain = ThemeChain(tuple(Layer(name, tmp_path / name, name) for name in ("site", "base")))
    assert [message.id for message in all_messages(chain) if message.id] == ["Mine"]


def test_the_themes_own_files_can_be_read() -> None:
    folder = Path(__file__).parents[2] / "themes/default"
    files = sorted((folder / "locales").glob("*.po"))
    assert files
    for path in files:
        _, problems = read_catalogue(ThemeChain((Layer("default", folder, "themes/default"),)), path.stem)
        assert not problems
