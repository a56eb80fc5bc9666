from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from okrsite.site.data import data_files, site_json
from okrsite.site.data.encode import csv_file
from okrsite.site.data.standard import sitemaps
from okrsite.site.landing import file_addresses
from okrsite.site.pages import PagePlan, plan
from tests.site.sample import FILES, Measured, measured, wordings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteSite

TEAM = {"content/a/team.yml": "name: A\n"}


def files_of(site: Measured) -> dict[str, bytes]:
    languages = list(dict.fromkeys((site.goals.site.language, *site.goals.site.languages)))
    return dict(data_files(*site, plan(*site), languages))


def read(site: Measured, name: str) -> Any:
    return json.loads(files_of(site)[f"data/{name}.json"])


def table(site: Measured, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files_of(site)[f"data/{name}.csv"].decode(), newline="")))


def by_ref(site: Measured, name: str) -> dict[str, Any]:
    return {record["ref"]: record for record in read(site, name)[name]}


def test_every_file_of_the_contract_is_there(sample: Measured) -> None:
    names = {name for name in files_of(sample) if "schema" not in name}
    assert names == {
        *(f"data/{stem}.json" for stem in ("objectives", "kpis", "teams", "people", "updates", "alignment", "balance")),
        *(f"data/{stem}.csv" for stem in ("objectives", "key-results", "checkins", "kpis", "kpi-values", "details")),
        "robots.txt",
        "sitemap.xml",
    }


@pytest.mark.parametrize("url", ["", "url: https://example.org\n"])
def test_the_files_land_where_they_are_said_to(write_site: WriteSite, url: str) -> None:
    site = measured(write_site({"site.yml": f"title: Goals\n{url}"}))
    assert {*files_of(site), "data/site.json"} == set(file_addresses(site.goals))


@pytest.mark.parametrize("name", ["objectives", "kpis", "teams", "people", "updates", "alignment", "balance"])
def test_every_file_begins_with_the_day_and_the_audience(sample: Measured, name: str) -> None:
    assert list(read(sample, name).items())[:2] == [("as_of", "2026-11-22"), ("audience", "staff")]


def test_an_objective_stands_as_the_contract_shows(sample: Measured) -> None:
    objective = by_ref(sample, "objectives")["academy/2026-q4/recruit"]
    first, second = objective.pop("key_results")
    assert list(objective.items()) == [
        ("ref", "academy/2026-q4/recruit"),
        ("team", "academy"),
        ("cycle", "2026-q4"),
        ("id", "recruit"),
        ("title", {"en": "Recruit more students", "zh-Hant": "招收更多學生"}),
        ("why", "With our platform we can."),
        ("owner", "mei"),
        ("with", ["teaching", "Tom Chen"]),
        ("kind", "aspirational"),
        ("url", "teams/academy/2026-q4/recruit/"),
        ("source", {"path": "content/academy/2026-q4.yml", "line": 2}),
        ("supports", ["company/2026/grow"]),
        ("supported_by", ["teaching/2026-q4/quality"]),
        ("tags", ["Growth"]),
        ("weight", 1),
        ("progress", 0.36764705882352944),
        ("expected", 0.5714285714285714),
        ("coverage", [2, 2]),
        ("status", "at-risk"),
        ("reported", None),
        ("confidence", 0.6),
        ("grade", None),
        ("verdict", "derailing"),
        ("drivers", ["academy/enrolments"]),
        ("guards", []),
        ("last_checkin", "2026-11-10"),
        ("last_news", "2026-11-10"),
        ("stale", True),
        ("dropped", None),
        ("outcome", None),
        (
            "initiatives",
            [
                {
                    "title": "Film day",
                    "status": "doing",
                    "owner": "mei",
                    "due": "2026-11-30",
                    "link": "https://example.org/42",
                }
            ],
        ),
        (
            "fields",
            {"budget": 20000, "sponsor": "mei", "opens": "2026-12-01", "plan": "https://example.org/plan"},
        ),
    ]
    assert list(first.items()) == [
        ("ref", "academy/2026-q4/recruit#testimonials"),
        ("id", "testimonials"),
        ("title", "Students tell in public what changed for them"),
        ("owner", "mei"),
        ("weight", 1),
        ("kpi", None),
        ("metric", {"kind": "move", "from": 0, "to": 10, "unit": "students"}),
        ("milestones", []),
        ("start", "2026-10-01"),
        ("due", "2026-12-31"),
        ("value", 5),
        ("attainment", 0.5),
        ("progress", 0.5),
        ("expected", 0.5714285714285714),
        ("status", "on-track"),
        ("reported", None),
        ("confidence", 0.7),
        ("forecast", 13.382352941176471),
        ("last_checkin", "2026-11-04"),
        ("last_news", "2026-11-04"),
        ("stale", True),
        ("blocked", None),
        ("dropped", None),
        ("grade", None),
        (
            "checkins",
            [
                {
                    "date": "2026-10-14",
                    "value": 2,
                    "progress": None,
                    "confidence": 0.6,
                    "status": None,
                    "note": "Two recorded.",
                    "by": "mei",
                },
                {
                    "date": "2026-11-04",
                    "value": 5,
                    "progress": None,
                    "confidence": 0.7,
                    "status": None,
                    "note": None,
                    "by": None,
                },
            ],
        ),
    ]
    assert second["metric"] == {"kind": "move", "from": 42, "to": 25, "unit": "EUR"}


