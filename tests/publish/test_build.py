"""The whole build, from a folder of files to a published folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from okrsite.publish.build import BuildResult, build
from okrsite.publish.journal import MANIFEST
from okrsite.publish.output import Staging, beside
from okrsite.publish.prepare import check
from tests.conftest import WriteSite

DAY = dt.date(2026, 11, 22)

SITE: dict[str, str | bytes] = {
    "site.yml": (
        "title: {en: Goals, zh-Hant: 目標}\nurl: https://example.org/okr/\nlanguages: [en, zh-Hant]\n"
        "audiences: [public, staff]\ncycles: [{id: 2026-q4}]\n"
    ),
    "content/index.md": "Where we **stand**.\n",
    "content/people.yml": "mei: {name: Mei Lin}\n",
    "content/academy/team.yml": "name: Academy\nlead: mei\nmission: Teach [well](plan.pdf).\n",
    "content/academy/plan.pdf": b"%PDF-1.4 plan",
    "content/academy/2026-q4.yml": """\
objectives:
  - id: recruit
    title: Recruit more students
    owner: mei
    drivers: [enrolments]
    key_results:
      - id: testimonials
        title: Students tell
        metric: from 0 to 10 students
        checkins:
          - {date: 2026-10-14, value: 2}
          - {date: 2026-11-04, value: 5}
      - id: secret
        title: Wage talks
        audience: staff
        metric: from 0 to 1
