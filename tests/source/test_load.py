import datetime as dt
import operator
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite.problems import Problem, Severity
from okrsite.source.load import load
from okrsite.source.sources import Sources
from okrsite.source.values import Bound, Texts
from tests.conftest import WriteSite

TEAM = "content/academy/"
NAMED = {TEAM + "team.yml": "name: Academy\n"}
KPI = "kpis:\n  - {id: leads, name: Leads, every: month, target: at least 10, values: kpis/leads.csv}\n"


def read(write_site: WriteSite, files: Mapping[str, str | bytes]) -> Sources:
    loaded = load(write_site({**NAMED, **files}))
    assert loaded.problems == ()
    assert loaded.sources
    return loaded.sources


def problems_of(write_site: WriteSite, files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    return load(write_site({**NAMED, **files})).problems


def spots(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.rule, str(problem.place)) for problem in problems]


# --- teams, cycles, pages ---------------------------------------------------------------------------------------------


def test_a_team_md_is_a_team_whose_body_is_about(write_site: WriteSite) -> None:
    files = {
        "site.yml": "title: x\nlanguages: [en, de]\n",
        "content/sales/team.md": "---\nname: Sales\nlead: mei\n---\n\nWe sell.\n",
        "content/sales/team.de.md": "---\nname: Vertrieb\n---\nWir verkaufen.\n",
    }
    team = next(team for team in read(write_site, files).teams if team.id == "sales")
    assert team.record
    assert team.record.lead == "mei"
    assert team.record.name == Texts((("en", "Sales"), ("de", "Vertrieb")))
    assert team.record.about == Texts((("en", "We sell."), ("de", "Wir verkaufen.")))


def test_an_objective_in_a_file_is_a_cycle_file_of_one(write_site: WriteSite) -> None:
    text = "---\ntitle: Give back\nkey_results:\n  - title: Ten talks\n---\n\nBecause *we* can.\n"
    (cycle,) = read(write_site, {TEAM + "2026-Q4/Give-Back.md": text}).cycles
    (objective,) = cycle.record.objectives
    assert (cycle.cycle, cycle.single, objective.id, objective.why) == (
        "2026-q4",
        True,
        "give-back",
        "Because *we* can.",
    )
    assert str(objective.places.at("why")) == f"{TEAM}2026-Q4/Give-Back.md:7:1"


def test_another_id_than_the_files_name_is_an_error(write_site: WriteSite) -> None:
    files = {TEAM + "2026-q4/give.md": "---\ntitle: Give\nid: take\n---\n"}
    assert spots(problems_of(write_site, files)) == [("written-twice", f"{TEAM}2026-q4/give.md:3:5")]


def test_an_updates_day_is_in_its_name_or_its_fields(write_site: WriteSite) -> None:
    files = {
        TEAM + "updates/2026-11-20-week-8.md": "---\ntitle: Week 8\n---\nGood.\n",
        TEAM + "updates/retro.md": "---\ntitle: Retro\ndate: 2026-10-02\n---\n",
    }
    first, second = read(write_site, files).updates
    assert (first.id, first.record.date, first.record.body) == ("2026-11-20-week-8", dt.date(2026, 11, 20), "Good.")
    assert (second.id, second.record.date, second.record.body) == ("retro", dt.date(2026, 10, 2), "")


@pytest.mark.parametrize("name", ["news", "2026-13-01-news", "20261120"])
def test_an_update_without_a_day_is_an_error(write_site: WriteSite, name: str) -> None:
    path = f"{TEAM}updates/{name}.md"
    assert spots(problems_of(write_site, {path: "---\ntitle: x\n---\n"})) == [("missing-field", f"{path}:2:1")]


def test_pages_and_the_index_with_translations(write_site: WriteSite) -> None:
    files = {
        "site.yml": "title: x\nlanguages: [en, zh-Hant]\n",
        "content/index.md": "Welcome.\n",
        "content/pages/about.md": "---\ntitle: About\nmenu: true\n---\nHello.\n",
        "content/pages/about.zh-Hant.md": "---\ntitle: 關於\n---\n你好。\n",
    }
    sources = read(write_site, files)
    assert sources.index[0].record.body == "Welcome."
    (page,) = sources.pages
    assert (page.id, page.record.menu) == ("about", True)
    assert page.record.body == Texts((("en", "Hello."), ("zh-Hant", "你好。")))