@pytest.mark.parametrize(
    ("key_result", "metric"),
    [
        ("uptime", {"kind": "keep", "at_least": 99.9, "unit": "%"}),
        ("range", {"kind": "keep", "between": [40, 60], "unit": None}),
        ("course", {"kind": "milestones"}),
        ("portal", {"kind": "done"}),
        ("brand", {"kind": "none"}),
    ],
)
def test_a_metric_is_told_by_its_kind(sample: Measured, key_result: str, metric: dict[str, object]) -> None:
    found = by_ref(sample, "objectives")["academy/2026-q4/run"]["key_results"]
    assert next(one["metric"] for one in found if one["id"] == key_result) == metric


def test_a_move_without_a_start_begins_at_its_first_value(write_site: WriteSite) -> None:
    checkins = "checkins: [{date: 2026-10-02, value: 7}, {date: 2026-10-09, value: 9}]"
    content = f"objectives: [{{id: x, title: X, key_results: [{{id: k, title: K, metric: reach 45, {checkins}}}]}}]\n"
    site = measured(write_site(TEAM | {"content/a/2026-q4.yml": content}))
    (key_result,) = by_ref(site, "objectives")["a/2026-q4/x"]["key_results"]
    assert key_result["metric"] == {"kind": "move", "from": 7, "to": 45, "unit": None}


def test_what_happens_later_is_not_told(sample: Measured) -> None:
    course = by_ref(sample, "objectives")["academy/2026-q4/run"]["key_results"][2]
    assert [milestone["done"] for milestone in course["milestones"]] == ["2026-10-28", None]


def test_a_goal_is_dropped_from_that_day_on(sample_root: Path) -> None:
    day = measured(sample_root).goals.objectives["academy/2026-q4/run"].record.dropped
    assert day
    before, after = (measured(sample_root, day.date.replace(day=n)) for n in (14, 15))
    assert by_ref(before, "objectives")["academy/2026-q4/run"]["dropped"] is None
    assert by_ref(after, "objectives")["academy/2026-q4/run"]["dropped"] == {
        "date": "2026-11-15",
        "why": "We sold the school.",
    }


