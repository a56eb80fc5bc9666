"""An objective's page and its key results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from okrsite.site.views.objective import ObjectiveView
from okrsite.site.views.parts import Prose
from tests.site.printing import Printed, printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.site.views.key_result import KeyResultView
    from tests.conftest import WriteSite

RECRUIT = "teams/school/2026-q4/recruit/"


def shown(site: Printed, address: str = RECRUIT) -> ObjectiveView:
    return cast("ObjectiveView", site.view(address))


def key_result(site: Printed, id_: str) -> KeyResultView:
    return next(one for one in shown(site).key_results if one.id == id_)


@pytest.mark.parametrize(
    ("id_", "sentence"),
    [
        ("main", "5 of 10 students; at this pace 13 by 31 December 2026."),
        ("cost", "EUR 38 on the way from EUR 42 to EUR 25; at this pace EUR 33 by 31 December 2026."),
        ("exceeded", "50, wanted from 100 to 60; exceeded, 125%."),
        ("course", "1 of 3 milestones reached."),
        ("portal", "Not done yet."),
        ("silent", "No check-ins yet."),
        ("secret", "The numbers are not published."),
        ("brand", "No metric: nobody will be able to tell whether it was reached."),
    ],
)
def test_a_key_result_says_where_it_stands(clumsy: Printed, id_: str, sentence: str) -> None:
    assert key_result(clumsy, id_).sentence == sentence


def test_moving_the_wrong_way_is_said_and_the_bar_is_empty(clumsy: Printed) -> None:
    wrong = key_result(clumsy, "wrong")
    assert "moved the wrong way, −50%" in wrong.sentence
    assert wrong.bar is not None
    assert (wrong.bar.share, wrong.bar.text) == (0, "−50%")


def test_without_data_there_is_no_bar_and_no_zero(clumsy: Printed) -> None:
    silent = key_result(clumsy, "silent")
    assert silent.bar is None
    assert silent.status.word == "no data"
    assert "0%" not in silent.sentence


@pytest.mark.parametrize(
    ("known", "unknown", "said"),
    [
        (0, 1, None),
        (1, 1, "Rests on 1 of 2 key results: the other has no data."),
        (1, 2, "Rests on 1 of 3 key results: the others have no data."),
    ],
)
def test_what_the_progress_rests_on_is_said_where_it_is_not_all(
    site: Callable[..., Printed], known: int, unknown: int, said: str | None
) -> None:
    key_results = [f"{{title: K{at}, done: 2026-10-02}}" for at in range(known)]
    key_results += [f"{{title: U{at}, metric: from 0 to 9}}" for at in range(unknown)]
    goals = f"objectives: [{{title: Sell, key_results: [{', '.join(key_results)}]}}]\n"
    shop = site({"content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": goals})
    assert cast("ObjectiveView", shop.view("teams/shop/2026-q4/sell/")).coverage == said


def test_reported_and_computed_status_stand_side_by_side(clumsy: Printed) -> None:
    main = key_result(clumsy, "main")
    assert main.status.word == "on track"
    assert main.reported is not None
    assert main.reported.word == "at risk"


def test_an_old_check_in_is_marked_stale_over_its_green(clumsy: Printed) -> None:
    assert key_result(clumsy, "main").stale == "stale: last news 4 Nov 2026"


def test_the_required_pace_stands_beside_the_pace_so_far(clumsy: Printed) -> None:
    assert key_result(clumsy, "main").pace == "Required from here: 0.13 students a day; so far 0.15 a day."


def test_the_pace_of_a_percentage_is_in_percentage_points(site: Callable[..., Printed]) -> None:
    percent = (
        "objectives:\n  - id: a\n    title: A\n    key_results:\n"
        "      - {id: b, title: B, metric: from 40 to 55 %, checkins: [{date: 2026-11-12, value: 37}]}\n"
    )
    files = {"site.yml": "title: Goals\n", "content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": percent}
    (only,) = shown(site(files), "teams/shop/2026-q4/a/").key_results
    assert only.pace == "Required from here: 0.46 percentage points a day; so far −0.071 a day."


def test_a_dot_of_the_chart_leads_to_its_row_in_the_log(clumsy: Printed) -> None:
    main = key_result(clumsy, "main")
    rows = {row.iso: row.id for row in main.log if row.value}
    assert main.chart is not None
    for row in rows.values():
        assert f'"#{row}"' in main.chart.svg


def test_a_chart_shows_the_target_also_where_no_pace_leads_to_it(site: Callable[..., Printed]) -> None:
    goals = (
        "objectives:\n  - id: a\n    title: A\n    key_results:\n"
        "      - {id: b, title: B, metric: {from: 10, to: 2, pace: none}, checkins: [{date: 2026-11-12, value: 7}]}\n"
    )
    printed = site({"content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": goals})
    (only,) = shown(printed, "teams/shop/2026-q4/a/").key_results
    assert only.chart is not None
    assert 'class="pace"' not in only.chart.svg
    assert 'class="rule"' in only.chart.svg
    assert re.search(r'class="target-label"[^>]*>2<', only.chart.svg)


def test_the_log_is_the_newest_first_and_on_one_day_as_written_last_first(clumsy: Printed) -> None:
    log = key_result(clumsy, "main").log
    assert [row.iso for row in log] == ["2026-11-04", "2026-11-04", "2026-10-14"]
    assert isinstance(log[0].note, Prose)
    assert log[0].note.markdown == "Later that day"


def test_older_check_ins_are_folded_from_the_seventh_on(site: Callable[..., Printed]) -> None:
    def logs(count: int) -> tuple[int, int, str]:
        checkins = "".join(f"{{date: 2026-10-{day:02}, value: {day}}}, " for day in range(1, count + 1))
        goals = f"objectives: [{{id: a, title: A, key_results: [{{id: b, title: B, metric: reach 50, checkins: [{checkins}]}}]}}]\n"
        (shown_one,) = shown(
            site({"content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": goals}), "teams/shop/2026-q4/a/"
        ).key_results
        return len(shown_one.log), len(shown_one.earlier), shown_one.earlier_label

    assert logs(6)[:2] == (6, 0)
    assert logs(7) == (5, 2, "2 earlier")


def test_the_key_results_of_a_dropped_objective_are_dropped_too(site: Callable[..., Printed]) -> None:
    goals = """