def test_a_page_needs_a_title(write_site: WriteSite) -> None:
    assert spots(problems_of(write_site, {"content/pages/a.md": "Hello"})) == [
        ("missing-field", "content/pages/a.md:1:1")
    ]


def test_people_are_read_by_id(write_site: WriteSite) -> None:
    people = read(write_site, {"content/people.yml": "Mei: {name: Mei Lin}\ntom: {name: Tom}\n"}).people
    assert {identity: person.name for identity, person in people.items()} == {"mei": "Mei Lin", "tom": "Tom"}


def test_people_twice_or_without_an_id_are_told(write_site: WriteSite) -> None:
    text = "mei: {name: Mei}\nMei: {name: Other}\nAna Lu: {name: Ana}\n"
    path = "content/people.yml"
    assert spots(problems_of(write_site, {path: text})) == [("duplicate-id", f"{path}:2:1"), ("bad-id", f"{path}:3:1")]


@pytest.mark.parametrize("name", ["2026-q4.yml", "kpis.yml", "checkins/a.yml", "../people.yml"])
@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n"])
def test_an_empty_file_says_nothing_and_is_no_error(write_site: WriteSite, name: str, text: str) -> None:
    read(write_site, {os.path.normpath(TEAM + name): text})


# --- KPI values ---------------------------------------------------------------------------------------------------------


def test_values_come_from_the_csv_file_that_the_kpi_names(write_site: WriteSite) -> None:
    csv = "period;value;date;target;note\r\n2026-09;104,5;2026-10-02;12,5;\r\n2026-10;;;at least 1,5;none\r\n2026-11;98\r\n"
    (at,) = read(write_site, {TEAM + "kpis.yml": KPI, TEAM + "kpis/leads.csv": csv}).kpis
    first, second, third = at.record.kpis[0].values
    assert (first.period.id, first.value, first.date) == ("2026-09", 104.5, dt.date(2026, 10, 2))
    assert (first.target, second.target, third.target) == (
        Bound("at_least", low=12.5),
        Bound("at_least", low=1.5),
        None,
    )
    assert (second.value, second.note, third.value) == (None, "none", 98)
    assert str(third.places.at("value")) == f"{TEAM}kpis/leads.csv:4:9"


@pytest.mark.parametrize(
    ("csv", "rule", "place"),
    [
        ("period,value\nOct-26,98\n", "", "2:1"),
        ("period,value\n2026-Q4,98\n", "period-not-every", "2:1"),
        ("period,value\n2026-10,98\n2026-10,99\n", "period-twice", "3:1"),
        ("period,value\n2026-10,many\n", "", "2:9"),
        ("period,value,target\n2026-10,98,soon\n", "", "2:12"),
        ("month,value\n2026-10,98\n", "unknown-column", "1:1"),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_told_at_its_cell(
    write_site: WriteSite, csv: str, rule: str, place: str
) -> None:
    problems = problems_of(write_site, {TEAM + "kpis.yml": KPI, TEAM + "kpis/leads.csv": csv})
    assert str(problems[0].place) == f"{TEAM}kpis/leads.csv:{place}"
    assert problems[0].rule == rule or not rule
    assert problems[0].source == csv.split("\n")[problems[0].place.line - 1]


def test_a_mangled_month_is_told_as_one(write_site: WriteSite) -> None:
    csv = "period,value\nOct-26,98\n"
    (problem,) = problems_of(write_site, {TEAM + "kpis.yml": KPI, TEAM + "kpis/leads.csv": csv})
    assert "spreadsheet" in problem.message
    assert "2026-10" in problem.hint


@pytest.mark.parametrize(
    "values", ["{2026-10: 98, 2026-Q4: 3}", "[{period: 2026-10, value: 98}, {period: 2026-Q4, value: 3}]"]
)
def test_inline_values_must_fit_every_too(write_site: WriteSite, values: str) -> None:
    text = f"kpis:\n  - name: Leads\n    every: month\n    values: {values}\n"
    assert [rule for rule, _ in spots(problems_of(write_site, {TEAM + "kpis.yml": text}))] == ["period-not-every"]


def test_periods_may_be_written_in_either_case_but_once(write_site: WriteSite) -> None:
    text = "kpis:\n  - name: Leads\n    every: quarter\n    values: {2026-q3: 1, 2026-Q4: 2, 2026-q4: 3}\n"
    assert [rule for rule, _ in spots(problems_of(write_site, {TEAM + "kpis.yml": text}))] == ["period-twice"]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("kpis/none.csv", "missing-file"),
        ("../../../secret.csv", "path-outside"),
        ("/etc/passwd.csv", "path-outside"),
        ('"\\0.csv"', "missing-file"),
        (f"{'x' * 5000}.csv", "missing-file"),
        ("leads.txt", "wrong-type"),
    ],
)
def test_values_lie_in_a_csv_file_inside_the_content(write_site: WriteSite, path: str, rule: str) -> None:
    text = f"kpis:\n  - name: Leads\n    every: month\n    values: {path}\n"
    assert spots(problems_of(write_site, {TEAM + "kpis.yml": text})) == [(rule, f"{TEAM}kpis.yml:4:13")]