def test_a_kpi_stands_as_the_contract_shows(sample: Measured) -> None:
    kpi = by_ref(sample, "kpis")["academy/enrolments"]
    values = kpi.pop("values")
    assert list(kpi.items()) == [
        ("ref", "academy/enrolments"),
        ("team", "academy"),
        ("id", "enrolments"),
        ("name", "New enrolments"),
        ("about", None),
        ("owner", "mei"),
        ("unit", "students"),
        ("every", "month"),
        ("total", "last"),
        ("url", "teams/academy/kpis/enrolments/"),
        ("source", {"path": "content/academy/kpis.yml", "line": 2}),
        ("data_source", "https://bi.example.org/enrolments"),
        ("tags", []),
        ("target", {"at_least": 120}),
        ("tolerance", {"at_least": 100}),
        ("value", 121),
        ("period", "2026-11"),
        ("health", "green"),
        ("trend", 17),
        ("attainment", 1.0083333333333333),
        ("stale", False),
        ("supports", []),
        ("guards", []),
    ]
    assert [value["period"] for value in values] == ["2026-09", "2026-10", "2026-11"]
    assert values[1] == {
        "period": "2026-10",
        "date": "2026-10-01",
        "value": 104,
        "target": {"at_least": 120},
        "health": "amber",
        "note": None,
    }


def test_a_range_stands_as_its_two_ends(sample: Measured) -> None:
    assert by_ref(sample, "kpis")["academy/load"]["target"] == {"between": [40, 60]}
    (row,) = (row for row in table(sample, "kpis") if row["id"] == "load")
    assert (row["at_least"], row["at_most"]) == ("40", "60")


def test_a_team_stands_as_it_is_now(sample: Measured) -> None:
    assert by_ref(sample, "teams")["academy"] == {
        "ref": "academy",
        "id": "academy",
        "name": "Academy",
        "parent": "company",
        "children": ["teaching"],
        "lead": None,
        "members": ["mei", "bo"],
        "url": "teams/academy/",
        "cycle": "2026-q4",
        "progress": 0.36764705882352944,
        "expected": 0.5714285714285714,
        "statuses": {"at-risk": 1, "dropped": 1},
        "objectives": 2,
        "kpis": 2,
        "archived": False,
    }


def test_people_and_what_they_own(sample: Measured) -> None:
    assert read(sample, "people")["people"][0] == {
        "id": "mei",
        "name": "Mei Lin",
        "title": {"en": "Head", "zh-Hant": "校長"},
        "url": "people/mei/",
        "objectives": ["academy/2026-q4/recruit"],
        "key_results": ["academy/2026-q4/recruit#testimonials"],
        "kpis": ["academy/enrolments"],
    }


def test_updates_up_to_the_day(sample: Measured) -> None:
    assert read(sample, "updates")["updates"] == [
        {
            "ref": "academy/updates/2026-11-20-week-8",
            "team": "academy",
            "title": "Week 8",
            "date": "2026-11-20",
            "by": "mei",
            "kind": "update",
            "cycle": "2026-q4",
            "url": "teams/academy/updates/2026-11-20-week-8/",
            "tags": [],
        }
    ]


def test_alignment_is_between_objectives_and_levels_count_from_the_top(sample: Measured) -> None:
    found = read(sample, "alignment")
    assert {node["ref"]: node["level"] for node in found["nodes"]} == {
        "company/2026/grow": 0,
        "academy/2026-q4/recruit": 1,
        "academy/2026-q4/run": 0,
        "teaching/2026-q4/quality": 2,
    }
    assert found["edges"] == [
        {"from": "academy/2026-q4/recruit", "to": "company/2026/grow"},
        {"from": "teaching/2026-q4/quality", "to": "academy/2026-q4/recruit"},
    ]


def test_a_level_is_one_more_than_the_deepest_that_is_supported(write_site: WriteSite) -> None:
    content = """\
objectives:
  - {id: d, title: D, supports: [a, c]}
  - {id: c, title: C, supports: b}
  - {id: b, title: B, supports: a}
  - {id: a, title: A}
"""
    site = measured(write_site(TEAM | {"content/a/2026-q4.yml": content}))
    assert [(node["ref"][-1], node["level"]) for node in read(site, "alignment")["nodes"]] == [
        ("d", 3),
        ("c", 2),
        ("b", 1),
        ("a", 0),
    ]


