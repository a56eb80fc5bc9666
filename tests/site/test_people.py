from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from okrsite.site.data import data_files
from okrsite.site.pages import plan
from okrsite.site.people import directory, policy, shown
from okrsite.source.values import Texts
from tests.site.sample import measured

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteSite

PEOPLE = """\
mei: {name: Mei Lin, title: Head, avatar: mei.png, url: "https://example.org/mei"}
ana: {name: Ana Ruiz, title: Head}
bo: {name: Bo Berg}
"""
GOALS = """\
objectives:
  - {id: x, title: X, owner: mei, key_results: [{id: k, title: K, owner: Tom Chen}, {id: l, title: L, owner: ana}]}
  - {id: y, title: Y, owner: bo, with: [mei, a, tom-chen]}
"""
SITE = {
    "content/people.yml": PEOPLE,
    "content/a/team.yml": "name: A\nlead: mei\nmembers: [bo, Tom Chen, ana]\n",
    "content/a/2026-q4.yml": GOALS,
    "static/mei.png": "",
}


def site_yml(people: str) -> dict[str, str]:
    return {"site.yml": f"title: Goals\naudiences: [public, staff, board]\npeople: {people}\n"}


@pytest.mark.parametrize(
    ("people", "audience", "expected"),
    [
        ("roles", "board", "roles"),
        ("{public: roles, staff: pages}", "public", "roles"),
        ("{public: roles, staff: pages}", "staff", "pages"),
        ("{public: roles, staff: pages}", "board", "pages"),
        ("{staff: pages}", "public", "names"),
    ],
)
def test_a_policy_holds_from_its_audience_on(write_site: WriteSite, people: str, audience: str, expected: str) -> None:
    assert policy(measured(write_site(SITE | site_yml(people)), audience=audience).goals) == expected


def test_a_site_that_says_nothing_shows_names(write_site: WriteSite) -> None:
    assert policy(measured(write_site(SITE)).goals) == "names"


@pytest.mark.parametrize(
    ("people", "written", "text", "data", "address"),
    [
        ("pages", "mei", "Mei Lin", "mei", "people/mei/"),
        ("pages", "Tom Chen", "Tom Chen", "Tom Chen", "people/tom-chen/"),
        ("names", "mei", "Mei Lin", "mei", None),
        ("names", "Tom Chen", "Tom Chen", "Tom Chen", None),
        ("roles", "mei", "Head", "Head", None),
    ],
)
def test_a_person_is_shown_as_far_as_the_policy_goes(
    write_site: WriteSite, people: str, written: str, text: str, data: str, address: str | None
) -> None:
    who = shown(measured(write_site(SITE | site_yml(people))).goals, written)
    assert who
    assert (who.text, who.data, who.address) == (text, data, address)


@pytest.mark.parametrize(
    ("people", "written"), [("none", "mei"), ("roles", "bo"), ("roles", "Tom Chen"), ("names", None)]
)
def test_whom_the_policy_withholds_is_not_there(write_site: WriteSite, people: str, written: str | None) -> None:
    assert shown(measured(write_site(SITE | site_yml(people))).goals, written) is None


def test_a_role_has_no_picture_and_no_link(write_site: WriteSite) -> None:
    who = shown(measured(write_site(SITE | site_yml("roles"))).goals, "mei")
    assert who
    assert (who.id, who.avatar, who.link) == (None, None, None)


def test_the_directory_says_who_owns_what(write_site: WriteSite) -> None:
    entries = directory(measured(write_site(SITE | site_yml("pages"))).goals)
    assert [(entry.who.id, entry.objectives, entry.key_results) for entry in entries] == [
        ("mei", ("a/2026-q4/x",), ()),
        ("ana", (), ("a/2026-q4/x#l",)),
        ("bo", ("a/2026-q4/y",), ()),
        ("tom-chen", (), ("a/2026-q4/x#k",)),
    ]


def test_with_roles_all_of_one_title_are_one_entry(write_site: WriteSite) -> None:
    (entry,) = directory(measured(write_site(SITE | site_yml("roles"))).goals)
    assert (entry.who.text, entry.objectives, entry.key_results) == ("Head", ("a/2026-q4/x",), ("a/2026-q4/x#l",))


def test_with_none_the_directory_is_empty(write_site: WriteSite) -> None:
    assert directory(measured(write_site(SITE | site_yml("none"))).goals) == ()


@pytest.mark.parametrize("people", ["roles", "none"])
def test_no_id_and_no_name_is_in_any_data_file(write_site: WriteSite, people: str) -> None:
    site = measured(write_site(SITE | site_yml(people)))
    files = b"\n".join(content for _, content in data_files(*site, plan(*site), ["en"]))
    assert not [
        word for word in (b"Mei", b'"mei"', b",mei,", b"Tom", b"tom-chen", b'"bo"', b"Bo Berg") if word in files
    ]


def test_a_title_in_two_languages_stays_so(sample_root: Path) -> None:
    who = shown(measured(sample_root, audience="public").goals, "mei")
    assert who
    assert who.text == Texts((("en", "Head"), ("zh-Hant", "校長")))