""",
    "content/academy/kpis.yml": (
        "kpis:\n  - {id: enrolments, name: Enrolments, every: month, target: at least 120, values: {2026-09: 104, 2026-10: 121}}\n"
    ),
    "content/academy/checkins/w46.yml": "- {key_result: recruit#testimonials, date: 2026-11-11, value: 6}\n",
    "content/academy/updates/2026-11-20-week-8.md": "---\ntitle: Week 8\n---\nAll well.\n",
    "content/academy/teaching/team.yml": "name: Teaching\n",
    "static/CNAME": "goals.example.org\n",
    "static/.well-known/security.txt": "Contact: mailto:a@example.org\n",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(folder: Path, **options: object) -> BuildResult:
    """A build that looks up nothing of an earlier one; tests/publish/test_cache.py is about those that do."""
    result = build(folder, **{"as_of": DAY, "use_cache": False, **options})  # type: ignore[arg-type]
    assert result.published, result.problems
    return result


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_writes_the_same_bytes(write_site: WriteSite, workers: int) -> None:
    teams = {f"content/academy/room-{n}/team.yml": f"name: Room {n}\nmission: Teach *{n}*.\n" for n in range(60)}
    goals = {
        f"content/academy/room-{n}/2026-q4.yml": f"objectives: [{{title: Fill room {n}, supports: academy/recruit}}]\n"
        for n in range(0, 60, 7)
    }
    folder = write_site({**SITE, **teams, **goals})
    alone, together = folder / "alone", folder / "together"
    problems = built(folder, output=alone, workers=1).problems
    assert built(folder, output=together, workers=workers).problems == problems
    assert contents(together) == contents(alone)


def test_progress_is_told_of_files_and_of_pages_until_all_are_done(write_site: WriteSite) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    built(write_site(SITE), progress=lambda stage, done, total: told.setdefault(stage, []).append((done, total)))
    for stage in ("Reading", "Rendering pages"):
        assert told[stage] == sorted(told[stage])
        assert told[stage][-1][0] == told[stage][-1][1] > 1


def test_a_folder_of_goals_becomes_a_site(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    result = built(folder)
    files = contents(folder / "public")
    assert {"index.html", "404.html", "zh-hant/index.html", "teams/academy/2026-q4/recruit/index.html"} <= files.keys()
    assert {"data/site.json", "data/objectives.json", "teams/academy/kpis/enrolments/index.html"} <= files.keys()
    assert files["CNAME"] == b"goals.example.org\n"
    assert ".well-known/security.txt" in files
    assert files["teams/academy/plan.pdf"] == b"%PDF-1.4 plan"
    assert result.pages == sum(path.endswith(".html") for path in files)
    assert result.counts is not None
    assert (result.counts.teams, result.counts.objectives, result.counts.key_results, result.counts.kpis) == (
        2,
        1,
        1,
        1,
    )


def test_the_figures_in_the_data_are_those_of_the_day(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    built(folder)
    (objective,) = json.loads((folder / "public/data/objectives.json").read_text())["objectives"]
    assert objective["progress"] == pytest.approx(0.6)
    assert objective["expected"] == pytest.approx(52 / 91)
    assert objective["verdict"] == "aligned"


def test_two_builds_of_one_input_are_the_same_bytes(write_site: WriteSite, tmp_path: Path) -> None:
    folder = write_site(SITE)
    built(folder, output=tmp_path / "one")
    built(folder, output=tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},  # file names are ASCII to Python then
    ],
)
def test_hash_seed_timezone_and_locale_change_no_byte(
    write_site: WriteSite, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = write_site({**SITE, "static/明燈.txt": "x", "content/academy/明燈.txt": "x"})
    built(folder, output=tmp_path / "here")
    command = [
        sys.executable,
        "-m",
        "okrsite",
        "build",
        "-C",
        str(folder),
        "--output",
        str(tmp_path / "there"),
        "--as-of",
        "2026-11-22",
    ]
    subprocess.run(command, check=True, env={**os.environ, **environment}, capture_output=True)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


@pytest.mark.parametrize(
    ("epoch", "day"), [("1795219199", "2026-11-21"), ("1795190400", "2026-11-21"), ("1795190399", "2026-11-20")]
)
def test_today_is_the_day_that_reproducible_builds_name(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, epoch: str, day: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = build(write_site({"site.yml": "title: Goals\ntimezone: Asia/Taipei\n", "content/index.md": "Hello.\n"}))
    assert str(result.as_of) == day


@pytest.mark.parametrize("epoch", ["soon", "-1", "1e9", "9" * 30, "１"])
def test_a_moment_that_is_none_is_wrong_usage(write_site: WriteSite, epoch: str) -> None:
    command = [sys.executable, "-m", "okrsite", "build", "-C", str(write_site(SITE))]
    done = subprocess.run(
        command, check=False, env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_order_in_which_a_disk_lists_files_changes_no_byte(
    write_site: WriteSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_site(SITE)
    built(folder, output=tmp_path / "one")
    listed = os.scandir

    class Backwards:
        def __init__(self, path: object = ".") -> None:
            with listed(path) as entries:  # type: ignore[call-overload]
                self._entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Backwards:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def __iter__(self) -> object:
            return iter(self._entries)

        def __next__(self) -> object:
            return self._entries.pop(0)

        def close(self) -> None:
            self._entries = []

    monkeypatch.setattr(os, "scandir", Backwards)
    built(folder, output=tmp_path / "two")
    monkeypatch.undo()
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_is_for_a_narrower_audience_is_in_no_byte_of_the_site(write_site: WriteSite, tmp_path: Path) -> None:
    folder = write_site(SITE)
    built(folder)
    built(folder, audience="staff", output=tmp_path / "staff")
    assert not [
        path
        for path, content in contents(folder / "public").items()
        if b"Wage talks" in content or b"#secret" in content
    ]
    assert [path for path, content in contents(tmp_path / "staff").items() if b"Wage talks" in content]


def test_a_wider_build_is_that_of_content_without_the_narrower_parts(write_site: WriteSite, tmp_path: Path) -> None:
    folder = write_site(SITE)
    built(folder, output=tmp_path / "one")
    cycle = folder / "content/academy/2026-q4.yml"
    cycle.write_text(cycle.read_text().partition("      - id: secret")[0])
    built(folder, output=tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_no_page_asks_another_host_for_anything(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    built(folder)
    loads = re.compile(
        rb'(?:src|srcset|data)="(?:https?:)?//'
        rb'|<link[^>]+rel="(?:stylesheet|icon|preload)[^>]+href="(?:https?:)?//'
        rb"|@import|url\((?:https?:)?//"
    )
    code = (".html", ".css", ".js", ".svg")
    files = contents(folder / "public").items()
    assert not [path for path, content in files if path.endswith(code) and loads.search(content)]


def test_the_manifest_names_every_file(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    built(folder)
    files = contents(folder / "public")
    assert set(files.pop(MANIFEST).decode().splitlines()) == files.keys()


def test_a_broken_template_publishes_nothing_and_says_where(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    built(folder)
    before = contents(folder / "public")
    override = folder / "theme/templates/objective.html"
    override.parent.mkdir(parents=True)
    override.write_text("<h1>\n{{ view.no_such_thing }}</h1>\n")
    result = build(folder, as_of=DAY)
    assert not result.published
    (problem,) = [one for one in result.problems if one.severity.value == "error"]
    assert (problem.place.path, problem.place.line) == ("theme/templates/objective.html", 2)
    assert contents(folder / "public") == before
    assert [path.name for path in folder.iterdir() if "okrsite-new" in path.name] == []


def test_a_folder_that_cannot_be_written_is_a_problem_and_no_traceback(write_site: WriteSite) -> None:
    folder = write_site({**SITE, "file": "in the way"})
    result = build(folder, as_of=DAY, output=folder / "file" / "public")
    assert not result.published
    assert [problem.rule for problem in result.problems if problem.severity.value == "error"] == ["not-written"]


def assert_no_trace(folder: Path, absent: set[str]) -> None:
    built(folder)
    assert absent.isdisjoint(path.name for path in (folder / "public").iterdir())
    home = (folder / "public/index.html").read_text()
    assert not [word for word in absent if f'href="{word}/"' in home]


def test_a_site_of_kpis_only_has_no_trace_of_okrs(write_site: WriteSite) -> None:
    okrs = ("2026-q4", "checkins", "updates")
    files = {path: text for path, text in SITE.items() if not any(part in path for part in okrs)}
    assert_no_trace(write_site(files), {"cycles", "balance", "updates"})


def test_a_site_of_okrs_only_has_no_trace_of_kpis(write_site: WriteSite) -> None:
    files = {path: text for path, text in SITE.items() if "kpis" not in path}
    goals = str(SITE["content/academy/2026-q4.yml"]).replace("    drivers: [enrolments]\n", "")
    assert_no_trace(write_site({**files, "content/academy/2026-q4.yml": goals}), {"kpis", "balance"})


def test_an_interrupted_build_leaves_the_old_site_and_nothing_beside_it(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_site(SITE)
    built(folder)
    before, beside = contents(folder / "public"), sorted(path.name for path in folder.iterdir())

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Staging, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(folder, as_of=DAY, use_cache=False)
    assert contents(folder / "public") == before
    assert sorted(path.name for path in folder.iterdir()) == beside


def test_a_tree_of_its_own_is_missed_by_its_audience_alone(write_site: WriteSite) -> None:
    trees = "content: [./content/, {path: ../board-goals, audience: staff}]\n"
    folder = write_site({**SITE, "site.yml": str(SITE["site.yml"]) + trees})
    built(folder)
    result = build(folder, as_of=DAY, audience="staff")
    assert not result.published
    assert [problem.place.line for problem in result.problems if problem.rule == "no-content"] == [6]
    assert not any(problem.rule == "no-content" for problem in check(folder))


def test_two_builds_into_one_folder_do_not_meet(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    holder = (
        "import sys, pathlib; from okrsite.publish.lock import held\n"
        "with held(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holder, str(beside(folder / "public", "lock"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        result = build(folder, as_of=DAY)
        assert not result.published
        assert [problem.rule for problem in result.problems if problem.severity.value == "error"] == ["not-written"]
        other.communicate()
    built(folder)


def test_a_picture_in_a_team_is_found_from_the_folder_of_the_text(write_site: WriteSite) -> None:
    files: dict[str, str | bytes] = {
        "content/academy/team.png": b"png",
        "content/academy/updates/news.png": b"png",
        "content/academy/updates/2026-11-20-week-8.md": "---\ntitle: News\n---\n![a](news.png) ![b](../team.png) ![c](team.png)\n",
    }
    folder = write_site({**SITE, **files})
    built(folder)
    page = (folder / "public/teams/academy/updates/2026-11-20-week-8/index.html").read_text()
    assert re.findall(r'<img[^>]* src="([^"]+)"', page) == [
        f"../../../../teams/academy/{name}" for name in ("updates/news.png", "team.png", "team.png")
    ]


def test_an_old_id_of_a_key_result_still_leads_to_it(write_site: WriteSite) -> None:
    goals = str(SITE["content/academy/2026-q4.yml"]).replace(
        "id: testimonials\n", "id: testimonials\n        aliases: [voices]\n"
    )
    folder = write_site({**SITE, "content/academy/2026-q4.yml": goals})
    built(folder)
    assert 'id="voices"' in (folder / "public/teams/academy/2026-q4/recruit/index.html").read_text()


def test_a_site_without_an_address_is_told_so_in_a_note(write_site: WriteSite) -> None:
    problems = check(write_site({"content/a/team.yml": "name: A\n"}))
    assert [(problem.rule, problem.severity.value, problem.place.path) for problem in problems] == [
        ("no-url", "note", "site.yml")
    ]


@pytest.mark.parametrize(
    ("repository", "told"),
    [
        ("https://git.example.org/goals", True),
        ("https://gitlab.example.org/goals", False),
        ("{url: https://git.example.org/goals, forge: gitea}", False),
        ('{url: https://git.example.org/goals, source: "https://git.example.org/{path}"}', False),
    ],
)
def test_a_repository_that_no_page_can_link_to_is_told_in_a_note(
    write_site: WriteSite, repository: str, told: bool
) -> None:
    site = write_site({"content/a/team.yml": "name: A\n"})
    (site / "site.yml").write_text(f"title: A\nurl: https://a.example.org/\nrepository: {repository}\n")
    problems = check(site)
    assert [(problem.rule, problem.severity.value, problem.place.line) for problem in problems] == [
        ("unknown-forge", "note", 3)
    ] * told


def test_a_goal_reached_is_in_the_stream_of_changes(write_site: WriteSite) -> None:
    goals = (
        str(SITE["content/academy/2026-q4.yml"]) + "      - {id: portal, title: The portal is live, done: 2026-11-12}\n"
    )
    folder = write_site({**SITE, "content/academy/2026-q4.yml": goals})
    built(folder)
    assert "goal reached" in (folder / "public/updates/index.html").read_text()


def test_a_logo_keeps_its_place_before_it_is_there(write_site: WriteSite) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"></svg>'
    settings = f"logo: {{light: a.svg, dark: b.svg}}\n{SITE['site.yml']!s}"
    folder = write_site({**SITE, "site.yml": settings, "static/a.svg": picture, "static/b.svg": "<svg/>"})
    assert build(folder, as_of=DAY).published
    html = (folder / "public/index.html").read_text(encoding="utf-8")
    assert 'src="a.svg" alt="" width="90" height="30"' in html
    assert re.search(r'src="b\.svg" alt="" (?!width)', html)
    (folder / "static/a.svg").write_text(picture.replace("90", "60"), encoding="utf-8")
    assert build(folder, as_of=DAY).published
    assert 'width="60" height="30"' in (folder / "public/404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("output", [".okrsite", ".okrsite/site", ".git", ".git/hooks", "theme/site"])
def test_a_site_is_not_written_where_the_tools_keep_their_own(output: str, write_site: WriteSite) -> None:
    site = write_site({"site.yml": f"title: T\noutput: {output}\n", "content/a/team.yml": "name: A\n"})
    result = build(site)
    assert not result.published
    assert {one.rule for one in result.problems if one.severity.value == "error"} <= {"output-not-ours", "bad-path"}
    assert not list(site.rglob("index.html"))
    assert not build(site, output=site / output).published
