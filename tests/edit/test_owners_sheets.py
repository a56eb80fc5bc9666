"""Goal sheets as their owners have them: columns for months, days without a year, heads of two rows, times, scales, KPIs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from okrsite.edit.importing.goals import KeyResult, Understood
from okrsite.edit.importing.report import report
from okrsite.edit.importing.rows import Defaults
from tests.edit.importing import DAY, DEFAULTS, of_csv, run, understood

OPEN = Defaults("", "", DAY)  # as with no option at all


def key_results(read: Understood) -> list[KeyResult]:
    return [one for listed in read.goals.cycles.values() for objective in listed for one in objective.key_results]


def asked(read: Understood) -> dict[str, str]:
    return {question.at: question.message for question in read.questions}


def values(read: Understood) -> list[tuple[str, object]]:
    (one,) = key_results(read)
    return [(str(checkin["date"]), checkin.get("value")) for checkin in one.checkins]


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Callable[[Worksheet], None]], Understood]:
    def read(fill: Callable[[Worksheet], None], name: str = "goals.xlsx", defaults: Defaults = DEFAULTS) -> Understood:
        made = openpyxl.Workbook()
        sheet = made.active
        assert isinstance(sheet, Worksheet)
        fill(sheet)
        made.save(tmp_path / name)
        return understood(tmp_path / name, defaults)

    return read


# --- columns for times -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    ["Oct,Nov,Dec", "Okt.,November,Dez", "10月,11月,12月", "十月,十一月,十二月", "Oct 26,Nov 26,Dec 26", "2026-10,2026-11,2026-12",
     "Oct 2026,Nov 2026,Dec 2026", "Okt Ist,Nov Ist,Dez Ist", "2026-10-01,2026-11-01,2026-12-01"],
)  # fmt: skip
def test_a_column_a_month_is_a_check_in_at_its_end_and_today_while_it_is_not_over(tmp_path: Path, head: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Start,Target,{head}\nGrow,Sales,0,10,3,5,\n")
    assert values(read) == [("2026-10-31", 3), ("2026-11-22", 5)]


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("W41,W42", ["2026-10-11", "2026-10-18"]),
        ("KW 41,KW 42", ["2026-10-11", "2026-10-18"]),
        ("第41週,第42週", ["2026-10-11", "2026-10-18"]),
        ("Week 1,Week 2", ["2026-10-07", "2026-10-14"]),
        ("15.10.,31.10.", ["2026-10-15", "2026-10-31"]),
        ("10/15,10/31", ["2026-10-15", "2026-10-31"]),
        ("2026-10-15,2026-10-31", ["2026-10-15", "2026-10-31"]),
    ],
)
def test_columns_for_weeks_and_days_are_check_ins(tmp_path: Path, head: str, days: list[str]) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Start,Target,{head}\nGrow,Sales,0,10,3,5\n")
    assert values(read) == list(zip(days, [3, 5], strict=True))


def test_quarters_are_columns_of_a_year(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path, "Objective,Key result,Start,Target,Q1,Q2,Q3,Q4\nGrow,Sales,0,10,1,2,3,\n", Defaults("A", "2026", DAY)
    )
    assert values(read) == [("2026-03-31", 1), ("2026-06-30", 2), ("2026-09-30", 3)]


def test_a_value_of_a_month_to_come_is_a_plan_and_is_left_out_and_told(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Start,Target,Sep,Oct,Dec\nGrow,Sales,0,10,1,3,9\n")
    assert values(read) == [("2026-10-31", 3)]
    assert "still to come" in asked(read)["G2"]
    assert "before the cycle" in asked(read)["E2"]


def test_what_is_said_now_goes_with_the_newest_month_and_another_current_value_is_todays(tmp_path: Path) -> None:
    text = "Objective,Key result,Start,Target,Sep,Oct,Current,Confidence\nGrow,Sales,0,10,1,3,{},0.5\n"
    year = Defaults("A", "2026", DAY)
    assert key_results(of_csv(tmp_path, text.format(3), year))[0].checkins == [
        {"date": dt.date(2026, 9, 30), "value": 1},
        {"date": dt.date(2026, 10, 31), "value": 3, "confidence": 0.5},
    ]
    newest = key_results(of_csv(tmp_path, text.format(4), year))[0].checkins[-1]
    assert newest == {"date": DAY, "value": 4, "confidence": 0.5}


def test_a_lone_column_that_is_called_like_a_quarter_beside_current_values_is_none_of_values(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Start,Target,Q4,Current\nGrow,Sales,0,10,3,4\n")
    assert values(read) == [("2026-11-22", 4)]
    assert any("Q4 → not read" in line for line in read.lines)


def test_below_a_month_only_the_actual_value_is_read(book: Callable[..., Understood]) -> None:
    def plan_and_actual(sheet: Worksheet) -> None:
        sheet.append(["Ziel", "Schlüsselergebnis", "Startwert", "Zielwert", "Oktober", None, "November", None])
        sheet.append([None, None, None, None, "Plan", "Ist", "Plan", "Ist"])
        for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"):
            sheet.merge_cells(merged)
        sheet.append(["Wachsen", "Umsatz", 0, 10, 4, 3, 7, 5])

    assert values(book(plan_and_actual)) == [("2026-10-31", 3), ("2026-11-22", 5)]


# --- days, times, numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("31 Dec", "2026-12-31"), ("Dec 31st", "2026-12-31"), ("31.12.", "2026-12-31"), ("12/31", "2026-12-31"),
        ("12月31日", "2026-12-31"), ("15. Jan", "2027-01-15"), ("KW 50", "2026-12-13"), ("Dez", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_as_near_to_the_cycle_as_can_be_and_the_report_says_so(
    tmp_path: Path, cell: str, due: str
) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Target,Due\nGrow,Sales,10,{cell}\n")
    assert str(key_results(read)[0].fields["due"]) == due
    assert any(f"`{cell}` is {due}, by the cycle" in line for line in read.lines)


@pytest.mark.parametrize("cell", ["Fri 4 Dec 2026", "Friday, December 4, 2026", "Fr, 04.12.2026", "2026/12/4 (五)"])
def test_the_weekday_beside_a_day_says_nothing_new(tmp_path: Path, cell: str) -> None:
    read = of_csv(tmp_path, f'Objective,Key result,Target,Due\nGrow,Sales,10,"{cell}"\n')
    assert key_results(read)[0].fields["due"] == dt.date(2026, 12, 4)


def test_times_of_a_spreadsheet_are_hours_and_in_a_text_the_unit_says_what_they_are(
    tmp_path: Path, book: Callable[..., Understood]
) -> None:
    def reply(sheet: Worksheet) -> None:
        sheet.append(["Objective", "Key result", "Start", "Target", "Current"])
        sheet.append(["Help", "Reply", dt.timedelta(hours=30), dt.time(4, 30), dt.timedelta(hours=10, minutes=15)])

    read = book(reply)
    assert key_results(read)[0].fields["metric"] == {"from": 30, "to": 4.5, "unit": "h"}
    assert values(read) == [("2026-11-22", 10.25)]
    head = "Objective,Key result,Start,Target,Current,Unit\nHelp,Reply,2:30,0:45,1:30,"
    assert key_results(of_csv(tmp_path, head + "h\n"))[0].fields["metric"] == {"from": 2.5, "to": 0.75, "unit": "h"}
    assert key_results(of_csv(tmp_path, head + "min\n"))[0].fields["metric"] == {"from": 2.5, "to": 0.75, "unit": "min"}
    assert "hours or minutes" in asked(of_csv(tmp_path, head + "\n"))["D2"]


def test_words_behind_a_number_can_say_how_large_it_is(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective;Key result;Start;Target;Current\nGrow;Sales;500 Tsd. €;1,5 Mio. €;0,9 Mio. €\n")
    assert key_results(read)[0].fields["metric"] == {"from": 500000, "to": 1500000, "unit": "EUR"}
    assert values(read) == [("2026-11-22", 900000)]
    read = of_csv(tmp_path, "目標,關鍵結果,起始值,目標值\n成長,營收,80萬元,1.2億元\n")
    assert key_results(read)[0].fields["metric"] == {"from": 800000, "to": 120000000, "unit": "元"}


# --- what stands around the table --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "team"),
    [("goals.csv", "Company"), ("OKR Tracker 2026.csv", "Company"), ("Field Ops Q4 2026.csv", "Field Ops"), ("acme_okrs.csv", "acme")],
)  # fmt: skip
def test_where_nothing_names_a_team_the_file_does_and_the_report_says_so(tmp_path: Path, name: str, team: str) -> None:
    (tmp_path / name).write_text("Q4 2026\nObjective,Key result,Target\nGrow,Sales,10\n", encoding="utf-8")
    read = understood(tmp_path / name, OPEN)
    assert list(read.goals.cycles) == [(team, "2026-q4")]
    assert any(line.startswith(f"  Team: {team}, ") and "--team" in line for line in read.lines)


def test_in_a_site_of_one_team_a_sheet_without_one_is_of_that_team(tmp_path: Path) -> None:
    defaults = Defaults("", "2026-q4", DAY, teams=("Sales",))
    assert list(of_csv(tmp_path, "Objective,Key result,Target\nGrow,More,10\n", defaults).goals.cycles) == [
        ("Sales", "2026-q4")
    ]


@pytest.mark.parametrize(
    "said",
    ["FY26 Q4", "Q4 FY26", "Q4/26", "Q4'26", "4th quarter 2026", "Quartal 4 2026", "2026年Q4", "2026年第四季度", "第4季 2026",
     "Quarter 4 of 2026"],
)  # fmt: skip
def test_a_cycle_is_read_as_people_write_it(tmp_path: Path, said: str) -> None:
    read = of_csv(tmp_path, f"Cycle,Objective,Key result,Target\n{said},Grow,Sales,10\n", Defaults("A", "", DAY))
    assert list(read.goals.cycles) == [("A", "2026-q4")]


def test_a_quarter_without_a_year_is_of_the_year_that_stands_around_it(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "OKRs 2026\nQuarter,Objective,Key result,Target\nQ3,Grow,Sales,10\nQ4,Hire,Offers,3\n",
        Defaults("A", "", DAY),
    )
    assert list(read.goals.cycles) == [("A", "2026-q3"), ("A", "2026-q4")]
    read = of_csv(tmp_path, "Quarter,Objective,Key result,Target\nQ3,Grow,Sales,10\n", Defaults("A", "", DAY))
    assert "no cycle that is known" in asked(read)["A2"]


@pytest.mark.parametrize(
    "line", ["As of,2026-11-20", "Stand: 20.11.2026", "製表日期：115年11月20日", "Last updated: 20 Nov 2026"]
)
def test_the_day_above_a_table_is_that_of_its_values(tmp_path: Path, line: str) -> None:
    read = of_csv(tmp_path, f"{line}\nObjective,Key result,Start,Target,Current\nGrow,Sales,0,10,4\n")
    assert values(read) == [("2026-11-20", 4)]


# --- heads and rows ----------------------------------------------------------------------------------------------------


def test_a_head_of_two_rows_with_merged_cells_is_one_head(book: Callable[..., Understood]) -> None:
    def head(sheet: Worksheet) -> None:
        sheet.append(["Objective", None, "Key Results", None, None, None])
        sheet.append(["Title", "Owner", "Description", "Baseline", "Target", "Owner"])
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:F1")
        sheet.append(["Grow", "Mei", "Sales", 0, 10, "Tom"])

    read = book(head)
    assert [(one.title, one.fields) for one in key_results(read)] == [
        ("Sales", {"owner": "Tom", "metric": {"from": 0, "to": 10}})
    ]
    assert read.goals.cycles["Academy", "2026-q4"][0].fields == {"owner": "Mei"}


def test_a_head_that_is_merged_over_two_rows_names_no_team(book: Callable[..., Understood]) -> None:
    def head(sheet: Worksheet) -> None:
        sheet.append(["部門", "目標", "關鍵結果", "衡量", None, None])
        sheet.append([None, None, None, "起始值", "目標值", "目前值"])
        for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:F1"):
            sheet.merge_cells(merged)
        sheet.append(["教學部", "教得更好", "滿意度", 70, 90, 80])

    read = book(head, "t.xlsx", OPEN)
    assert not any(line.startswith("  Team:") for line in read.lines)


def test_a_numbered_objective_beside_its_title_heads_the_rows_below(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "Objective 1,Grow\n,Key results,Score\n,Sales,0.3\n\nObjective 2,Hire\n,Key results,Score\n,Offers,0.7\n",
    )
    told = {one.title: [kr.title for kr in one.key_results] for listed in read.goals.cycles.values() for one in listed}
    assert told == {"Grow": ["Sales"], "Hire": ["Offers"]}


def test_totals_in_any_column_placeholders_and_the_same_row_twice_are_left_out_and_told(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "Objective,Key result,Start,Target\nGrow,Sales,0,10\nGrow,Sales,0,10\n,Subtotal,0,10\n<Objective>,<Key result>,,\n",
    )
    assert [one.title for one in key_results(read)] == ["Sales"]
    assert "once is enough" in asked(read)["3:3"]
    assert "totals" in asked(read)["4:4"]
    assert "to be filled in" in asked(read)["5:5"]


@pytest.mark.parametrize(
    ("cell", "owner", "others"),
    [
        ("Mei Chen <mei@example.org>", "Mei Chen", None),
        ("Mei Chen (mei@example.org); Tom", "Mei Chen", ["Tom"]),
        ("Ann Lee, Bob Ray", "Ann Lee", ["Bob Ray"]),
        ("Müller, Anna", "Müller, Anna", None),
        ("王小明、李四", "王小明", ["李四"]),
        ("Ann & Bob", "Ann", ["Bob"]),
        ("tom@example.org", "tom@example.org", None),
        ("Alexandra Anders", "Alexandra Anders", None),
    ],
)
def test_several_owners_are_the_owner_and_those_with_her(
    tmp_path: Path, cell: str, owner: str, others: list[str] | None
) -> None:
    fields = key_results(of_csv(tmp_path, f'Objective,Key result,Target,Owner\nGrow,Sales,10,"{cell}"\n'))[0].fields
    assert (fields["owner"], fields.get("with")) == (owner, others)


def test_confidences_that_are_whole_numbers_to_ten_are_of_ten(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Target,Confidence\nGrow,Sales,10,7\nGrow,Leads,10,3\n")
    assert [one.checkins[0]["confidence"] for one in key_results(read)] == [0.7, 0.3]
    assert "  Confidence: on a scale to 10." in read.lines
    assert "no share" in asked(of_csv(tmp_path, "Objective,Key result,Target,Confidence\nGrow,Sales,10,3\n"))["D2"]


@pytest.mark.parametrize(
    ("cell", "status"),
    [("🟢 On track", "on-track"), ("Needs attention", "at-risk"), ("Delayed", "off-track"), ("verzögert", "off-track"),
     ("🔴", "off-track")],
)  # fmt: skip
def test_a_reported_status_is_read_by_word_or_sign(tmp_path: Path, cell: str, status: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Target,Status\nGrow,Sales,10,{cell}\n")
    assert key_results(read)[0].checkins[0]["status"] == status


def test_comments_beside_cells_are_named_as_not_read(book: Callable[..., Understood]) -> None:
    def commented(sheet: Worksheet) -> None:
        sheet.append(["Objective", "Key result", "Target"])
        sheet.append(["Grow", "Sales", 10])
        sheet["C2"].comment = Comment("Says who?", "Mei")

    assert "  Comments beside cells are not read: C2." in book(commented).lines


def test_what_was_left_out_for_the_same_reason_is_one_line_with_all_its_cells(tmp_path: Path) -> None:
    rows = "".join(f"Grow,Sales {number},10,meh\n" for number in range(4)) + "Grow,Last,10,ok\nGrow,Hm,10,meh\n"
    read = of_csv(tmp_path, f"Objective,Key result,Target,Status\n{rows}")
    assert "  D2:D5, D7: The status `meh` is none of on-track, at-risk, off-track." in list(report(read))


# --- encodings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("big5", "團隊,週期,目標,關鍵結果,目標值\n業務部,2026-Q4,成長,新客戶,10\n"),
        ("gbk", "团队,周期,目标,关键结果,目标值\n业务部,2026-Q4,成长,新客户,10\n"),
        ("cp1252", "Abteilung;Zeitraum;Ziel;Schlüsselergebnis;Zielwert\nBüro;2026-Q4;Größer;Gäste;10\n"),
        ("cp1252", "Team,Cycle,Objective,Key result,Target\nCafé,2026-Q4,Serve,Guests,10\n"),
    ],
)
def test_the_encoding_is_told_by_headers_or_letters_and_named_in_the_report(
    tmp_path: Path, encoding: str, text: str
) -> None:
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    read = understood(tmp_path / "t.csv", OPEN)
    assert list(read.goals.cycles) == [(text.split("\n")[1].replace(";", ",").split(",")[0], "2026-q4")]
    assert any(f"Read as {encoding}, " in line and "--encoding" in line for line in read.lines)


def test_a_file_of_blank_rows_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "blank.csv").write_text(",,,,\n" * 1000, encoding="utf-8")
    result = run(tmp_path / "blank.csv", "-C", tmp_path / "site")
    assert result.exit_code == 1
    assert "is empty" in result.output


# --- KPIs --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "KPIs 2026\nKPI,Owner,Unit,Target,Jan,Feb\nSign-ups,Mei,people,at least 120,98,101\n",
        "KPI,Month,Value,Unit,Owner,Target\nSign-ups,2026-01,98,people,Mei,at least 120\n,2026-02,101,,,\n",
        "Kennzahl;Einheit;Verantwortlich;Zielwert;Januar 2026;Feb. 2026\nSign-ups;people;Mei;at least 120;98;101\n",
        "指標,單位,負責人,目標值,2026年1月,2026年2月\nSign-ups,people,Mei,at least 120,98,101\n",
    ],
    ids=["a column a month", "a row a value", "German", "Chinese"],
)
def test_a_sheet_of_kpis_becomes_kpis_with_their_values(tmp_path: Path, text: str) -> None:
    (one,) = of_csv(tmp_path, text).goals.kpis["Academy"]
    said = {"owner": "Mei", "unit": "people", "target": "at least 120", "every": "month"}
    assert one.fields == {"name": "Sign-ups", **said}
    assert one.values == [{"period": "2026-01", "value": 98}, {"period": "2026-02", "value": 101}]


def test_a_kpis_target_that_says_no_direction_is_asked_and_months_need_a_year(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "KPI,Target,Jan\nSign-ups,120,98\n", Defaults("A", "", DAY))
    assert "at least" in asked(read)["B2"]
    assert "write the year" in asked(read)["C2"]


def test_a_site_of_such_a_sheet_checks_clean(tmp_path: Path) -> None:
    (tmp_path / "KPIs 2026.csv").write_text(
        "KPI,Owner,Jan,Feb\nSign-ups,Mei,98,101\nRefunds,Tom,8%,7%\n", encoding="utf-8"
    )
    result = run(tmp_path / "KPIs 2026.csv", "-C", tmp_path / "site")
    assert result.exit_code == 0
    assert "2 KPIs, 4 KPI values." in result.output
    assert "The site checks clean" in result.output


# --- templates that many people have -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "#,Objectives & Key Results,Start,Target\nO1,Grow,,\nKR1.1,Sales,0,10\nO2,Hire,,\nKR2.1,Offers,0,3\n",
        "OKR,Start,Target\nO1: Grow,,\nKR1: Sales,0,10\nO2: Hire,,\nKR1: Offers,0,3\n",
        "目標與關鍵結果,起始值,目標值\n目標1：Grow,,\n關鍵結果1：Sales,0,10\n目標2：Hire,,\n關鍵結果1：Offers,0,3\n",
        ("Objective ID,Title,Object Type,Parent ID,Start value,Target\n1,Grow,Objective,,,\n2,Sales,Key Result,1,0,10\n"
        "3,Hire,Objective,,,\n4,Offers,Key Result,3,0,3\n"),
        "Session,Objective name,Metric name,Initial value,Target value\nQ4 2026,Grow,Sales,0,10\nQ4 2026,Hire,Offers,0,3\n",
        ("Objective 1:,Grow,,\nKey Results,,Baseline,Target\nKR 1,Sales,0,10\n,,,\n"
        "Objective 2:,Hire,,\nKey Results,,Baseline,Target\nKR 1,Offers,0,3\n"),
    ],
    ids=["numbers in a column", "numbers before titles", "Chinese numbers", "ids of parents", "metrics", "a worksheet"],
)  # fmt: skip
def test_widespread_templates_are_understood(tmp_path: Path, text: str) -> None:
    read = of_csv(tmp_path, text)
    told = [
        (one.title, [(kr.title, kr.fields["metric"]) for kr in one.key_results])
        for one in read.goals.cycles["Academy", "2026-q4"]
    ]
    assert told == [("Grow", [("Sales", {"from": 0, "to": 10})]), ("Hire", [("Offers", {"from": 0, "to": 3})])]


def test_values_of_a_cycle_that_is_over_are_of_its_last_day(tmp_path: Path) -> None:
    text = "Cycle,Objective,Key result,Start,Target,Current\nQ3 2026,Grow,Sales,0,10,4\nQ3 2026,Grow,Audit,,yes,yes\n"
    sales, audit = key_results(of_csv(tmp_path, text))
    assert sales.checkins == [{"date": dt.date(2026, 9, 30), "value": 4}]
    assert audit.fields["done"] == dt.date(2026, 9, 30)
    (sales, _) = key_results(of_csv(tmp_path, f"As of: 2026-10-05\n{text}"))
    assert sales.checkins == [{"date": dt.date(2026, 10, 5), "value": 4}]


@pytest.mark.parametrize(
    "cell", ["12/15/26 5:00 PM", "15-Dec-2026 09:30", "20261215", "2026-12-15T09:30:00Z", "15.12.2026 17:00 Uhr"]
)
def test_the_time_of_a_day_says_nothing_new(tmp_path: Path, cell: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Target,Due\nGrow,Sales,10,{cell}\n")
    assert key_results(read)[0].fields["due"] == dt.date(2026, 12, 15)


def test_a_title_can_say_that_its_numbers_are_minutes(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Startwert,Target\nHelp,Reply (Min.),6:30,3:00\n")
    assert key_results(read)[0].fields["metric"] == {"from": 6.5, "to": 3, "unit": "Min."}


# --- bounds, ends of times, columns with two meanings -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "target", "to"),
    [
        ("5", "< 2", 2),
        ("60 %", ">= 80 %", 80),
        ("9", "max. 3", 3),
        ("10", "mindestens 40", 40),
        ("7天", "不超過3天", 3),
    ],
)
def test_a_bound_that_does_not_hold_at_the_start_is_to_be_reached(
    tmp_path: Path, start: str, target: str, to: int
) -> None:
    metric = key_results(of_csv(tmp_path, f"Objective,Key result,Baseline,Target\nGrow,Sales,{start},{target}\n"))[
        0
    ].fields["metric"]
    assert isinstance(metric, dict)
    assert metric["to"] == to


@pytest.mark.parametrize(("start", "target"), [("", "at least 4"), ("90", ">= 80"), ("2", "+3")])
def test_a_target_that_can_be_meant_in_two_ways_is_asked(tmp_path: Path, start: str, target: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Baseline,Target\nGrow,Sales,{start},{target}\n")
    assert "metric" not in key_results(read)[0].fields
    assert asked(read)["D2"]


@pytest.mark.parametrize("cell", ["Ende Dezember", "by end of December", "12月底", "年底", "bis Dez"])
def test_the_end_of_a_time_is_its_last_day(tmp_path: Path, cell: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Target,Due\nGrow,Sales,10,{cell}\n")
    assert key_results(read)[0].fields["due"] == dt.date(2026, 12, 31)


def test_a_year_of_the_republic_names_a_cycle_and_wide_digits_a_day(tmp_path: Path) -> None:
    text = "明燈,115年度第4季目標表,,\n單位,目標,關鍵成果,目標值,單位,期限\n教學組,成長,學員,10,人,１１５年１２月１日\n"
    read = of_csv(tmp_path, text, Defaults("", "", DAY))
    assert list(read.goals.cycles) == [("教學組", "2026-q4")]
    assert key_results(read)[0].fields == {"metric": {"to": 10, "unit": "人"}, "due": dt.date(2026, 12, 1)}


def test_a_column_of_metrics_can_hold_units(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "Objective,Key result,Metric,From,Target\nGrow,Reply,hours,8,2\nGrow,Sales,Number,0,10\nGrow,Mood,by survey,1,5\n",
    )
    assert [one.fields["metric"] for one in key_results(read)] == [
        {"from": 8, "to": 2, "unit": "hours"}, {"from": 0, "to": 10}, {"from": 1, "to": 5},
    ]  # fmt: skip
    assert list(asked(read)) == ["C4"]


def test_of_kpis_by_month_the_actual_value_is_read_and_the_plan_is_not(book: Callable[..., Understood]) -> None:
    def cockpit(sheet: Worksheet) -> None:
        sheet.append(["Kennzahl", "Zielwert", "Januar 2026", None, "Februar 2026", None])
        sheet.append([None, None, "Plan", "Ist", "Plan", "Ist"])
        for merged in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            sheet.merge_cells(merged)
        sheet.append(["Umsatz", "mindestens 100", 90, 95, 100, 98])

    (one,) = book(cockpit).goals.kpis["Academy"]
    assert one.fields["target"] == "at least 100"
    assert [(value["period"], value["value"]) for value in one.values] == [("2026-01", 95), ("2026-02", 98)]


def test_a_list_of_people_beside_the_goals_is_no_table_of_goals(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    people = made.active
    assert isinstance(people, Worksheet)
    people.title = "People"
    people.append(["Name", "Title", "Team", "Owner"])
    people.append(["Mei", "CEO", "Board", "x"])
    goals = made.create_sheet("Sales Q4 2026")
    goals.append(["Objective", "Key result", "Target"])
    goals.append(["Grow", "More", 10])
    made.save(tmp_path / "all.xlsx")
    read = understood(tmp_path / "all.xlsx", OPEN)
    assert list(read.goals.cycles) == [("Sales", "2026-q4")]
    assert read.questions == []


def test_objectives_with_targets_of_their_own_are_measured_by_a_key_result_of_their_title(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Goal,Owner,Weight,Start,Target,Current\nMore sales,Mei,2,0,10,4\nBe kind,Tom,1,,,\n")
    (sales, kind) = read.goals.cycles["Academy", "2026-q4"]
    assert sales.fields == {"owner": "Mei", "weight": 2}
    assert [(one.title, one.fields, one.checkins[0]["value"]) for one in sales.key_results] == [
        ("More sales", {"owner": "Mei", "metric": {"from": 0, "to": 10}}, 4)
    ]
    assert (kind.fields, kind.key_results) == ({"owner": "Tom", "weight": 1}, [])
    assert any("No column is for key results" in line for line in read.lines)


def test_what_is_added_to_files_that_are_there_is_counted(tmp_path: Path) -> None:
    head = "Team,Quarter,Objective,Key result,Target\nSales,Q4 2026,Grow,Deals,10\n"
    (tmp_path / "one.csv").write_text(head)
    (tmp_path / "two.csv").write_text(f"{head}Sales,Q4 2026,Grow,Size,30\nSales,Q4 2026,Hire,Offers,3\n")
    assert run(tmp_path / "one.csv", "-C", tmp_path / "site").exit_code == 0
    assert "1 objective, 2 key results." in run(tmp_path / "two.csv", "-C", tmp_path / "site").output


@pytest.mark.parametrize("word", ["#", "Number", "Anzahl", "數量"])
def test_a_unit_that_only_says_number_is_none(tmp_path: Path, word: str) -> None:
    read = of_csv(tmp_path, f"Objective,Key result,Start,Target,Unit\nGrow,Sales,0,10,{word}\n")
    assert key_results(read)[0].fields["metric"] == {"from": 0, "to": 10}


def test_a_title_that_no_file_can_have_as_its_name_gives_another_id(tmp_path: Path) -> None:
    (tmp_path / "con.csv").write_text("Team,Quarter,Objective,Key result,Target\nA,Q4 2026,Con,Aux,10\n")
    result = run(tmp_path / "con.csv", "-C", tmp_path / "site")
    assert result.exit_code == 0, result.output
    assert "id: objective-con" in (tmp_path / "site" / "content" / "a" / "2026-q4.yml").read_text()


@pytest.mark.parametrize(("column", "total"), [("Total", "12"), ("Summe", "12"), ("累計", "12"), ("YTD", "12")])
def test_values_over_time_whose_sum_is_the_total_are_added_up(tmp_path: Path, column: str, total: str) -> None:
    text = f"Objective,Key result,Baseline,Target,Sep,Oct,{column}\nGrow,Sales,0,20,7,5,{total}\n"
    read = of_csv(tmp_path, text, Defaults("A", "2026", DAY))
    assert values(read) == [("2026-09-30", 7), ("2026-10-31", 12)]
    assert any("values over time add up" in line for line in read.lines)


def test_values_over_time_whose_last_is_the_total_stand_as_they_are(tmp_path: Path) -> None:
    text = "Objective,Key result,Baseline,Target,Sep,Oct,Total\nGrow,Sales,0,20,7,12,{}\n"
    year = Defaults("A", "2026", DAY)
    assert values(of_csv(tmp_path, text.format(12), year)) == [("2026-09-30", 7), ("2026-10-31", 12)]
    other = of_csv(tmp_path, text.format(50), year)
    assert values(other) == [("2026-09-30", 7), ("2026-10-31", 12)]
    assert "neither the sum nor the last" in asked(other)["G2"]