def test_a_csv_file_that_no_kpi_names_is_noted(write_site: WriteSite) -> None:
    problems = problems_of(write_site, {TEAM + "kpis/leads.csv": "period,value\n"})
    assert [(problem.rule, problem.severity) for problem in problems] == [("unused-file", Severity.NOTE)]


# --- check-ins --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "- {key_result: recruit#a, date: 2026-11-20, by: mei, value: 3, audience: public}\n",
        "key_result: recruit#a\ndate: 2026-11-20\nby: mei\nvalue: 3\naudience: public\n",
        "date: 2026-11-20\nby: mei\naudience: public\ncheckins:\n  - {key_result: recruit#a, value: 3}\n",
        "date: 2026-01-01\ncheckins:\n  - {key_result: recruit#a, value: 3, by: mei, date: 2026-11-20, audience: public}\n",
    ],
)
def test_a_file_of_check_ins_has_one_of_three_forms(write_site: WriteSite, text: str) -> None:
    (at,) = read(write_site, {TEAM + "checkins/a.yml": text}).checkins
    (checkin,) = at.checkins
    assert (checkin.key_result, checkin.date, checkin.by, checkin.value, checkin.audience) == (
        "recruit#a", dt.date(2026, 11, 20), "mei", 3, "public",
    )  # fmt: skip


def test_check_ins_with_nothing_filled_in_are_skipped(write_site: WriteSite) -> None:
    text = (
        "date: 2026-11-20\ncheckins:\n  - {key_result: a#b, value: , note: }\n  - {kpi: leads, period: 2026-10}\n  -\n"
    )
    assert read(write_site, {TEAM + "checkins/a.yml": text}).checkins == ()


def test_check_ins_of_a_csv_file(write_site: WriteSite) -> None:
    csv = (
        "date;key_result;kpi;period;value;confidence;note;by\n2026-11-20;a#b;;;1,5;60%;Two.;mei\n2026-11-20;a#c;;;;;;\n"
    )
    csv += "2026-11-21;;leads;2026-10;98;;;\n"
    (at,) = read(write_site, {TEAM + "checkins/nov.csv": csv}).checkins
    first, second = at.checkins
    assert (first.key_result, first.value, first.confidence, first.note, first.by) == ("a#b", 1.5, 0.6, "Two.", "mei")
    assert second.period
    assert (second.kpi, second.period.id, second.value) == ("leads", "2026-10", 98)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- {key_result: a#b, value: 3}\n", "1:16"),
        ("- {key_result: a#b, value: 3, date: }\n", "1:16"),
        ("- {date: 2026-11-20, value: 3}\n", "1:3"),
        ("- {date: 2026-11-20, value: 3, kpi: leads}\n", "1:37"),
        ("- {date: yesterday, key_result: a#b, value: 3}\n", "1:10"),
    ],
)
def test_a_check_in_says_when_and_of_what(write_site: WriteSite, text: str, place: str) -> None:
    path = TEAM + "checkins/a.yml"
    assert [str(problem.place) for problem in problems_of(write_site, {path: text})] == [f"{path}:{place}"]


