"""Finding a theme: by name, by path, as an installed package, and what it extends."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.problems import Place
from okrsite.theme.finding import builtin_folder, find_theme, theme_names

AT = Place("site.yml", 7, 8)


def theme(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theme.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_default_theme_is_there_without_a_site_folder_of_its_own(tmp_path: Path) -> None:
    chain, problems = find_theme(tmp_path, "default", AT)
    assert chain is not None
    assert not problems
    assert [layer.folder for layer in chain.layers] == [builtin_folder() / "default"]
    assert chain.options["accent"].type == "colour"


def test_a_file_of_the_site_wins_over_the_theme(tmp_path: Path) -> None:
    own = tmp_path / "theme" / "templates" / "base.html"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    chain, _ = find_theme(tmp_path, "default", AT)
    assert chain is not None
    assert chain.file("templates/base.html") == own
    assert chain.file("templates/components.html") == builtin_folder() / "default/templates/components.html"
    assert chain.file("templates/nowhere.html") is None


def test_a_theme_by_path_extends_the_default_unless_it_says_otherwise(tmp_path: Path) -> None:
    folder = theme(
        tmp_path / "brand", "name: brand\noptions:\n  density: {type: choice, default: calm, choices: [calm, tight]}\n"
    )
    chain, problems = find_theme(tmp_path, "./brand", AT)
    assert not problems
    assert chain is not None
    assert [layer.folder for layer in chain.layers] == [folder.resolve(), builtin_folder() / "default"]
    assert set(chain.options) == {"accent", "density", "font", "font_headings"}


def test_what_a_theme_extends_is_found_from_its_own_folder(tmp_path: Path) -> None:
    theme(tmp_path / "themes/child", "extends: ../parent\n")
    theme(tmp_path / "themes/parent", "name: parent\n")
    chain, problems = find_theme(tmp_path, "themes/child", AT)
    assert not problems
    assert chain is not None
    assert [layer.name for layer in chain.layers] == ["child", "parent", "default"]


def test_a_theme_that_extends_itself_is_a_problem_and_no_endless_loop(tmp_path: Path) -> None:
    theme(tmp_path / "one", "extends: ../two\n")
    theme(tmp_path / "two", "name: two\nextends: ../one\n")
    chain, problems = find_theme(tmp_path, "./one", AT)
    assert chain is None
    assert [(p.rule, p.place) for p in problems] == [("theme-circular", Place("two/theme.yml", 2))]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("defualt", "Did you mean `default`?"), ("./nothing", "theme.yml"), ("qqqq", "default"), ("q" * 300, "default")],
)
def test_an_unknown_theme_is_named_where_it_is_written(tmp_path: Path, name: str, hint: str) -> None:
    chain, problems = find_theme(tmp_path, name, AT)
    assert chain is None
    assert [(p.rule, p.place) for p in problems] == [("unknown-theme", AT)]
    assert hint in problems[0].hint


def test_a_broken_theme_file_is_a_problem_with_its_line(tmp_path: Path) -> None:
    theme(tmp_path / "bad", "name: bad\ncolour: red\noptions:\n  size: {type: shoe}\n")
    chain, problems = find_theme(tmp_path, "./bad", AT)
    assert chain is None
    assert [(p.rule, p.place.line) for p in problems] == [("unknown-field", 2), ("wrong-type", 4)]


def test_a_theme_of_an_installed_package_is_found_by_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = theme(tmp_path / "lib/okrsite_theme_sample", "name: sample\n")
    (package / "__init__.py").write_text("raise SystemExit('a theme is not run to be found')\n", encoding="utf-8")
    info = tmp_path / "lib/okrsite_theme_sample-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: okrsite-theme-sample\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[okrsite.themes]\nsample = okrsite_theme_sample\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    chain, problems = find_theme(tmp_path, "sample", AT)
    assert not problems
    assert chain is not None
    assert chain.layers[0].folder == package
    assert "sample" in theme_names()


@pytest.mark.parametrize("folder", ["theme", "themes/own"])
@pytest.mark.parametrize("name", ["templates/home.html", "assets/site.css", "locales/en.po", "templates"])
def test_a_link_out_of_the_site_is_no_part_of_its_theme(tmp_path: Path, folder: str, name: str) -> None:
    site, far = tmp_path / "site", tmp_path / "far"
    link = site / folder / name
    link.parent.mkdir(parents=True)
    far.write_text("secret") if "." in name else far.mkdir()
    link.symlink_to(far)
    (site / folder / "theme.yml").write_text("name: own\n")
    chain, problems = find_theme(site, "default" if folder == "theme" else "./themes/own", Place("site.yml"))
    assert chain is None
    assert [(one.rule, one.place.path) for one in problems] == [("path-outside", f"{folder}/{name}")]


def test_a_link_within_the_site_is_part_of_its_theme(tmp_path: Path) -> None:
    (tmp_path / "theme" / "assets").mkdir(parents=True)
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "theme" / "assets" / "logo.svg").symlink_to("../../logo.svg")
    chain, problems = find_theme(tmp_path, "default", Place("site.yml"))
    assert chain is not None
    assert problems == []
