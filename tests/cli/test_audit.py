from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from tests.conftest import WriteSite

FILES: dict[str, str | bytes] = {
    "site.yml": "title: Goals\nurl: https://example.org/\naudiences: [public, staff, board]\n"
    "content: [content, {path: ../secret, audience: board}]\n",
    "content/people.yml": "eve: {name: Eve, audience: staff}\nmei: {name: Mei}\n",
    "content/academy/team.yml": "name: Academy\n",
    "content/academy/2026.yml": """\
objectives:
  - id: goal
    title: Grow
    key_results:
      - id: open
        title: O
        metric: from 0 to 9
        checkins:
          - {date: 2026-02-01, value: 1}
          - {date: 2026-02-08, value: 2, audience: board}
      - id: quiet
        title: Q
        metric: from 0 to 9
        values_audience: staff
        checkins: [{date: 2026-02-01, value: 7}, {date: 2026-02-08, value: 8}]
      - {id: secret, title: S, audience: staff, milestones: [{title: M, done: 2026-02-01}]}
""",
    "content/academy/kpis.yml": "kpis: [{id: k, name: K, every: month, values_audience: staff, values: {2026-01: 1, 2026-02: 2}}]\n",
    "content/academy/checkins/a.yml": "- {key_result: goal#quiet, date: 2026-03-01, value: 9}\n",
    "content/academy/updates/2026-02-01-hush.md": "---\ntitle: Hush\naudience: board\n---\nx\n",
    "content/pages/about.md": "---\ntitle: About\naudience: staff\n---\nx\n",
    "content/board/team.yml": "name: Board\naudience: board\n",
    "content/board/plan.pdf": b"x",
}


def run(command: str, site: Path, *more: str) -> Result:
    return CliRunner().invoke(cli, [command, "-C", str(site), *more], prog_name="okrsite")


def test_a_build_ends_with_what_it_holds_back(write_site: WriteSite) -> None:
    said = run("build", write_site(FILES)).output.splitlines()[-1]
    assert said == (
        "Withheld: 1 key result, 6 values, 1 page, 1 person of audience staff; "
        "1 content tree, 1 team, 1 value, 1 update, 1 file of audience board. "
        "`okrsite audit --audience public` lists it."
    )


def test_a_build_that_holds_back_nothing_says_nothing_of_it(write_site: WriteSite) -> None:
    files = {path: text for path, text in FILES.items() if "team.yml" in path or path == "site.yml"}
    site = write_site({**files, "site.yml": "title: Goals\naudiences: [public, board]\n"})
    assert "Withheld" not in run("build", site, "--audience", "board").output


def test_audit_lists_each_thing_with_its_place(write_site: WriteSite) -> None:
    site = write_site(FILES)
    listed = json.loads(run("audit", site, "--audience", "public", "--format", "json").output)
    assert listed["audience"] == "public"
    told = [
        (one["audience"], one["kind"], one["name"], one["count"], one["path"], one["line"])
        for one in listed["withheld"]
    ]
    goals = "content/academy/2026.yml"
    assert told == [
        ("staff", "key result", "academy/2026/goal#secret", 1, goals, 16),
        ("staff", "value", "academy/2026/goal#quiet", 2, goals, 15),
        ("staff", "value", "academy/2026/goal#quiet", 1, "content/academy/checkins/a.yml", 1),
        ("staff", "value", "academy/2026/goal#secret", 1, goals, 16),
        ("staff", "value", "academy/k", 2, "content/academy/kpis.yml", 1),
        ("staff", "page", "about", 1, "content/pages/about.md", None),
        ("staff", "person", "eve", 1, "content/people.yml", 1),
        ("board", "content tree", "../secret", 1, "site.yml", 4),
        ("board", "team", "board", 1, "content/board/team.yml", 1),
        ("board", "value", "academy/2026/goal#open", 1, goals, 10),
        ("board", "update", "academy/2026-02-01-hush", 1, "content/academy/updates/2026-02-01-hush.md", None),
        ("board", "file", "content/board/plan.pdf", 1, "content/board/plan.pdf", None),
    ]
    text = run("audit", site).output
    assert "For staff:\n  key result  academy/2026/goal#secret  (content/academy/2026.yml:16)" in text
    assert "holds back nothing" in run("audit", site, "--audience", "board").output


def test_the_list_is_never_part_of_a_site(write_site: WriteSite) -> None:
    site = write_site(FILES)
    run("build", site)
    run("audit", site)
    published = b"".join(path.read_bytes() for path in (site / "public").rglob("*") if path.is_file())
    assert b"hush" not in published.lower()
    assert b"goal#secret" not in published


def test_audit_tells_what_no_build_can_hold_back(write_site: WriteSite) -> None:
    kpis = "kpis: [{id: k, name: K, every: month, values: {2026-01: 1}}]\n"
    fed = str(FILES["content/academy/2026.yml"]).replace(
        "from 0 to 9\n        values", "from 0 to 9\n        kpi: k\n        values"
    )
    site = write_site({**FILES, "content/academy/kpis.yml": kpis, "content/academy/2026.yml": fed})
    told = run("audit", site, "--audience", "public")
    assert "warning[withheld-shown]" in told.stderr
    assert "content/academy/2026.yml:15" in told.stderr
    assert "withheld-shown" not in run("audit", site, "--audience", "board").output


def test_audit_of_an_audience_that_is_not_there_is_wrong_usage(write_site: WriteSite) -> None:
    assert run("audit", write_site(FILES), "--audience", "nobody").exit_code == 2
