"""A site's own data files, out and in again: the same figures."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from okrsite import build
from tests.conftest import WriteSite
from tests.edit.importing import DAY, run

SITE: Mapping[str, str | bytes] = {
    "site.yml": "title: Goals\nlanguages: [en, de]\ncycles:\n  - {id: autumn, start: 2026-09-15, end: 2026-12-20}\n",
    "content/company/team.yml": "name: Company\n",
    "content/company/2026.yml": "objectives:\n  - {id: loved, title: Loved, owner: sam, weight: 2}\n",
    "content/company/care/team.yml": "name: Care\n",
    "content/company/care/autumn.yml": """objectives:
  - id: quick
    title: {en: "Quick: help #1", de: Schnelle Hilfe}
    why: Because.
    owner: kim
    kind: committed
    supports: company/2026/loved
    key_results:
      - id: down
        title: "=1+1"
        metric: {from: 95, to: 30, unit: minutes}
        kpi: wait
      - {id: up, title: Up, owner: "@kim", weight: 3, metric: from 0.5 to 10 %, due: 2026-12-01, blocked: no staff}
      - id: late
        title: Late
        metric: {from: -20, to: 10, pace: late}
        checkins: [{date: 2026-10-01, value: -5, note: "a\\nb"}, {date: 2026-11-01, value: 1e-7, confidence: 60%, status: at-risk, by: kim}]
      - {id: none, title: Unpaced, metric: {from: 1, to: 2, pace: none}}
      - {id: plan, title: Planned, metric: {from: 0, to: 100, plan: {2026-11-01: 80}}}
      - {id: held, title: Held, metric: {keep: {between: [40, 60]}}, checkins: [{date: 2026-10-02, value: 50}]}
      - {id: bound, title: Bound, metric: "keep at most 200 ms"}
      - {id: yes, title: Done, done: 2026-10-30}
      - {id: not, title: Not done, done: }
      - id: steps
        title: Steps
        milestones: [{title: One, done: 2026-10-20}, {title: Two, due: 2026-12-01, weight: 2}]
      - {id: share, title: Share, checkins: [{date: 2026-10-03, progress: 40%}]}
      - {id: gone, title: Gone, metric: reach 5, dropped: {date: 2026-11-01, why: Sold}}
""",
    "content/company/care/kpis.yml": """kpis:
  - id: wait
    name: Waiting time
    unit: minutes
    every: month
    target: {2026-08: at most 90, 2026-10: at most 60}
    tolerance: at most 95
    supports: quick
    values: {2026-07: 99, 2026-08: 92, 2026-09: 80, 2026-10: 71, 2026-11: }
  - {id: path, name: Path, every: year, total: mean, target: from 61 to 40 by 2030, values: {2024: 61, 2025: 58, 2026: 50}}
  - {id: bare, name: Bare}
""",
}
TABLES = ("objectives", "key-results", "checkins", "kpis", "kpi-values")


def data_of(site: Path) -> Path:
    result = build(site, output=site / "public", as_of=DAY)
    assert result.published, result.problems
    return site / "public" / "data"


def figures(data: Path, table: str) -> list[dict[str, float | str]]:
    """A table's rows; what is a number as one, so that 980.0 is 980."""
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [{name: _number(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_a_site_goes_out_and_comes_in_with_the_same_figures(write_site: WriteSite, tmp_path: Path) -> None:
    data, copy = data_of(write_site(SITE)), tmp_path / "copy"
    for table in ("key-results", "checkins", "kpi-values"):
        result = run(data / f"{table}.csv", "-C", copy)
        assert result.exit_code == 0, result.output
    again = data_of(copy)
    for table in TABLES:
        assert figures(again, table) == figures(data, table), table


def test_the_tables_alone_without_the_details_give_the_same_values(write_site: WriteSite, tmp_path: Path) -> None:
    data, alone = data_of(write_site(SITE)), tmp_path / "alone"
    alone.mkdir()
    for name in TABLES:
        (alone / f"{name}.csv").write_text((data / f"{name}.csv").read_text().replace("autumn", "2026-q4"))
    result = run(alone / "key-results.csv", "-C", tmp_path / "copy")
    assert result.exit_code == 0, result.output
    again = data_of(tmp_path / "copy")
    kept = (
        "ref",
        "title",
        "owner",
        "weight",
        "value",
        "progress",
        "kind",
        "from",
        "to",
        "at_least",
        "at_most",
        "unit",
        "kpi",
    )
    for before, after in zip(figures(data, "key-results"), figures(again, "key-results"), strict=True):
        if before["kind"] != "milestones":
            assert {name: str(after[name]) for name in kept} == {
                name: str(before[name]).replace("autumn", "2026-q4") for name in kept
            }


def test_key_results_alone_keep_their_last_value(write_site: WriteSite, tmp_path: Path) -> None:
    data, alone = data_of(write_site(SITE)), tmp_path / "alone"
    alone.mkdir()
    table = alone / "key-results.csv"
    table.write_text((data / "key-results.csv").read_text().replace("autumn", "2026-q4"))
    result = run(table, "-C", tmp_path / "copy")
    assert result.exit_code == 0, result.output
    assert "There is no KPI `care/wait`" in result.output
    values = {row["id"]: row["value"] for row in figures(data_of(tmp_path / "copy"), "key-results")}
    assert (values["late"], values["held"]) == (1e-7, 50)


def test_check_ins_go_to_a_site_that_has_the_key_results_each_once(write_site: WriteSite, tmp_path: Path) -> None:
    data = data_of(write_site(SITE))
    (site := tmp_path / "bare").mkdir()
    for path, text in SITE.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(str(text).replace("checkins: [{date: 2026-10-02, value: 50}]", "weight: 1"))
    result = run(data / "checkins.csv", "-C", site)
    assert result.exit_code == 0, result.output
    assert "1 check-in." in result.output
    assert figures(data_of(site), "checkins") == figures(data, "checkins")
    assert "Nothing to write" in run(data / "checkins.csv", "-C", site).output


def test_check_ins_without_a_site_are_refused(write_site: WriteSite, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(data_of(write_site(SITE)) / "checkins.csv", alone)
    result = run(alone / "checkins.csv", "-C", tmp_path / "copy")
    assert result.exit_code == 1
    assert "import key-results.csv with them" in result.output


@pytest.mark.parametrize("table", ["key-results", "kpi-values"])
def test_a_damaged_table_of_ours_is_told_row_by_row(write_site: WriteSite, tmp_path: Path, table: str) -> None:
    data = data_of(write_site(SITE))
    lines = (data / f"{table}.csv").read_text().splitlines()
    broken = tmp_path / "broken" / f"{table}.csv"
    broken.parent.mkdir()
    broken.write_text("\n".join([lines[0], ",,,,,,,", "x", *(line.replace("autumn", "2026-q4") for line in lines[1:])]))
    result = run(broken, "-C", tmp_path / "copy")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Left out, please look" in result.output