def test_a_check_in_of_a_csv_file_without_a_day_is_told(write_site: WriteSite) -> None:
    path = TEAM + "checkins/a.csv"
    problems = problems_of(write_site, {path: "date,key_result,value\n,a#b,3\n"})
    assert spots(problems) == [("missing-field", f"{path}:2:2")]


# --- the whole ----------------------------------------------------------------------------------------------------------


def test_all_problems_of_all_files_come_in_one_run_with_their_lines(write_site: WriteSite) -> None:
    files: dict[str, str | bytes] = {
        "site.yml": "title: x\nlanguges: [en]\n",
        TEAM + "2026-q4.yml": "objectives:\n  - titel: x\n",
        TEAM + "2026-q3.yml": "objectives: [\n",
        TEAM + "kpis.yml": b"kpis:\n  - name: f\xfcr\n",
        TEAM + "updates/a.md": "---\ntitle: a: b\n---\n",
        TEAM + "strange.yml": "a: 1\n",
    }
    problems = problems_of(write_site, files)
    assert {problem.place.path for problem in problems} == set(files)
    assert all(problem.hint for problem in problems)
    assert all(problem.source is not None for problem in problems if problem.place.line)


def test_a_team_with_a_broken_file_still_stands_for_those_that_name_it(write_site: WriteSite) -> None:
    sources = load(write_site({TEAM + "team.yml": "name: [\n"})).sources
    assert sources
    assert [(team.id, team.record and team.record.name) for team in sources.teams] == [("academy", "academy")]


def test_an_overlay_joins_the_teams_of_the_first_tree(write_site: WriteSite) -> None:
    files = {
        "site.yml": "title: x\naudiences: [public, board]\ncontent: [content, {path: board, audience: board}]\n",
        "board/academy/2026-q4.yml": "objectives:\n  - {title: Sell the school}\n",
    }
    sources = read(write_site, files)
    assert [(team.id, team.tree, team.record is None) for team in sources.teams] == [
        ("academy", 0, False),
        ("academy", 1, True),
    ]
    assert [(cycle.team, cycle.tree, cycle.path) for cycle in sources.cycles] == [
        ("academy", 1, "board/academy/2026-q4.yml")
    ]


