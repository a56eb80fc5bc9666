"""Ids of which no folder can be made on every system are told before anything is written, with the line to change."""

from __future__ import annotations

import pytest

from okrsite.publish.build import build
from tests.conftest import WriteSite

TEAM = {"content/a/team.yml": "name: A\n"}
LONG = "𠀀" * 80  # four bytes each


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("content/a/2026.yml", "objectives:\n  - {id: con, title: T}\n", "content/a/2026.yml:2:10"),
        ("content/a/2026.yml", "objectives:\n  - title: Nul\n", "content/a/2026.yml:2:12"),
        ("content/a/2026.yml", f"objectives:\n  - {{title: T, id: {LONG}}}\n", "content/a/2026.yml:2:20"),
        ("content/a/2026.yml", f"objectives:\n  - title: {LONG}\n", "content/a/2026.yml:2:12"),
        ("content/a/kpis.yml", "kpis:\n  - {id: lpt1, name: K}\n", "content/a/kpis.yml:2:10"),
    ],
)
def test_an_id_of_which_no_folder_can_be_made_is_an_error(
    path: str, text: str, place: str, write_site: WriteSite
) -> None:
    result = build(write_site({**TEAM, path: text}))
    told = [str(one.place) for one in result.problems if one.rule == "bad-file-name"]
    assert (told, result.published) == ([place], False)


def test_a_tag_and_a_name_that_one_system_cannot_have_are_warned_of(write_site: WriteSite) -> None:
    files = {
        **TEAM,
        "site.yml": "title: T\npeople: pages\n",
        "content/people.yml": "con: {name: Con}\n",
        "content/a/2026.yml": "objectives:\n  - {title: T, tags: [growth, Aux]}\n",
    }
    result = build(write_site(files))
    told = {str(one.place): one.severity.value for one in result.problems if one.rule == "bad-file-name"}
    assert told == {"content/people.yml:1:6": "warning", "content/a/2026.yml:2:31": "warning"}
    assert result.published
