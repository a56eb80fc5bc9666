from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.site import addresses


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (addresses.team("academy"), "teams/academy/"),
        (addresses.team_cycle("academy", "2026-q4"), "teams/academy/2026-q4/"),
        (addresses.objective("academy/2026-q4/recruit"), "teams/academy/2026-q4/recruit/"),
        (addresses.key_result("academy/2026-q4/recruit#voices"), "teams/academy/2026-q4/recruit/#voices"),
        (addresses.goal("academy/2026-q4/recruit"), "teams/academy/2026-q4/recruit/"),
        (addresses.goal("academy/2026-q4/recruit#voices"), "teams/academy/2026-q4/recruit/#voices"),
        (addresses.kpi("academy/enrolments"), "teams/academy/kpis/enrolments/"),
        (addresses.update("academy/updates/2026-11-20-week-8"), "teams/academy/updates/2026-11-20-week-8/"),
        (addresses.updates_month("2026-10"), "updates/2026-10/"),
        (addresses.cycle("2026-q4"), "cycles/2026-q4/"),
        (addresses.person("mei"), "people/mei/"),
        (addresses.tag("成長"), "tags/成長/"),
        (addresses.page("about"), "about/"),
        (addresses.attachment("academy", "img/plan.png"), "teams/academy/img/plan.png"),
        (addresses.data_file("kpis.json"), "data/kpis.json"),
        (addresses.schema_file("kpis"), "data/schema/kpis.json"),
    ],
)
def test_an_address_is_made_of_ids_from_the_sites_root(made: str, address: str) -> None:
    assert made == address


def test_the_default_language_is_at_the_root_and_others_under_their_tag_in_lower_case() -> None:
    assert addresses.localized("teams/", "en", "en") == "teams/"
    assert addresses.localized("", "zh-Hant", "en") == "zh-hant/"
    assert addresses.localized("teams/a/", "zh-Hant", "en") == "zh-hant/teams/a/"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "index.html"),
        ("teams/", "teams/index.html"),
        ("404.html", "404.html"),
        ("data/kpis.json", "data/kpis.json"),
    ],
)
def test_a_page_is_an_index_file_and_a_file_is_itself(address: str, path: str) -> None:
    assert addresses.output_path(address) == path


@pytest.mark.parametrize(
    ("here", "there", "link", "portable"),
    [
        ("", "", "./", "index.html"),
        ("", "teams/", "teams/", "teams/index.html"),
        ("teams/", "", "../", "../index.html"),
        ("teams/a/", "teams/a/", "./", "index.html"),
        ("teams/a/2026/", "teams/a/", "../", "../index.html"),
        ("teams/a/2026/", "teams/b/2026/x/", "../../b/2026/x/", "../../b/2026/x/index.html"),
        ("teams/a/", "teams/ab/", "../ab/", "../ab/index.html"),
        ("teams/a/", "teams/a/2026/x/#kr", "2026/x/#kr", "2026/x/index.html#kr"),
        ("teams/a/x/", "teams/a/x/#kr", "#kr", "#kr"),
        ("teams/", "#top", "../#top", "../index.html#top"),
        ("", "#top", "#top", "#top"),
        ("teams/a/", "data/kpis.json", "../../data/kpis.json", "../../data/kpis.json"),
        ("feed.xml", "teams/", "teams/", "teams/index.html"),
        ("teams/feed.xml", "", "../", "../index.html"),
        ("tags/x/", "tags/成長/", "../成長/", "../成長/index.html"),
        ("teams/a/", "teams/a/a b#1%?.png", "a%20b%231%25%3F.png", "a%20b%231%25%3F.png"),
        ("teams/a/", "teams/a/c:d.png", "c%3Ad.png", "c%3Ad.png"),
    ],
)
def test_a_link_is_the_shortest_way_and_names_the_file_where_the_site_is_portable(
    here: str, there: str, link: str, portable: str
) -> None:
    assert addresses.relative(here, there) == link
    assert addresses.relative(here, there, portable=True) == portable


SEGMENT = st.text("ab教é-1", min_size=1, max_size=3)
PAGE = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
FILE = st.tuples(PAGE, st.text("ab #%?:", min_size=1, max_size=4)).map(lambda pair: f"{pair[0]}{pair[1]}.png")


@given(PAGE, PAGE | FILE)
def test_a_link_leads_where_it_should_under_any_sub_path(here: str, there: str) -> None:
    base = "https://example.org/some/path/"
    assert unquote(urljoin(base + here, addresses.relative(here, there))) == base + there


@given(PAGE, PAGE | FILE)
def test_a_portable_link_leads_to_the_very_file(here: str, there: str) -> None:
    link = unquote(addresses.relative(here, there, portable=True))
    assert posixpath.normpath(posixpath.join("/" + here, link)) == "/" + addresses.output_path(there)


def test_an_absolute_address_is_a_uri_under_the_sites_url() -> None:
    assert addresses.absolute("https://example.org/okr/", "") == "https://example.org/okr/"
    assert (
        addresses.absolute("https://example.org/okr", "tags/成長/")
        == "https://example.org/okr/tags/%E6%88%90%E9%95%B7/"
    )
    assert addresses.absolute("https://example.org/", "teams/a/x/#kr") == "https://example.org/teams/a/x/#kr"


def test_a_rooted_address_is_a_path_from_the_server() -> None:
    assert addresses.rooted("https://example.org/okr/", "teams/") == "/okr/teams/"
    assert addresses.rooted("https://example.org", "teams/") == "/teams/"
    assert addresses.rooted(None, "") == "/"


@pytest.mark.parametrize("there", ["people/mei///far.example/x.png", "people/mei//x.png", "people/mei//"])
def test_a_link_never_begins_with_a_slash(there: str) -> None:
    assert addresses.relative("people/mei/", there) == "./" + there.removeprefix("people/mei/")