def test_the_balance_holds_objectives_that_have_begun_of_teams_that_are_there(sample: Measured) -> None:
    found = read(sample, "balance")
    assert [one["ref"] for one in found["objectives"]] == [
        "company/2026/grow",
        "academy/2026-q4/recruit",
        "academy/2026-q4/run",
    ]
    assert found["objectives"][1] == {
        "ref": "academy/2026-q4/recruit",
        "status": "at-risk",
        "drivers": ["academy/enrolments"],
        "guards": [],
        "drivers_health": "green",
        "guards_health": None,
        "verdict": "derailing",
    }
    assert found["aimless_kpis"] == ["academy/load"]


def test_a_site_without_kpis_has_no_verdicts(write_site: WriteSite) -> None:
    content = "objectives: [{id: x, title: X, key_results: [{id: k, title: K}]}]\n"
    site = measured(write_site(TEAM | {"content/a/2026-q4.yml": content}))
    assert by_ref(site, "objectives")["a/2026-q4/x"]["verdict"] is None
    assert read(site, "balance")["objectives"] == []


def test_a_site_without_anything_has_empty_lists(write_site: WriteSite) -> None:
    site = measured(write_site({}))
    assert read(site, "objectives") == {"as_of": "2026-11-22", "audience": "public", "objectives": []}
    assert table(site, "checkins") == []
    assert "sitemap.xml" not in files_of(site)


@pytest.mark.parametrize(("audience", "shown"), [("public", False), ("staff", True)])
def test_sources_are_for_the_audience_of_the_repository(sample_root: Path, audience: str, shown: bool) -> None:
    site = measured(sample_root, audience=audience)
    for record in (*read(site, "objectives")["objectives"], *read(site, "kpis")["kpis"]):
        assert (record["source"] is not None) == shown


def test_the_repositorys_audience_may_be_wider(write_site: WriteSite) -> None:
    repository = "repository: {url: https://example.org/goals, audience: public}\n"
    site = measured(write_site(FILES | {"site.yml": FILES["site.yml"] + repository}), audience="public")
    assert read(site, "objectives")["objectives"][0]["source"] == {"path": "content/company/2026.yml", "line": 2}


def test_withheld_values_are_nowhere(write_site: WriteSite) -> None:
    content = """\
objectives:
  - id: x
    title: X
    key_results:
      - {id: k, title: K, metric: from 1 to 9, values_audience: staff, checkins: [{date: 2026-10-02, value: 77777, note: Hush}]}
"""
    kpis = "kpis: [{id: k, name: K, every: month, values_audience: staff, values: {2026-10: 77777}}]\n"
    files = TEAM | {"site.yml": "title: Goals\naudiences: [public, staff]\n", "content/a/kpis.yml": kpis}
    site = measured(write_site(files | {"content/a/2026-q4.yml": content}), audience="public")
    (key_result,) = by_ref(site, "objectives")["a/2026-q4/x"]["key_results"]
    assert (key_result["status"], key_result["value"], key_result["checkins"]) == ("withheld", None, [])
    assert key_result["metric"] == {"kind": "move", "from": 1, "to": 9, "unit": None}
    assert by_ref(site, "kpis")["a/k"]["values"] == []
    assert not [name for name, made in files_of(site).items() if b"77777" in made or b"Hush" in made]


def test_numbers_stay_as_they_were_written(write_site: WriteSite) -> None:
    kpis = "kpis: [{id: k, name: K, every: month, values: {2026-09: 1_000, 2026-10: 5.0, 2026-11: 1.50}}]\n"
    made = files_of(measured(write_site(TEAM | {"content/a/kpis.yml": kpis})))
    assert b'"value":1000,' in made["data/kpis.json"]
    assert b'"value":5,' in made["data/kpis.json"]
    assert b'"value":1.5,' in made["data/kpis.json"]
    assert b"2026-09,2026-09-01,1000," in made["data/kpi-values.csv"]


def test_text_is_utf8_and_a_record_is_a_line(sample: Measured) -> None:
    lines = files_of(sample)["data/objectives.json"].decode().splitlines()
    assert "招收更多學生" in lines[4]
    assert len(lines) == 3 + 4 + 1
    assert all(json.loads(line.removesuffix(",")) for line in lines[3:7])


