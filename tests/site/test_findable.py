"""The search index: everything that this audience sees, nothing that it does not, as a script that any page may load."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from okrsite.site.findable import index_files
from tests.site.printing import Printed, printed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteSite


def index(site: Printed) -> tuple[list[str], dict[str, Any]]:
    files = dict(index_files(site.shared))
    data = next(text for path, text in files.items() if "index." in path).decode()
    assert data.startswith("okrsiteSearch.index=")
    found = json.loads(data.partition("=")[2].rstrip(";\n"))
    return list(files), {**found, "rows": list(zip(*found["columns"][:4], strict=True))}


def test_the_index_is_named_by_its_hash_and_a_small_script_names_it(sample_root: Path) -> None:
    site = printed(sample_root)
    files = dict(index_files(site.shared))
    name = next(path for path in files if "index." in path).rpartition("/")[2]
    assert name in files["search/latest.js"].decode()
    chinese = printed(sample_root, language="zh-Hant")
    assert "zh-hant/search/latest.js" in dict(index_files(chinese.shared))


def test_every_kind_is_found_with_its_state(sample_root: Path) -> None:
    _, found = index(printed(sample_root))
    titles = {row[2]: row for row in found["rows"]}
    assert {"Academy", "Recruit more students", "New enrolments", "growth", "Week 8", "About us"} <= titles.keys()
    assert found["states"][titles["New enrolments"][3]] == ["●", "target met"]
    assert titles["Students tell in public what changed for them"][1] == "#testimonials"


def test_addresses_and_notes_stand_as_what_differs_from_the_one_before(write_site: WriteSite) -> None:
    goals = "objectives:\n  - {id: a, title: A, key_results: [{id: x, title: X}]}\n  - {id: b, title: B}\n"
    _, found = index(
        printed(
            write_site(
                {
                    "content/s/team.yml": "name: S\n",
                    "content/s/2026-q4.yml": goals,
                    "content/pages/p.md": "---\ntitle: P\n---\n",
                }
            )
        )
    )
    assert found["columns"][1] == ["0|teams/s/", "8|2026-q4/a/", "#x", "16|b/", "0|p/"]
    assert (found["notes"], found["columns"][4]) == (["S · Q4 2026"], [None, 0, 0, None])


def test_what_a_narrower_audience_sees_is_not_in_it(sample_root: Path) -> None:
    public, staff = (json.dumps(index(printed(sample_root, audience=who))) for who in ("public", "staff"))
    assert "Mei Lin" in staff
    assert "Mei Lin" not in public
    assert "Head" in public  # `people: roles`


def test_what_is_dated_later_is_not_in_it(sample_root: Path) -> None:
    assert "Later" not in json.dumps(index(printed(sample_root)))


def test_a_thousand_goals_take_less_than_60_kb_compressed(write_site: WriteSite) -> None:
    files = {}
    for team in range(50):
        files[f"content/t{team}/team.yml"] = f"name: Team {team}\n"
        lines = "".join(
            f"  - {{id: g{n}, title: Goal {n * 7919 % 997} of {team * 31 % 53} in words {n * team}, key_results: "
            f"[{{id: a, title: From {n} to {team}, metric: reach {n + 1}}}, {{id: b, title: Keep {team * n}, metric: reach 5}}]}}\n"
            for n in range(20)
        )
        files[f"content/t{team}/2026-q4.yml"] = f"objectives:\n{lines}"
    made = dict(index_files(printed(write_site(files)).shared))
    assert sum(len(gzip.compress(data)) for data in made.values()) < 60_000
