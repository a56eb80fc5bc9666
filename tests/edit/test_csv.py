"""Goals in CSV files: blank cells, doubts, hostile texts, ragged rows, broken files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from okrsite.edit.importing.goals import KeyResult, Objective, Understood
from okrsite.edit.importing.rows import Defaults
from tests.edit.importing import DAY, objectives, of_csv, run

HEAD = "Objective,Key result,Start,Target,Current"


def all_objectives(read: Understood) -> list[Objective]:
    return [one for listed in read.goals.cycles.values() for one in listed]


def only_key_result(read: Understood) -> KeyResult:
    ((objective,),) = read.goals.cycles.values()
    (key_result,) = objective.key_results
    return key_result


def asked(read: Understood, at: str) -> str:
    """What is asked about a cell."""
    return " ".join(question.message for question in read.questions if question.at == at)


def test_a_blank_cell_repeats_the_one_above_and_a_repeated_one_is_the_same(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "Team,Objective,Key result,Start,Target\nA,Grow,One,0,1\n,,Two,0,2\nA,Grow,Three,0,3\nB,,Four,0,4\nB,Grow,Five,0,5\n",
    )
    assert {key: [one.title for one in listed] for key, listed in read.goals.cycles.items()} == {
        ("A", "2026-q4"): ["Grow"],
        ("B", "2026-q4"): ["Grow"],
    }
    assert [one.title for one in read.goals.cycles["A", "2026-q4"][0].key_results] == ["One", "Two", "Three"]
    assert "No objective is known" in asked(read, "5:5")


def test_an_objective_in_a_row_of_its_own_has_that_rows_owner_and_note(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Target,Owner,Notes\nGrow,,,mei,Because\n,More,10,tom,Soon\n")
    (objective,) = all_objectives(read)
    assert objective.fields == {"why": "Because", "owner": "mei"}
    assert objective.key_results[0].fields == {"owner": "tom", "metric": {"to": 10}}
    assert objective.key_results[0].checkins == [{"date": DAY, "note": "Soon"}]


def test_a_number_that_can_be_two_is_asked_about_and_left_out(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective;Key result;Start;Target;Current\nGrow;More;0;10;1.234\n")
    assert only_key_result(read).checkins == []
    assert "1234 or 1.234" in asked(read, "E2")


def test_a_number_is_read_as_the_others_in_the_table_are_written(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective;Key result;Start;Target;Current\nGrow;More;0,5;10.000;1.234\n")
    assert only_key_result(read).fields["metric"] == {"from": 0.5, "to": 10000}
    assert only_key_result(read).checkins[0]["value"] == 1234


def test_a_header_that_can_be_two_is_asked_about_and_left_out(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Target,Goal value\nGrow,More,10,20\n")
    assert only_key_result(read).fields == {}
    assert "D1 says target too" in asked(read, "C1")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("10,10,", "nothing would move"),
        (",,5", "no target"),
        (",at least 95 %,", "two ways"),
        ("5 EUR,10 %,", "different units"),
        ("0,=SUM(A1:A9),", "formula"),
        ("0,soon,", "no number"),
        ("0,99999999999999999,", "too large"),
    ],
)
def test_what_makes_no_metric_is_asked_about(tmp_path: Path, cells: str, why: str) -> None:
    read = of_csv(tmp_path, f"{HEAD}\nGrow,More,{cells}\n")
    assert "metric" not in only_key_result(read).fields
    assert why in " ".join(question.message for question in read.questions)


def test_a_metric_in_the_formats_own_words_is_taken_as_it_is(tmp_path: Path) -> None:
    read = of_csv(tmp_path, f"{HEAD}\nGrow,More,,keep at least 99.9 %,99.95 %\n")
    assert only_key_result(read).fields["metric"] == "keep at least 99.9 %"
    assert only_key_result(read).checkins[0]["value"] == 99.95


def test_a_date_column_dates_the_check_ins_and_a_log_of_one_key_result_is_its_check_ins(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "Objective,Key result,Start,Target,Current,Date\nGrow,More,0,10,2,2026-10-14\nGrow,More,0,10,5,4.11.2026\n",
    )
    days = [(one["date"], one["value"]) for one in only_key_result(read).checkins]
    assert days == [(dt.date(2026, 10, 14), 2), (dt.date(2026, 11, 4), 5)]


@pytest.mark.parametrize(("cell", "share"), [("0.6", 0.6), ("60%", 0.6), ("6/10", 0.6), ("1", 1)])
def test_a_confidence_is_a_share(tmp_path: Path, cell: str, share: float) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Target,Confidence\nGrow,More,5,{cell}\n")
    assert only_key_result(read).checkins[0]["confidence"] == share


@pytest.mark.parametrize(
    ("column", "cell"), [("Confidence", "70"), ("Status", "meh"), ("Due", "05/06/2026"), ("Weight", "-1")]
)
def test_a_cell_that_does_not_fit_its_column_is_asked_about(tmp_path: Path, column: str, cell: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Target,{column}\nGrow,More,5,{cell}\n")
    assert only_key_result(read).fields == {"metric": {"to": 5}}
    assert asked(read, "D2")


def test_rows_without_a_cycle_or_one_of_several_teams_are_left_out(tmp_path: Path) -> None:
    read = of_csv(tmp_path, f"{HEAD}\nGrow,More,0,10,5\n", Defaults("Academy", "", DAY))
    assert read.goals.is_empty
    assert "--cycle" in asked(read, "2:2")
    read = of_csv(tmp_path, f"{HEAD}\nGrow,More,0,10,5\n", Defaults("", "2026-q4", DAY, teams=("Sales", "Support")))
    assert read.goals.is_empty
    assert "--team" in asked(read, "2:2")
    read = of_csv(tmp_path, "Cycle," + HEAD + "\nsomeday,Grow,More,0,10,5\n")
    assert "no cycle" in asked(read, "A2")
    assert read.goals.is_empty


def test_the_file_ends_with_1_where_nothing_in_it_is_read(tmp_path: Path) -> None:
    for name, data in {
        "empty.csv": b"",
        "prose.csv": b"Dear all,\nsee you on Monday\n",
        "latin.csv": "Ziel;Schlüsselergebnis\n".encode("latin-1"),
        "nul.csv": b"Objective,Key result\n\0,b\n",
        "quote.csv": b'Objective,Key result\n"' + b"x" * 200_000,
        "goals.ods": b"x",
    }.items():
        (tmp_path / name).write_bytes(data)
        result = run(tmp_path / name, "-C", tmp_path / "site")
        assert result.exit_code == 1, name
        assert name in result.output
    assert not (tmp_path / "site").exists()


def test_help_teaches_by_example() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "  okrsite import goals.xlsx --dry-run" in result.output


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text(f"{HEAD}\nGrow,More,0,10,5\n")
    assert run(path, "--cycle", "someday").exit_code == 2
    assert run(tmp_path / "none.csv").exit_code == 2


def test_texts_that_would_run_or_break_a_file_are_texts(tmp_path: Path) -> None:
    hostile = [
        '=HYPERLINK("http://x","y")',
        "- a: b # c",
        "yes",
        "2026",
        "{a: b}",
        "*alias",
        "!!python/object",
        "\ufeffx\x07y",
        "#",
    ]
    rows = "".join('"{0}","{0}",0,10,5,"@{0}","{0}"\n'.format(text.replace('"', '""')) for text in hostile)
    path = tmp_path / "goals.csv"
    path.write_text("Objective,Key result,Start,Target,Current,Owner,Notes\n" + rows, encoding="utf-8")
    result = run(path, "-C", tmp_path / "site", "--team", "../../etc", "--cycle", "2026-q4")
    assert result.exit_code == 0, result.output
    read = objectives(tmp_path / "site", "etc", "2026-q4")
    assert [one.title for one in read] == [*hostile[:-2], "x y", "#"]
    assert [one.key_results[0].checkins[0].note for one in read] == [*hostile[:-2], "x y", "#"]


def test_a_note_with_a_link_that_no_page_can_have_is_left_out(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Target,Notes\nGrow,More,5,[x](javascript:alert(1))\n")
    assert only_key_result(read).checkins == []
    assert "link" in asked(read, "D2")


def test_ragged_and_very_many_rows_are_read(tmp_path: Path) -> None:
    rows = "".join(f"Grow,KR {number},0,10{',,,,,,' if number % 2 else ''}\n\n" for number in range(3000))
    read = of_csv(tmp_path, f"{HEAD}\n{rows}")
    assert len(all_objectives(read)[0].key_results) == 3000


def test_an_existing_site_gets_what_it_does_not_have(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content" / "group" / "academy").mkdir(parents=True)
    (site / "site.yml").write_text("title: Ours\n")
    (site / "content" / "group" / "academy" / "team.yml").write_text("name: Lantern Academy\n")
    path = tmp_path / "goals.csv"
    path.write_text(
        "Team,Objective,Key result,Target\nAcademy,Grow,More,5\nLantern Academy,Grow too,More,5\nNew,Grow,More,5\n"
    )
    result = run(path, "-C", site, "--cycle", "Q4 2026")
    assert result.exit_code == 0, result.output
    assert [one.title for one in objectives(site, "academy", "2026-q4")] == ["Grow", "Grow too"]
    assert (site / "content" / "group" / "academy" / "2026-q4.yml").is_file()
    assert (site / "content" / "new" / "team.yml").read_text() == "name: New\n"
    assert (site / "site.yml").read_text() == "title: Ours\n"
    again = run(path, "-C", site, "--cycle", "Q4 2026")
    assert again.exit_code == 0
    assert "In the site already: 3 objectives, 3 key results." in again.output
    assert "Nothing to write" in again.output


def test_an_indicator_of_open_sdg_is_a_kpis_values(tmp_path: Path) -> None:
    path = tmp_path / "indicator_1-2-1.csv"
    path.write_text("Year,Sex,Units,Value\n2015,,%,21.1\n2015,F,%,22\n2016,,%,20.5\n2017,,%,\n20x8,,%,3\n2016,,%,9\n")
    result = run(path, "-C", tmp_path / "site", "--team", "Statistics")
    assert result.exit_code == 0, result.output
    kpis = tmp_path / "site" / "content" / "statistics" / "kpis"
    assert (kpis / "1-2-1.csv").read_text() == "period,value\n2015,21.1\n2016,20.5\n"
    assert "D7: The year 2016" in result.output
    assert "A6: `20x8` is no year" in result.output
    assert run(path, "-C", tmp_path / "other").exit_code == 1


@pytest.mark.parametrize(
    ("encoding", "objective", "head"),
    [
        ("cp1252", "Größer werden", "Ziel;Key result;Zielwert"),
        ("big5", "擴大招生", "Objective;Key result;Target"),
        ("gbk", "扩大招生", "Objective;Key result;Target"),
        ("shift_jis", "目標達成", "Objective;Key result;Target"),
    ],
)
def test_a_file_that_is_no_utf_and_does_not_show_its_encoding_is_read_in_the_one_that_is_named(
    tmp_path: Path, encoding: str, objective: str, head: str
) -> None:
    path = tmp_path / "goals.csv"
    path.write_bytes(f"{head}\n{objective};More;10\n".encode(encoding))
    names = ("--team", "A", "--cycle", "2026-q4", "-C", tmp_path / "site")
    unnamed = run(path, *names)
    assert unnamed.exit_code == 1
    line = next(line for line in unnamed.output.splitlines() if f"--encoding {encoding}" in line)
    assert (head if not head.isascii() else objective) in line
    named = run(path, *names, "--encoding", encoding)
    assert named.exit_code == 0, named.output
    assert f"Read as {encoding}, as the command says." in named.output
    assert [one.title for one in objectives(tmp_path / "site", "a", "2026-q4")] == [objective]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_known_without_its_mark_too(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "goals.csv"
    path.write_bytes("目標\tKey result\tTarget\n擴大招生\tMore\t10\n".encode(encoding))
    result = run(path, "--team", "A", "--cycle", "2026-q4", "--dry-run")
    assert result.exit_code == 0, result.output
    assert f"Read as {encoding}." in result.output
    assert "擴大招生" in result.output


def test_an_encoding_that_nobody_knows_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "goals.csv").write_text(HEAD)
    for name in ("nonsense", "base64", "x" * 300):
        assert run(tmp_path / "goals.csv", "--encoding", name).exit_code == 2
