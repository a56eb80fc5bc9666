from __future__ import annotations

import pytest

from okrsite.source.copied import script_in
from okrsite.source.load import load
from tests.conftest import WriteSite

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
RUNS = [
    SVG.format("<script>alert(1)</script>"),
    SVG.format("<SCRIPT/>"),
    '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    SVG.format('<g ONCLICK="x"/>'),
    SVG.format('<a href="javascript:alert(1)"><text>x</text></a>'),
    SVG.format('<a xlink:href=" java&#10;script:alert(1)"/>'),
    SVG.format('<a xlink:href="&#x6a;avascript:alert(1)"/>'),
    SVG.format('<use href="data:image/svg+xml;base64,PHN2Zz4="/>'),
    SVG.format('<image href="data:text/html,x"/>'),
    SVG.format('<a><set attributeName="href" to="javascript:alert(1)"/></a>'),
    SVG.format('<a><animate attributeName="xlink:href" values="#a;javascript:alert(1)"/></a>'),
    SVG.format('<a><animate attributeName="x" values="#a;javascript:alert(1)"/></a>'),
    SVG.format('<set attributeName="onmouseover" to="alert(1)"/>'),
    SVG.format("<foreignObject><p/></foreignObject>"),
    SVG.format('<b xmlns="http://www.w3.org/1999/xhtml">x</b>'),
    SVG.format('<handler xmlns="http://www.w3.org/2001/xml-events">x</handler>'),
    '<?xml-stylesheet href="x.xsl" type="text/xsl"?>' + SVG.format(""),
    '<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG.format("&x;"),
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("&x;"),
    '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]>' + SVG.format(""),
    '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG.format(""),
    SVG.format("<g>"),
    "not xml at all",
    "",
]


@pytest.mark.parametrize("content", RUNS)
def test_what_could_run_script_is_told(content: str) -> None:
    assert script_in(content.encode(), page=False)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_encoding_hides_nothing(encoding: str) -> None:
    assert script_in(SVG.format("<script/>").encode(encoding), page=False) == "it has the element `script`"


@pytest.mark.parametrize(
    "content",
    [
        SVG.format('<path d="M0 0h9" fill="none"/><use href="#a"/><a href="https://example.org/"><text>x</text></a>'),
        SVG.format('<style>.a{fill:red}</style><image href="data:image/png;base64,AAAA"/><title>On: a title</title>'),
        SVG.format('<animate attributeName="cx" values="0;9"/>'),
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
        + SVG.format(""),
        '<rss version="2.0"><channel><title>x</title></channel></rss>',
    ],
)
def test_a_picture_is_a_picture(content: str) -> None:
    assert script_in(content.encode(), page=False) is None


FILES: dict[str, str | bytes] = {
    "static/ok.svg": SVG.format("<path/>"),
    "static/bad.SVG": SVG.format("<script/>"),
    "static/page.html": "<p>x</p>",
    "static/verify.html": "site-verification: verify.html",
    "static/a.html.de": "<script>x</script>",
    "static/packed.svgz": b"\x1f\x8b",
    "static/code.js": "alert(1)",
    "content/a/team.yml": "name: A\n",
    "content/a/plan.svg": SVG.format("<g onclick='x'/>"),
    "content/a/plan.pdf": "x",
}


def test_copied_files_that_run_script_are_errors(write_site: WriteSite) -> None:
    told = [one for one in load(write_site(FILES)).problems if one.rule == "file-runs-script"]
    assert [one.place.path for one in told] == [
        "content/a/plan.svg",
        "static/a.html.de",
        "static/bad.SVG",
        "static/packed.svgz",
        "static/page.html",
    ]
    assert "`onclick`" in told[0].message


PAGE = "<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    "path",
    ["static/plain", "static/.well-known/x", "static/x.kml", "content/a/x.gpx", "content/a/x.xspf", "content/a/x.unheard"],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        PAGE.encode(), b"\xef\xbb\xbf \n" + PAGE.encode(), PAGE.encode("utf-16"), SVG.format("<script/>").encode(),
        b"<kml xmlns='http://www.opengis.net/kml/2.2'><h:script xmlns:h='http://www.w3.org/1999/xhtml'/></kml>",
    ],
)  # fmt: skip
def test_a_file_that_begins_as_a_page_is_one_whatever_its_name(path: str, text: bytes, write_site: WriteSite) -> None:
    told = load(write_site({**FILES, path: text})).problems
    assert path in [one.place.path for one in told if one.rule == "file-runs-script"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("static/plain", b"a < b"), ("static/x.txt", b"<b>as written</b>"), ("static/CNAME", b"goals.example.org\n"),
        ("content/a/x.kml", b"<kml xmlns='http://www.opengis.net/kml/2.2'><name>Shops</name></kml>"), ("content/a/x.drawio", b"<mxfile/>"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_copied(path: str, text: bytes, write_site: WriteSite) -> None:
    told = load(write_site({**FILES, path: text})).problems
    assert path not in [one.place.path for one in told]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("static/a.php", "servers run `.php` files"), ("static/in/A.PhP5", "servers run `.php5` files"),
        ("static/photo.php.jpg", "servers run `.php` files"), ("static/x.cgi", "servers run `.cgi` files"),
        ("static/.htaccess", "`.htaccess` tells a server what to run"), ("static/in/.user.ini", "tells a server what to run"),
        ("static/Web.config", "tells a server what to run"), ("static/_worker.js", "tells a server what to run"),
    ],
)  # fmt: skip
def test_what_a_server_runs_is_refused_whatever_is_in_it(path: str, why: str, write_site: WriteSite) -> None:
    told = [one for one in load(write_site({**FILES, path: "x"})).problems if one.place.path == path]
    assert [(one.rule, why in one.message) for one in told] == [("file-runs-script", True)]
    assert "trust_files: true" in told[0].hint


def test_a_site_may_trust_its_files(write_site: WriteSite) -> None:
    site = write_site({**FILES, "site.yml": "title: Goals\ntrust_files: true\n"})
    assert not [one for one in load(site).problems if one.rule == "file-runs-script"]
