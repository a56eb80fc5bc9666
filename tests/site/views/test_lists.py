"""Balance, updates, people, tags, extra pages, stubs, the method."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from tests.site.clumsy import ONLY_OKRS

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.site.views.balance import BalanceView
    from okrsite.site.views.people import PeopleView, PersonView
    from okrsite.site.views.stub import StubView
    from okrsite.site.views.tag import TagView
    from okrsite.site.views.update import UpdateView
    from okrsite.site.views.updates import UpdatesView
    from tests.site.printing import Printed


def test_the_balance_begins_with_the_worst(clumsy: Printed) -> None:
    view = cast("BalanceView", clumsy.view("balance/"))
    assert [row.verdict.word for row in view.rows] == ["derailing", "blind", "not judged yet", "not judged yet"]
    assert [(kpi.title.text, badge.word) for kpi, badge in view.rows[0].guards] == [("Refunds", "target missed")]


def test_a_balance_of_very_many_goals_folds_whole_verdicts_from_the_least_urgent_on(
    site: Callable[..., Printed],
) -> None:
    many = "".join(f"  - {{id: o{n}, title: Unjudged {n}}}\n" for n in range(301))
    printed = site(
        {
            "content/shop/team.yml": "name: Shop\n",
            "content/shop/kpis.yml": """
kpis: [{id: sales, name: Sales, every: month, target: at least 5, supports: bad, values: {2026-10: 9}}]
""",
            "content/shop/2026-q4.yml": """
objectives:
  - {id: bad, title: Bad, key_results: [{id: k, title: K, metric: from 0 to 9, checkins: [{date: 2026-11-20, value: 1}]}]}
