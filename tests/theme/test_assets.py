"""Assets: hashed names, one style sheet, addresses in it that lead somewhere, the same bytes each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrsite.theme.assets import collect_assets
from okrsite.theme.finding import Layer, ThemeChain


@pytest.fixture
def chain(tmp_path: Path) -> ThemeChain:
    for name in ("site", "base"):
        (tmp_path / name / "assets").mkdir(parents=True)
    layers = tuple(Layer(name, tmp_path / name, name) for name in ("site", "base"))
    return ThemeChain(layers, styles=("tokens.css", "base.css"))


def put(chain: ThemeChain, layer: int, name: str, text: str) -> None:
    path = chain.layers[layer].folder / "assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def css(chain: ThemeChain, tokens: str = "") -> str:
    assets, _ = collect_assets(chain, tokens)
    return assets.files[assets.addresses["site.css"]].decode()


def test_style_sheets_are_one_file_in_the_declared_order_and_tokens_follow_the_first(chain: ThemeChain) -> None:
    for name in ("base.css", "tokens.css", "another.css"):
        put(chain, 1, name, f".{name[:-4]} {{}}\n")
    assert css(chain, ":root { --accent: red }") == ".tokens{}:root{--accent:red}.base{}.another{}"


def test_a_style_sheet_of_the_site_takes_the_place_of_one_of_that_name(chain: ThemeChain) -> None:
    put(chain, 1, "tokens.css", "a {}")
    put(chain, 1, "base.css", "b {}")
    put(chain, 0, "tokens.css", "mine {}")
    assert css(chain) == "mine{}b{}"


def test_a_name_changes_with_what_is_in_the_file_and_with_nothing_else(chain: ThemeChain) -> None:
    put(chain, 1, "site.js", "one")
    first = collect_assets(chain, "")[0].addresses["site.js"]
    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.js", first)
    assert collect_assets(chain, "")[0].addresses["site.js"] == first
    put(chain, 1, "site.js", "two")
    assert collect_assets(chain, "")[0].addresses["site.js"] != first


def test_windows_line_ends_change_no_name(chain: ThemeChain) -> None:
    put(chain, 1, "site.js", "one\ntwo\n")
    first = collect_assets(chain, "")[0]
    put(chain, 1, "site.js", "one\r\ntwo\r\n")
    assert collect_assets(chain, "")[0] == first


@pytest.mark.parametrize("written", ["url(fonts/a.woff2)", 'url("fonts/a.woff2")', "url( './fonts/a.woff2' )"])
def test_an_address_in_a_style_sheet_is_the_published_one(chain: ThemeChain, written: str) -> None:
    put(chain, 1, "fonts/a.woff2", "font")
    put(chain, 1, "base.css", f"@font-face {{ src: {written} }}")
    assets, problems = collect_assets(chain, "")
    assert not problems
    found = re.search(r"url\((.*?)\)", css(chain))
    assert found is not None
    assert f"assets/{found[1]}" in assets.files


def test_an_address_that_leads_nowhere_is_a_problem(chain: ThemeChain) -> None:
    put(chain, 0, "mine.css", "a { background: url(gone.png) }")
    _, problems = collect_assets(chain, "")
    assert [(p.rule, p.place.path) for p in problems] == [("missing-asset", "site/assets/mine.css")]


def test_data_and_fragment_addresses_stay_as_they_are(chain: ThemeChain) -> None:
    put(chain, 1, "base.css", "a { fill: url(#g); background: url(data:image/png;base64,AA) }")
    assert "url(#g)" in css(chain)
    assert "url(data:image/png;base64,AA)" in css(chain)
    assert not collect_assets(chain, "")[1]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a , b > c { color : red; margin: 0 1px ; }\n", "a,b > c{color :red;margin:0 1px}"),
        ("p :hover { width: calc(1px + 2em) }", "p :hover{width:calc(1px + 2em)}"),
        ('i::before { content: " ; {  } " }', 'i::before{content:" ; {  } "}'),
        ("i { content: 'a\\'  b' }", "i{content:'a\\'  b'}"),
        ("@media (min-width: 6rem) {\n  b { --x: ; }\n}\n", "@media (min-width:6rem){b{--x:}}"),
    ],
)
def test_a_style_sheet_is_published_without_its_gaps(chain: ThemeChain, written: str, published: str) -> None:
    put(chain, 1, "a.css", written)
    assert css(chain) == published


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('// What it is.\nif (a) {\n  // Why.\n  b("//c"); // so\n}', 'if (a) {\nb("//c"); // so\n}'),
        ("//! Licence\n//# sourceMappingURL=a.map\n", "//! Licence\n//# sourceMappingURL=a.map\n"),
        ("a(`\n  // text\n`);\n", "a(`\n  // text\n`);\n"),
    ],
)
def test_a_script_is_published_without_remarks(chain: ThemeChain, written: str, published: str) -> None:
    put(chain, 1, "a.js", written)
    assets, _ = collect_assets(chain, "")
    assert assets.files[assets.addresses["a.js"]].decode() == published


@pytest.mark.parametrize("text", ['"\\', "'\\", "/*", "url(", 'url("', "url(' ", " ", "}", ";", "\\", '"', ": "])
def test_no_style_sheet_stalls_a_build(chain: ThemeChain, text: str) -> None:
    put(chain, 1, "a.css", text * (900_000 // len(text)))
    css(chain)