def test_tables_hold_a_row_for_each_thing(sample: Measured) -> None:
    assert [row["ref"] for row in table(sample, "objectives")] == list(sample.goals.objectives)
    assert [row["ref"] for row in table(sample, "key-results")] == list(sample.figures.key_results)
    assert [(row["date"], row["value"]) for row in table(sample, "checkins")] == [
        ("2026-10-14", "2"),
        ("2026-11-04", "5"),
        ("2026-11-10", "38"),
        ("2026-10-03", "99.95"),
    ]
    assert [row["value"] for row in table(sample, "kpi-values")] == ["98", "104", "121", "50"]
    assert table(sample, "objectives")[1]["title"] == "Recruit more students"
    assert table(sample, "objectives")[2]["dropped"] == "2026-11-15"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_could_run_as_a_formula_is_defused(start: str) -> None:
    made = csv_file(["text"], [[f"{start}1+1"]], "en")
    ((cell,),) = list(csv.reader(io.StringIO(made.decode(), newline="")))[1:]
    assert cell == f"'{start}1+1"


def test_a_negative_number_is_not_a_formula() -> None:
    assert csv_file(["a", "b", "c", "d"], [[-5, -0.5, None, True]], "en") == b"a,b,c,d\n-5,-0.5,,true\n"


def test_the_sites_own_file_says_what_it_is(sample: Measured) -> None:
    found = json.loads(site_json(*sample, wordings(sample.goals), "okrsite 1.2.3", "abc"))
    assert found == {
        "as_of": "2026-11-22",
        "audience": "staff",
        "build": "abc",
        "generator": "okrsite",
        "version": "1.2.3",
        "title": {"en": "Lantern Academy", "zh-Hant": "明燈學院"},
        "description": None,
        "url": "https://goals.example.org/okr/",
        "languages": ["en", "zh-Hant"],
        "cycles": [
            {
                "id": "2026",
                "name": {"en": "2026", "zh-Hant": "2026年"},
                "start": "2026-01-01",
                "end": "2026-12-31",
                "parent": None,
                "open": True,
            },
            {
                "id": "2026-q4",
                "name": {"en": "Q4 2026", "zh-Hant": "2026年第4季"},
                "start": "2026-10-01",
                "end": "2026-12-31",
                "parent": "2026",
                "open": True,
            },
        ],
        "counts": {"teams": 3, "objectives": 4, "key_results": 8, "kpis": 2, "checkins": 4, "updates": 1},
    }


def test_robots_are_welcome_to_the_widest_audience_alone(sample_root: Path) -> None:
    sitemap = b"Sitemap: https://goals.example.org/okr/sitemap.xml\n"
    assert files_of(measured(sample_root, audience="public"))["robots.txt"] == b"User-agent: *\nAllow: /\n" + sitemap
    assert files_of(measured(sample_root, audience="staff"))["robots.txt"] == b"User-agent: *\nDisallow: /\n" + sitemap


def test_the_sitemap_lists_living_pages_in_every_language(sample: Measured) -> None:
    sitemap = files_of(sample)["sitemap.xml"].decode()
    assert "<loc>https://goals.example.org/okr/teams/academy/</loc>" in sitemap
    assert "<loc>https://goals.example.org/okr/zh-hant/teams/academy/</loc>" in sitemap
    assert "school" not in sitemap
    assert "404" not in sitemap


def test_a_sitemap_that_is_too_long_is_split(sample: Measured) -> None:
    plans = [PagePlan(f"p{number}/", "extra") for number in range(50_001)]
    made = dict(sitemaps(sample.goals, plans, ["en"]))
    assert [content.count(b"<loc>") for content in made.values()] == [2, 50_000, 1]
    assert b"<sitemap><loc>https://goals.example.org/okr/sitemap-2.xml</loc></sitemap>" in made["sitemap.xml"]


def test_the_same_site_gives_the_same_bytes(sample_root: Path) -> None:
    assert files_of(measured(sample_root)) == files_of(measured(sample_root))