objectives:
  - id: a
    title: A
    dropped: {date: 2026-11-01, why: Too dear}
    key_results: [{id: b, title: B, metric: reach 50, checkins: [{date: 2026-10-01, value: 1}]}]
"""
    printed = site({"content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": goals})
    (one,) = shown(printed, "teams/shop/2026-q4/a/").key_results
    assert (one.status.word, one.stale, one.pace) == ("dropped", None, None)


def test_what_blocks_it_is_shown(clumsy: Printed) -> None:
    blocked = key_result(clumsy, "main").blocked
    assert blocked is not None
    assert blocked.text == "The camera is broken"


def test_milestones_say_when_they_were_or_are_due(clumsy: Printed) -> None:
    agreed, certified, feast = key_result(clumsy, "course").milestones
    assert (agreed.state.word, agreed.when) == ("done", "reached on 28 October 2026")
    assert (certified.state.word, certified.when, certified.weight) == (
        "missed",
        "was due on 15 November 2026",
        "weight 2",
    )
    assert (feast.state.word, feast.when) == ("open", "no due date")


def test_withheld_numbers_leave_title_and_metric(clumsy: Printed) -> None:
    secret = key_result(clumsy, "secret")
    assert (secret.title.text, secret.measure) == ("Secret numbers", "from 0 to 5")
    assert secret.status.word == "not published"
    assert secret.chart is None
    assert secret.log == ()


def test_a_key_result_that_takes_withheld_values_says_that_they_are_not_published(write_site: WriteSite) -> None:
    fed = "{id: fed, title: F, metric: from 0 to 9, kpi: k}"
    kpi = "{id: k, name: K, every: month, values_audience: staff, values: {2026-10: 4}}"
    files: dict[str, str | bytes] = {
        "site.yml": "title: G\naudiences: [public, staff]\n",
        "content/a/team.yml": "name: A\n",
        "content/a/2026-q4.yml": f"objectives: [{{id: goal, title: T, key_results: [{fed}]}}]\n",
        "content/a/kpis.yml": f"kpis: [{kpi}]\n",
    }
    (one,) = shown(printed(write_site(files)), "teams/a/2026-q4/goal/").key_results
    assert one.sentence == "The numbers are not published."


def test_its_own_time_is_told_where_it_is_not_the_cycles(clumsy: Printed) -> None:
    assert key_result(clumsy, "main").dates is None
    assert key_result(clumsy, "late").dates == "1 Oct 2026 – 31 Jan 2027"


def test_a_dropped_key_result_is_struck_through_with_words(clumsy: Printed) -> None:
    gone = key_result(clumsy, "gone")
    assert gone.dropped is not None
    assert gone.dropped.why.text == "Too dear"
    assert "<s>Gone</s>" in clumsy.html(RECRUIT)


def test_a_dropped_objective_says_when_and_why(clumsy: Printed) -> None:
    html = clumsy.html("teams/school/2026-q4/dropped/")
    assert "<h1><s>Sell the school</s></h1>" in html
    assert "Dropped on 15 November 2026" in html
    assert "We kept it." in html


def test_an_objective_that_nothing_measures_says_so(clumsy: Printed) -> None:
    said = shown(clumsy, "teams/school/2026-q4/empty/").unmeasured
    assert said == "It has no key results, and nothing supports it: there is no way to tell how far it is."


def test_alignment_shows_both_ways_with_states(clumsy: Printed) -> None:
    view = shown(clumsy)
    assert [one.title.text for one in view.supports] == ["Grow"]
    assert [(one.title.text, one.status.word) for one in view.supported_by] == [("Better lessons", "on track")]


def test_the_verdict_is_explained_and_leads_to_the_method(clumsy: Printed) -> None:
    balance = shown(clumsy).balance
    assert balance is not None
    assert balance.verdict.word == "derailing"
    assert balance.sentence.startswith("The KPIs look fine")
    assert balance.method == "../../../../method/#verdict"
    assert [kpi.name.text for kpi in balance.drivers] == ["New enrolments"]
    assert [kpi.name.text for kpi in balance.guards] == ["Refunds"]


def test_own_fields_are_worded_by_their_type(clumsy: Printed) -> None:
    fields = {one.label: one for one in shown(clumsy).fields}
    assert fields["Budget"].text == "EUR 20,000"
    assert fields["plan"].link is not None
    assert fields["plan"].link.href == "https://example.org/p"
    assert fields["buddy"].person is not None
    assert fields["buddy"].person.text == "Mei Lin"


def test_the_link_to_ask_about_it_names_it(clumsy: Printed) -> None:
    discuss = shown(clumsy).discuss
    assert discuss is not None
    assert discuss.href == "https://chat.example.org/goals?about=school%2F2026-q4%2Frecruit"


def test_others_who_carry_it_are_teams_or_people(clumsy: Printed) -> None:
    carriers = shown(clumsy).carriers
    assert [one.text for one in carriers] == ["Teaching", "Tom"]
    assert carriers[0].href == "../../../teaching/"


def test_without_kpis_there_is_no_balance_and_no_word_of_kpis(only_okrs: Printed) -> None:
    assert shown(only_okrs, "teams/shop/2026-q4/sell/").balance is None
    assert "KPI" not in only_okrs.html("teams/shop/2026-q4/sell/")


def test_who_may_not_be_named_is_not(site: Callable[..., Printed]) -> None:
    goals = (
        "objectives: [{id: a, title: A, owner: mei, key_results: [{id: b, title: B, owner: mei, metric: reach 5}]}]\n"
    )
    files = {
        "site.yml": "title: Goals\npeople: none\n",
        "content/people.yml": "mei: {name: Mei Lin}\n",
        "content/shop/team.yml": "name: Shop\nlead: mei\n",
        "content/shop/2026-q4.yml": goals,
    }
    printed = site(files)
    assert not [path for path, html in printed.pages() if "Mei" in html or "mei" in html]


def test_a_text_that_is_not_translated_says_its_language(site: Callable[..., Printed]) -> None:
    files = {
        "site.yml": "title: Goals\nlanguages: [en, fr]\n",
        "content/shop/team.yml": "name: Shop\n",
        "content/shop/2026-q4.yml": """
objectives:
  - {id: a, title: {fr: Vendre}, why: {fr: Parce que.}, key_results: [{title: B, metric: reach 5}]}
""",
    }
    assert '<span lang="fr">Vendre</span>' in site(files).html("teams/shop/2026-q4/a/")
    assert '<div class="prose" lang="fr"><p>Parce que.</p></div>' in site(files).html("teams/shop/2026-q4/a/")
    assert 'class="prose" lang' not in site(files, language="fr").html("teams/shop/2026-q4/a/")
    assert '<span lang="fr">' not in site(files, language="fr").html("teams/shop/2026-q4/a/")


def test_a_translated_text_is_shown_in_the_pages_language(chinese: Printed) -> None:
    assert "更好的課" in chinese.html("teams/teaching/2026-q4/quality/")


@pytest.mark.parametrize("address", ["teams/school/2026-q3/past/", "cycles/2026-q3/", "teams/school/2026-q3/"])
def test_nothing_is_expected_by_today_of_what_is_over(clumsy: Printed, address: str) -> None:
    html = clumsy.html(address)
    assert "80% reached" in html
    assert "expected by today" not in html
