"""What notebooks and scripts may rely on: `okrsite.load`, the records that it gives and their figures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import okrsite
from okrsite.door import records
from okrsite.publish.prepare import prepare
from okrsite.site.data import data_files
from okrsite.site.data.schema import SCHEMAS
from tests.conftest import WriteSite
from tests.site.sample import FILES

DAY = dt.date(2026, 11, 22)
ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "progress_plot.py"


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    return write_site(FILES)


@pytest.fixture
def goals(site: Path) -> okrsite.Goals:
    return okrsite.load(site, DAY, "staff")


def data(site: Path, name: str) -> dict[str, dict[str, Any]]:
    """The records of a data file, by ref."""
    ready = prepare(site, audience="staff", as_of=DAY).ready
    assert ready
    files = dict(data_files(ready.goals, ready.figures, ready.plans, ["en"]))
    return {one["ref"]: one for one in json.loads(files[f"data/{name}.json"])[name]}


def as_data(value: object) -> object:
    """A value of the door as a data file would have it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_data(one) for one in value]
    return value


def fields_of(cls: type) -> set[str]:
    return {field.name.removesuffix("_") for field in dataclasses.fields(cls)}


def item_schema(name: str) -> set[str]:
    return set(SCHEMAS[name]["properties"][name]["items"]["properties"])


def test_goals_are_found_by_their_names_and_linked(goals: okrsite.Goals) -> None:
    objective = goals.objective("academy/2026-q4/recruit")
    assert objective.title == "Recruit more students"
    assert objective.supports == ("company/2026/grow",)
    assert goals.objective(objective.supports[0]).supported_by == (objective.ref,)
    assert objective.key_results[0] is goals.key_result("academy/2026-q4/recruit#testimonials")
    assert goals.kpi(objective.drivers[0]).supports == ()
    assert goals.team(objective.team).parent == "company"
    assert goals.cycle(objective.cycle).open


def test_the_worked_example_has_its_figures(goals: okrsite.Goals) -> None:
    objective = goals.objective("academy/2026-q4/recruit")
    testimonials, cost = objective.key_results
    assert objective.progress == pytest.approx((0.5 + 4 / 17) / 2)
    assert objective.status == "at-risk"
    assert testimonials.expected == pytest.approx(52 / 91)
    assert testimonials.series == ((dt.date(2026, 10, 14), 2), (dt.date(2026, 11, 4), 5))
    assert (cost.metric.from_, cost.metric.to, cost.metric.unit) == (42, 25, "EUR")
    assert testimonials.required_pace == pytest.approx(5 / 39)


@pytest.mark.parametrize(
    ("cls", "name"), [(records.Objective, "objectives"), (records.Kpi, "kpis"), (records.Team, "teams")]
)
def test_records_have_the_fields_of_the_data_files(cls: type, name: str) -> None:
    left_out = {"source"} if name != "teams" else {"ref"}  # where it is written; a team's ref is its id
    assert item_schema(name) - left_out <= fields_of(cls)


@pytest.mark.parametrize("name", ["objectives", "kpis"])
def test_figures_are_those_of_the_data_files(site: Path, goals: okrsite.Goals, name: str) -> None:
    records_of = {one.ref: one for one in getattr(goals, name)}
    wanted = data(site, name)
    assert list(records_of) == list(wanted)
    same = {
        "objectives": "status progress expected grade confidence coverage verdict last_news stale owner url supports weight",
        "kpis": "value period health trend attainment stale owner unit every data_source supports",
    }
    for ref, record in records_of.items():
        for field in same[name].split():
            assert as_data(getattr(record, field)) == wanted[ref][field], (ref, field)


def test_key_results_are_those_of_the_data_files(site: Path, goals: okrsite.Goals) -> None:
    wanted = {one["ref"]: one for record in data(site, "objectives").values() for one in record["key_results"]}
    assert [one.ref for one in goals.key_results] == list(wanted)
    for one in goals.key_results:
        for field in ("value", "progress", "expected", "attainment", "status", "forecast", "start", "due", "owner"):
            assert as_data(getattr(one, field)) == wanted[one.ref][field], (one.ref, field)
        assert one.metric.kind == wanted[one.ref]["metric"]["kind"]
        assert len(one.checkins) == len(wanted[one.ref]["checkins"])


def test_nothing_of_a_narrower_audience_is_there(site: Path) -> None:
    (site / "content" / "academy" / "kpis.yml").write_text("audience: staff\n" + FILES["content/academy/kpis.yml"])
    assert okrsite.load(site, DAY).kpis == ()
    assert len(okrsite.load(site, DAY, "staff").kpis) == 2