def test_line_ends_and_a_byte_order_mark_change_nothing(write_site: WriteSite) -> None:
    text = "objectives:\n  - title: Grow\n    why: |\n      One.\n\n      Two.\n"
    plain = read(write_site, {TEAM + "2026-q4.yml": text})
    marked = read(write_site, {TEAM + "2026-q4.yml": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    assert plain.cycles == marked.cycles


def test_workers_read_what_one_process_reads(write_site: WriteSite) -> None:
    files = {f"content/team-{n}/team.yml": f"name: Team {n}\n" for n in range(40)}
    root = write_site({**NAMED, **files, "content/team-7/2026-q4.yml": "objectives: 3\n"})
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert load(root, spread=lambda tasks: executor.map(operator.call, reversed(tasks))) == load(root)


def test_without_a_site_there_is_nothing_but_the_reason(write_site: WriteSite) -> None:
    root = write_site({})
    (root / "site.yml").unlink()
    loaded = load(root)
    assert loaded.sources is None
    assert [problem.rule for problem in loaded.problems] == ["no-site"]


FILES = (
    "site.yml",
    "team.yml",
    "team.md",
    "2026-q4.yml",
    "kpis.yml",
    "kpis/leads.csv",
    "checkins/a.yml",
    "checkins/a.csv",
)
PIECES = (
    b"a: ",
    b"- ",
    b"[",
    b"}",
    b"{",
    b'"',
    b"|\n",
    b"\t",
    b"\r\n",
    b"\n",
    b"---\n",
    b",",
    b";",
    b"\x00",
    b"\xff",
    b"&x ",
    b"*x",
    b"<<: ",
)
WORDS = (
    b"title",
    b"objectives:",
    b"kpis:",
    b"values:",
    b"period,value\n",
    b"date",
    b"2026-10",
    b"1,5",
    b"key_result",
    b"  ",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.lists(st.sampled_from(PIECES + WORDS), max_size=25).map(b"".join))
def test_no_bytes_in_any_file_raise(write_site: WriteSite, name: str, data: bytes) -> None:
    path = name if name == "site.yml" else TEAM + name
    root = write_site({**NAMED, TEAM + "kpis.yml": KPI, TEAM + "kpis/leads.csv": "period,value\n", path: data})
    problems = load(root).problems
    (root / path).unlink()
    assert all(problem.message and problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("files", "goals", "kpis"),
    [
        ({TEAM + "2026-q4.yml": "objectives: [\n"}, {("academy", "2026-q4")}, set()),
        ({TEAM + "2026-q4.yml": "objectives: {a: b}\n"}, {("academy", "2026-q4")}, set()),
        ({TEAM + "2026-q4.yml": "objectivs:\n  - title: A\n"}, {("academy", "2026-q4")}, set()),
        ({TEAM + "2026-q4.yml": "objectives:\n  - {id: a b, title: A}\n"}, {("academy", "2026-q4")}, set()),
        ({TEAM + "2026-q4/a.md": "---\ntitle: [\n---\n"}, {("academy", "2026-q4")}, set()),
        ({TEAM + "kpis.yml": "kpis:\n  - {name: '!'}\n"}, set(), {"academy"}),
        ({TEAM + "2026-q4.yaml": ""}, {("academy", None)}, {"academy"}),
        ({TEAM + "2026-q4.yml": "objectives:\n  - {title: A, onwer: x, weight: y}\n"}, set(), set()),
    ],
    ids=["syntax", "no list", "misspelt", "no id", "front matter", "no KPI's id", "ending", "whole"],
)
def test_what_could_not_be_read_is_known(
    files: dict[str, str], goals: set[tuple[str, str | None]], kpis: set[str], write_site: WriteSite
) -> None:
    sources = load(write_site({**NAMED, **files})).sources
    assert sources
    assert sources.unread.goals == frozenset(goals)
    assert sources.unread.kpis == frozenset(kpis)


def test_a_folder_that_is_no_team_is_known(write_site: WriteSite) -> None:
    sources = load(write_site({**NAMED, "content/lost/2026.yml": "objectives: []\n"})).sources
    assert sources
    assert sources.unread.teams == {"lost"}


def test_values_are_looked_at_though_the_kpis_that_may_name_them_are_broken(write_site: WriteSite) -> None:
    files = {TEAM + "kpis.yml": "kpis: [\n", TEAM + "kpis/leads.csv": "period,value,target\nOct-26,1,5\n"}
    found = problems_of(write_site, files)
    assert {problem.place.path for problem in found} == set(files)


def test_a_picture_that_is_not_in_static_is_a_warning(write_site: WriteSite) -> None:
    files = {
        "static/there.png": "x",
        "content/people.yml": "mei: {name: Mei, avatar: mei.png}\ntom: {name: Tom, avatar: there.png}\n",
        TEAM + "team.yml": "name: Academy\nicon: 🎓\n",
    }
    (problem,) = problems_of(write_site, files)
    assert (problem.rule, problem.severity, str(problem.place)) == (
        "missing-file",
        Severity.WARNING,
        "content/people.yml:1:26",
    )


def test_a_folder_that_is_named_like_a_file_is_told(write_site: WriteSite) -> None:
    found = problems_of(write_site, {TEAM + "2026.yml/picture.png": "x"})
    assert [(problem.rule, problem.place.path) for problem in found] == [("bad-file-name", TEAM + "2026.yml")]


def test_a_translation_into_the_main_language_says_a_text_twice(write_site: WriteSite) -> None:
    files = {"content/pages/a.md": "---\ntitle: A\n---\n", "content/pages/a.en.md": "---\ntitle: B\n---\n"}
    (problem,) = problems_of(write_site, files)
    assert (problem.rule, str(problem.place)) == ("written-twice", "content/pages/a.en.md:2:8")


@pytest.mark.parametrize("alias", ["../x", "https://a.example/x", "a b", "a?b", "/"])
def test_an_old_address_is_a_path_of_the_site(alias: str, write_site: WriteSite) -> None:
    (problem,) = problems_of(write_site, {"content/pages/a.md": f"---\ntitle: A\naliases: ['{alias}']\n---\n"})
    assert (problem.rule in {"bad-link", "path-outside"}, problem.place.line) == (True, 3)
