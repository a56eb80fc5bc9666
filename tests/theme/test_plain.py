"""The theme `plain`: the same pages as a printed report, without script, and small enough to learn from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from okrsite.publish.build import build
from okrsite.theme.assets import collect_assets
from okrsite.theme.finding import Layer, ThemeChain, builtin_folder
from tests.conftest import WriteSite
from tests.site.clumsy import CLUMSY

PLAIN = builtin_folder() / "plain"
LINES_OF_TEN_MINUTES = 300


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clumsy site in it, built."""
    folder = tmp_path_factory.mktemp("plain")
    for name, text in CLUMSY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site = folder / "site.yml"
    site.write_text(site.read_text(encoding="utf-8") + "theme: plain\nextras: [embeds, badges]\n", encoding="utf-8")
    result = build(folder)
    assert result.published, result.problems
    return folder / "public"


def test_it_has_no_script_anywhere(plain: Path) -> None:
    assert list((plain / "assets").rglob("*.js")) == []
    with_script = [page for page in plain.rglob("*.html") if "<script" in page.read_text(encoding="utf-8")]
    assert with_script == []


def test_it_has_every_page_that_the_default_has(plain: Path, write_site: WriteSite) -> None:
    default = write_site({**CLUMSY, "site.yml": CLUMSY["site.yml"] + "extras: [embeds, badges]\n"})
    assert build(default).published
    pages = {page.relative_to(default / "public") for page in (default / "public").rglob("*.html")}
    assert {page.relative_to(plain) for page in plain.rglob("*.html")} == pages


def test_every_page_has_its_main_part_and_its_style_sheet(plain: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in plain.rglob("*.html")]
    assert all("<main" in page and "assets/site." in page for page in pages)


def test_classes_that_it_hides_by_are_hidden(plain: Path) -> None:
    (sheet,) = (plain / "assets").glob("site.*.css")
    assert ".visually-hidden" in sheet.read_text(encoding="utf-8")


def test_it_can_be_read_in_ten_minutes() -> None:
    files = [path for path in PLAIN.rglob("*") if path.is_file()]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) < LINES_OF_TEN_MINUTES


def test_a_theme_leaves_out_what_it_has_no_use_for(tmp_path: Path) -> None:
    for layer, names in (("mine", ("own.css", "site.js")), ("base", ("site.js", "map.js", "base.css", "logo.svg"))):
        for name in names:
            path = tmp_path / layer / "assets" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"/* {layer} */ a {{}}", encoding="utf-8")
    layers = [Layer(name, tmp_path / name, name) for name in ("mine", "base")]
    chain = ThemeChain((replace(layers[0], leaves_out=("*.js", "base.css")), layers[1]))
    assets, problems = collect_assets(chain, "")
    assert (set(assets.addresses), problems) == ({"site.css", "site.js", "logo.svg"}, [])
    assert b"mine" in assets.files[assets.addresses["site.js"]]