"""
            + many,
        }
    )
    view = cast("BalanceView", printed.view("balance/"))
    assert [row.objective.title.text for row in view.rows] == ["Bad"]
    assert [(group.count.badge.name, len(group.rows)) for group in view.folded] == [("unknown", 301)]
    html = printed.html("balance/")
    assert "Unjudged 300" in html
    assert "Unjudged 300" in printed.html("search/")


def test_very_many_people_stand_in_lists_of_some_dozens_that_say_from_whom_to_whom(
    site: Callable[..., Printed],
) -> None:
    owned = "".join(f"  - {{id: o{n}, title: T, owner: Owner {n}}}\n" for n in range(101, 202))
    html = site({"content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": "objectives:\n" + owned}).html(
        "people/"
    )
    assert re.findall(r'<ul class="rows" aria-label="(.+?)">', html) == [
        "Owner 101 – Owner 150",
        "Owner 151 – Owner 200",
        "Owner 201 – Owner 201",
    ]


def test_the_balance_names_the_kpis_that_no_goal_asked_for(clumsy: Printed) -> None:
    view = cast("BalanceView", clumsy.view("balance/"))
    assert "Lonely" in [kpi.name.text for kpi in view.aimless]
    assert "New enrolments" not in [kpi.name.text for kpi in view.aimless]


def test_the_stream_holds_every_kind_of_change_the_newest_first(clumsy: Printed) -> None:
    changes = cast("UpdatesView", clumsy.view("updates/")).changes
    assert {one.kind for one in changes} == {
        "checkin", "update", "closed", "dropped", "milestone", "changed",
    }  # fmt: skip
    assert [one.iso for one in changes] == sorted((one.iso for one in changes), reverse=True)


def test_a_month_holds_its_own_changes_only(clumsy: Printed) -> None:
    view = cast("UpdatesView", clumsy.view("updates/2026-10/"))
    assert {one.iso[:7] for one in view.changes} == {"2026-10"}
    assert [one.text for one in view.months if one.current] == ["October 2026"]


def test_a_month_with_very_many_check_ins_counts_them_by_day_and_team(site: Callable[..., Printed]) -> None:
    rows = "".join(f"2026-10-{1 + number % 20:02},shop/2026-q4/sell#s,{number}\n" for number in range(1020))
    printed = site({**ONLY_OKRS, "content/shop/checkins/all.csv": f"date,key_result,value\n{rows}"})
    view = cast("UpdatesView", printed.view("updates/2026-10/"))
    assert len(view.changes) == 20
    assert (view.changes[0].what, view.changes[0].about.href) == ("51 check-ins", "../../teams/shop/")
    assert view.lead == "1,020 changes, the newest first."


def test_an_update_says_whose_and_of_which_cycle_it_is(clumsy: Printed) -> None:
    view = cast("UpdateView", clumsy.view("teams/school/updates/2026-10-02-retro/"))
    assert view.kind == "retrospective"
    assert view.cycle is not None
    assert (view.cycle.text, view.cycle.href) == ("Q3 2026", "../../2026-q3/")


def test_people_say_how_much_they_own(clumsy: Printed) -> None:
    view = cast("PeopleView", clumsy.view("people/"))
    mei = next(one for one in view.people if one.person.text == "Mei Lin")
    assert (mei.person.href, mei.owns) == ("mei/", "1 objective, 1 key result, 1 KPI")
    owed = len(cast("PersonView", clumsy.view("people/mei/")).owed)
    assert mei.owes == (f"{owed} waits for news" if owed == 1 else f"{owed} wait for news" if owed else None)


def test_a_persons_page_shows_what_they_own(clumsy: Printed) -> None:
    view = cast("PersonView", clumsy.view("people/mei/"))
    assert [one.href for one in view.objectives] == ["../../teams/school/2026-q4/recruit/"]
    assert [one.text for one in view.teams] == ["School"]
    assert [one.name.text for one in view.kpis] == ["New enrolments"]


def test_with_roles_only_titles_stand_on_the_list_of_people(site: Callable[..., Printed]) -> None:
    printed = site(
        {
            "site.yml": "title: Goals\npeople: roles\n",
            "content/people.yml": "mei: {name: Mei Lin, title: Head}\ntom: {name: Tom Chen}\n",
            "content/shop/team.yml": "name: Shop\nlead: mei\nmembers: [tom]\n",
        }
    )
    view = cast("PeopleView", printed.view("people/"))
    assert [(one.person.text, one.person.href) for one in view.people] == [("Head", None)]
    assert not [path for path, html in printed.pages() if "Mei" in html or "Tom" in html]


def test_a_tag_gathers_everything_that_has_it(clumsy: Printed) -> None:
    view = cast("TagView", clumsy.view("tags/growth/"))
    assert view.title == "Tagged “growth”"
    assert [one.href for one in view.objectives] == ["../../teams/school/2026-q4/recruit/"]
    assert [one.title.text for one in view.updates] == ["Week 8"]


def test_one_tag_spelled_twice_lists_a_thing_once(clumsy: Printed) -> None:
    assert len(cast("TagView", clumsy.view("tags/top/")).teams) == 1


def test_an_old_address_leads_to_the_new_one(clumsy: Printed) -> None:
    address = "teams/school/2026-q4/recruit-students/"
    view = cast("StubView", clumsy.view(address))
    assert view.href == "../recruit/"
    assert view.canonical == "https://goals.example.org/okr/teams/school/2026-q4/recruit/"
    assert '<meta http-equiv="refresh" content="0; url=../recruit/">' in clumsy.html(address)


ANCHORS = (
    "progress", "expected", "status", "stale", "forecast", "grade", "confidence", "coverage", "kpi-health", "trend",
    "attainment", "verdict",
)  # fmt: skip


@pytest.mark.parametrize("anchor", ANCHORS)
def test_every_figure_has_its_paragraph(clumsy: Printed, anchor: str) -> None:
    assert f'<section id="{anchor}"' in clumsy.html("method/")


def test_the_method_names_the_limits_in_force(site: Callable[..., Printed]) -> None:
    printed = site(
        {
            "site.yml": "title: Goals\nstatus: {at_risk: 0.05, off_track: 0.3}\ncheckin_every: 7\n",
            "content/shop/team.yml": "name: Shop\n",
            "content/shop/2026-q4.yml": "objectives: [{id: a, title: A, key_results: [{title: B, metric: reach 5}]}]\n",
        }
    )
    html = printed.html("method/")
    assert "up to 5% behind the pace" in html
    assert "up to 30% behind the pace" in html
    assert "every 7 days" in html


def test_a_state_is_a_word_with_a_shape(clumsy: Printed) -> None:
    states = clumsy.shared.states
    badges = [*states.statuses.values(), *states.healths.values(), *states.verdicts.values(), states.stale]
    assert all(badge.word and badge.shape for badge in badges)
    assert (states.statuses["at-risk"].shape, states.statuses["done"].shape, states.stale.shape) == ("◆", "✓", "◌")


def test_an_extra_page_shows_its_words_below_one_heading(clumsy: Printed) -> None:
    html = clumsy.html("about/")
    assert "<h1>About &lt;us&gt;</h1>" in html
    assert html.count("<h1") == 1


def test_a_persons_open_goals_stand_before_what_has_not_started(site: Callable[..., Printed]) -> None:
    person = site(
        {
            "site.yml": "title: Goals\npeople: pages\n",
            "content/people.yml": "mei: {name: Mei Lin}\n",
            "content/a/team.yml": "name: A\n",
            "content/a/2027-q1.yml": "objectives: [{id: next, title: Next, owner: mei}]\n",
            "content/a/2026-q4.yml": "objectives: [{id: now, title: Now, owner: mei}]\n",
        }
    )
    view = cast("PersonView", person.view("people/mei/"))
    assert [line.title.text for line in view.objectives] == ["Now", "Next"]