def test_people_are_shown_as_far_as_the_site_shows_them(site: Path, goals: okrsite.Goals) -> None:
    assert goals.objective("academy/2026-q4/recruit").owner == "mei"
    assert okrsite.load(site, DAY).objective("academy/2026-q4/recruit").owner == "Head"


def test_fields_of_ones_own_are_typed(goals: okrsite.Goals) -> None:
    assert goals.objective("academy/2026-q4/recruit").fields == {
        "budget": 20000,
        "sponsor": "mei",
        "opens": dt.date(2026, 12, 1),
        "plan": "https://example.org/plan",
    }


def test_an_earlier_day_knows_less(site: Path) -> None:
    earlier = okrsite.load(site, dt.date(2026, 10, 20)).key_result("academy/2026-q4/recruit#testimonials")
    assert (earlier.value, len(earlier.checkins)) == (2, 1)


def test_nothing_can_be_changed(goals: okrsite.Goals) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        goals.objectives[0].progress = 1.0  # type: ignore[misc]


def test_a_record_as_a_dictionary(goals: okrsite.Goals) -> None:
    assert dataclasses.asdict(goals.kpi("academy/enrolments"))["target"] == {"at_least": 120, "at_most": None}


def test_what_is_not_there_is_a_key_error(goals: okrsite.Goals) -> None:
    with pytest.raises(KeyError):
        goals.objective("academy/2026-q4/nothing")


def test_errors_in_the_content_are_raised_with_all_problems(site: Path) -> None:
    (site / "content" / "academy" / "team.yml").write_text("name: A\nled: mei\n")
    with pytest.raises(okrsite.ContentError, match=r"content/academy/team\.yml:2:1") as raised:
        okrsite.load(site)
    assert "unknown-field" in [problem.rule for problem in raised.value.problems]


def test_an_unknown_audience_is_refused(site: Path) -> None:
    with pytest.raises(ValueError, match="nobody"):
        okrsite.load(site, audience="nobody")


def test_frames_are_the_tables_of_the_data_files(goals: okrsite.Goals) -> None:
    frames = goals.to_frames()
    assert list(frames) == ["objectives", "key-results", "checkins", "kpis", "kpi-values", "details"]
    assert list(frames["objectives"]["ref"]) == [one.ref for one in goals.objectives]
    assert frames["objectives"]["title"][1] == "Recruit more students"
    assert frames["checkins"]["date"].dt.month.tolist() == [10, 11, 11, 10]
    assert frames["kpi-values"]["value"].sum() == 98 + 104 + 121 + 50


def test_without_pandas_frames_say_how_to_get_it(goals: okrsite.Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="pip install pandas"):
        goals.to_frames()


def test_loading_loads_no_pandas(site: Path) -> None:
    code = "import sys, okrsite; okrsite.load(sys.argv[1]); sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code, str(site)], check=True)


def test_the_code_of_the_documentation_runs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.rename(site.parent / "goals")
    monkeypatch.chdir(site.parent)
    blocks = re.findall(
        r"^```python\n(.*?)^```$", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own words
    assert names["goals"].title == "Lantern Academy"
    assert "key-results" in names["frames"]


def test_the_example_finds_what_it_draws() -> None:
    lines = runpy.run_path(str(EXAMPLE))["lines"](okrsite.load(ROOT, DAY), "academy/2026-q4/recruit")
    assert len(lines) == 4
    for line in lines:
        assert line.days == sorted(line.days)
        assert len(line.days) == len(line.shares) > 1
        assert line.days[-1] <= DAY


def test_the_example_draws_its_plot(tmp_path: Path) -> None:
    """In a process of its own, as its reader runs it: a line for each key result, its title in the legend, the day, what is expected."""
    file = tmp_path / "plot.svg"
    done = subprocess.run(
        [sys.executable, EXAMPLE, ROOT, "academy/2026-q4/recruit", file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    svg = file.read_text(encoding="utf-8")
    objective = okrsite.load(ROOT, DAY).objective("academy/2026-q4/recruit")
    for words in (objective.title, "Expected", *(one.title for one in objective.key_results)):
        assert f"<!-- {words} -->" in svg
    assert len(set(re.findall(r'<g id="line2d_(\d+)">', svg))) > len(objective.key_results)


def test_the_example_without_matplotlib_says_how_to_get_it() -> None:
    code = (
        "import sys, runpy; sys.modules['matplotlib'] = None; sys.argv = ['progress_plot.py'];"
        f"runpy.run_path({str(EXAMPLE)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install matplotlib" in done.stderr
    assert "Traceback" not in done.stderr
