"""Files of static/ go where somebody may see what names them; those that nothing names are for everyone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite.cli.main import cli
from okrsite.publish.build import build
from tests.conftest import WriteSite

SITE = "title: Goals\nurl: https://example.org/okr/\naudiences: [public, staff, board]\n"
FILES: dict[str, str | bytes] = {
    "site.yml": SITE,
    "content/people.yml": "mei: {name: Mei, title: Dr, avatar: faces/mei.png}\neve: {name: Eve, audience: staff, avatar: faces/eve.png}\n",
    "content/academy/team.yml": "name: Academy\nicon: icons/academy.png\nlead: mei\n",
    "content/vault/team.yml": "name: Vault\naudience: board\nicon: icons/vault.png\n",
    **{f"static/{name}": b"x" for name in ("CNAME", "faces/mei.png", "faces/eve.png", "icons/academy.png", "icons/vault.png")},
}  # fmt: skip


def copied(site: Path, audience: str) -> set[str]:
    output = site.with_name(f"site-{audience}")
    assert build(site, output=output, audience=audience).published
    static = {path.relative_to(site / "static").as_posix() for path in (site / "static").rglob("*") if path.is_file()}
    return {path for path in static if (output / path).is_file()}


def test_a_picture_is_published_with_whom_it_shows(write_site: WriteSite) -> None:
    site = write_site(FILES)
    public = {"CNAME", "faces/mei.png", "icons/academy.png"}
    assert copied(site, "public") == public
    assert copied(site, "staff") == public | {"faces/eve.png"}
    assert copied(site, "board") == public | {"faces/eve.png", "icons/vault.png"}


@pytest.mark.parametrize(
    "link",
    [
        "[plan](../../files/plan.pdf)", "![plan](<../../files/plan.pdf>)", "[plan][1]\n\n[1]: /okr/files/plan.pdf",
        "<a href='/files/plan.pdf'>plan</a>", "[plan](https://example.org/okr/files/plan.pdf#page=2)", "[plan](../../files/%70lan.pdf?x)",
        "[plan](../../../../files/plan.pdf)",
    ],
)  # fmt: skip
def test_a_file_that_only_a_narrower_text_links_to_is_not_for_the_others(link: str, write_site: WriteSite) -> None:
    update = f"---\ntitle: Merger\naudience: staff\n---\n{link}\n"
    files = {**FILES, "static/files/plan.pdf": b"x", "content/academy/updates/2026-02-01-m.md": update}
    assert "files/plan.pdf" not in copied(write_site(files), "public")
    assert "files/plan.pdf" in copied(write_site(files), "staff")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/index.md", "![Eve](faces/eve.png)\n"),
        ("content/academy/team.yml", "name: Academy\nabout: 'Portraits: ![Eve](../../faces/eve.png)'\n"),
        ("site.yml", f"{SITE}footer: [{{title: Eve, url: faces/eve.png}}]\n"),
        ("site.yml", f"{SITE}logo: faces/eve.png\n"),
        ("content/people.yml", "mei: {name: Mei, avatar: faces/eve.png}\neve: {name: Eve, audience: staff, avatar: faces/eve.png}\n"),
        ("content/people.yml", "mei: {name: Mei, url: faces/eve.png}\neve: {name: Eve, audience: staff, avatar: faces/eve.png}\n"),
    ],
)  # fmt: skip
def test_a_file_that_a_wider_thing_names_too_is_for_everyone(path: str, text: str, write_site: WriteSite) -> None:
    assert "faces/eve.png" in copied(write_site({**FILES, path: text}), "public")


@pytest.mark.parametrize("people", ["roles", "none"])
def test_where_nobody_is_named_nobodys_picture_is_published(people: str, write_site: WriteSite) -> None:
    site = write_site({**FILES, "site.yml": f"{SITE}people: {{public: {people}, board: pages}}\n"})
    assert {path for path in copied(site, "staff") if path.startswith("faces/")} == set()
    assert {path for path in copied(site, "board") if path.startswith("faces/")} == {"faces/mei.png", "faces/eve.png"}


def test_the_audit_lists_the_files_with_the_audience_that_gets_them(write_site: WriteSite) -> None:
    done = CliRunner().invoke(cli, ["audit", "-C", str(write_site(FILES)), "--format", "json"])
    files = [one for one in json.loads(done.stdout)["withheld"] if one["kind"] == "file"]
    assert [(one["audience"], one["name"]) for one in files] == [
        ("staff", "static/faces/eve.png"),
        ("board", "static/icons/vault.png"),
    ]


def test_a_picture_goes_when_whom_it_shows_is_withheld_later(write_site: WriteSite) -> None:
    site = write_site(FILES)
    assert "faces/mei.png" in copied(site, "public")
    (site / "content/people.yml").write_text("mei: {name: Mei, audience: staff, avatar: faces/mei.png}\n")
    assert "faces/mei.png" not in copied(site, "public")
