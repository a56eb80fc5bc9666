"""Laws of linking: the order in which files are read says nothing, and an audience is shown nothing of what is narrower."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.goals.audience import narrow
from okrsite.goals.link import link
from okrsite.source import records
from okrsite.source.fields import make
from okrsite.source.sources import Attachment, CheckinsAt, CycleAt, KpisAt, PageAt, Sources, TeamAt, Unread, UpdateAt
from okrsite.source.values import Metric, Period

AUDIENCES = ("public", "staff", "board")
DAY = dt.date(2026, 11, 1)
OCTOBER = Period("2026-10", "month", dt.date(2026, 10, 1), dt.date(2026, 10, 31))
CYCLES = ("2026", "2026-q4")


@dataclass
class Made:
    """A made-up site, and for each unique word in it how narrow it is."""

    words: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)  # how narrow the values of a key result or a KPI are

    def word(self, rank: int) -> str:
        word = f"w{len(self.words)}w"
        self.words[word] = rank
        return word


def rank(audience: str | None) -> int:
    return AUDIENCES.index(audience) if audience else 0


@st.composite
def sites(draw: st.DrawFn) -> tuple[Sources, dict[str, int]]:
    """A site of up to four teams in one another, with references all over, and its words' ranks."""
    made = Made()
    audience = st.sampled_from((None, None, None, *AUDIENCES))
    default = draw(st.sampled_from(AUDIENCES))
    parts: dict[str, list[Any]] = {
        name: [] for name in ("teams", "cycles", "kpis", "checkins", "updates", "attachments")
    }
    people: dict[str, records.Person] = {}
    for _ in range(draw(st.integers(1, 2))):
        own = draw(audience)
        word = made.word(rank(own or default))
        people[word] = make(records.Person, name=word, audience=own)
    listed = st.sampled_from((None, *people))
    teams: list[tuple[str, int]] = []
    goals: list[tuple[str, str]] = []
    kpis: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        above = draw(st.sampled_from((None, *teams)))
        own = draw(audience)
        inside = max(above[1], rank(own)) if above else rank(own or default)
        team = made.word(inside)
        record = make(records.Team, name=made.word(inside), audience=own, lead=draw(listed))
        parts["teams"].append(TeamAt(team, 0, f"content/{team}", above[0] if above else None, record))
        parts["attachments"].append(Attachment(team, 0, f"content/{team}/{made.word(inside)}.png", "a.png"))
        teams.append((team, inside))
        for cycle in draw(st.lists(st.sampled_from(CYCLES), unique=True)):
            parts["cycles"].append(_cycle_file(draw, made, team, inside, cycle, goals, listed))
        parts["kpis"].append(_kpi_file(draw, made, team, inside, goals, kpis))
        own = draw(audience)
        word = made.word(max(inside, rank(own)))
        update = make(records.Update, title=word, date=DAY, audience=own)
        parts["updates"].append(UpdateAt(team, 0, f"content/{team}/updates/{word}.md", word, update))
    for number, (team, inside) in enumerate(teams):
        parts["checkins"].append(_checkin_file(draw, made, team, inside, number, goals, kpis))
    page = draw(audience)
    page_word = made.word(rank(page or default))
    site = make(records.Site, title="Goals", audiences=AUDIENCES, default_audience=default)
    sources = Sources(
        site=site,
        trees=(make(records.ContentTree, path="content"),),
        pages=(
            PageAt(0, f"content/pages/{page_word}.md", page_word, make(records.Page, title=page_word, audience=page)),
        ),
        index=(),
        people=people,
        static=(),
        unread=Unread(),
        **{name: tuple(part) for name, part in parts.items()},
    )
    return sources, made.words


def _kpi_file(
    draw: st.DrawFn, made: Made, team: str, inside: int, goals: list[tuple[str, str]], kpis: list[str]
) -> KpisAt:
    own, values = draw(st.sampled_from((None, *AUDIENCES))), draw(st.sampled_from((None, *AUDIENCES)))
    shown = max(inside, rank(own))
    id_ = made.word(shown)
    value = make(records.KpiValue, period=OCTOBER, value=1, note=made.word(max(shown, rank(values))))
    kpi = make(
        records.Kpi,
        id=id_,
        name=made.word(shown),
        every="month",
        audience=own,
        values_audience=values,
        values=(value,),
        supports=tuple(draw(st.lists(st.sampled_from([goal[0] for goal in goals]), max_size=2))) if goals else (),
    )
    kpis.append(f"{team}/{id_}")
    made.numbers[f"{team}/{id_}"] = max(shown, rank(values))
    return KpisAt(team, 0, f"content/{team}/kpis.yml", make(records.KpiFile, kpis=(kpi,)))


def _cycle_file(
    draw: st.DrawFn,
    made: Made,
    team: str,
    inside: int,
    cycle: str,
    goals: list[tuple[str, str]],
    listed: st.SearchStrategy[str | None],
) -> CycleAt:
    audience = st.sampled_from((None, None, *AUDIENCES))
    file_audience = draw(audience)
    in_file = max(inside, rank(file_audience))
    objectives = []
    for _ in range(draw(st.integers(0, 2))):
        own, kr_own, values, told = draw(audience), draw(audience), draw(audience), draw(audience)
        shown = max(in_file, rank(own))
        kr_shown = max(shown, rank(kr_own))
        id_, kr_id = made.word(shown), made.word(kr_shown)
        checkin = make(
            records.Checkin,
            date=DAY,
            value=1,
            note=made.word(max(kr_shown, rank(values), rank(told))),
            audience=told,
        )
        key_result = make(
            records.KeyResult,
            id=kr_id,
            title=made.word(kr_shown),
            audience=kr_own,
            values_audience=values,
            metric=Metric("move", 0, 9),
            checkins=(checkin,),
            owner=draw(listed),
        )
        supports = (
            draw(st.lists(st.sampled_from([words for goal in goals for words in goal]), max_size=2)) if goals else []
        )
        objectives.append(
            make(
                records.Objective,
                id=id_,
                title=made.word(shown),
                audience=own,
                key_results=(key_result,),
                supports=tuple(supports),
                owner=draw(listed),
                tags=(made.word(shown),),
                ignore={"no-why": made.word(shown)},
            )
        )
        ref = f"{team}/{cycle}/{id_}"
        goals.append((ref, f"{ref}#{kr_id}"))
        made.numbers[f"{ref}#{kr_id}"] = max(kr_shown, rank(values))
    record = make(records.CycleFile, intro=made.word(in_file), audience=file_audience, objectives=tuple(objectives))
    return CycleAt(team, 0, f"content/{team}/{cycle}.yml", cycle, record)


def _checkin_file(
    draw: st.DrawFn, made: Made, team: str, inside: int, number: int, goals: list[tuple[str, str]], kpis: list[str]
) -> CheckinsAt:
    """Check-ins of any team's key results and KPIs."""
    checkins = []
    for key_result in draw(st.lists(st.sampled_from([goal[1] for goal in goals]), max_size=3)) if goals else []:
        own = draw(st.sampled_from((None, *AUDIENCES)))
        word = made.word(max(inside, made.numbers[key_result], rank(own)))
        checkins.append(make(records.Checkin, key_result=key_result, date=DAY, value=2, note=word, audience=own))
    for kpi in draw(st.lists(st.sampled_from(kpis), max_size=1)):
        word = made.word(max(inside, made.numbers[kpi]))
        checkins.append(make(records.Checkin, kpi=kpi, period=OCTOBER, date=DAY, value=3, note=word))
    return CheckinsAt(team, 0, f"content/{team}/checkins/{number}.yml", tuple(checkins))


@settings(deadline=None)
@given(sites(), st.sampled_from(AUDIENCES))
def test_an_audience_is_shown_all_that_is_for_it_and_nothing_narrower(
    site: tuple[Sources, dict[str, int]], audience: str
) -> None:
    sources, words = site
    shown = repr(link(sources, audience).goals)
    assert {word for word in words if word in shown} == {word for word in words if words[word] <= rank(audience)}


@settings(deadline=None)
@given(sites(), st.sampled_from(AUDIENCES))
def test_narrowing_twice_is_narrowing_once(site: tuple[Sources, dict[str, int]], audience: str) -> None:
    once = narrow(site[0], audience)
    assert narrow(once, audience) == once


@settings(deadline=None)
@given(sites(), st.randoms(use_true_random=False), st.sampled_from(AUDIENCES))
def test_the_order_of_files_changes_nothing(site: tuple[Sources, dict[str, int]], random: Any, audience: str) -> None:
    sources, _ = site
    names = ("teams", "cycles", "kpis", "checkins", "updates", "attachments")
    mixed: dict[str, Any] = {
        name: tuple(random.sample(getattr(sources, name), len(getattr(sources, name)))) for name in names
    }
    again = link(replace(sources, **mixed), audience)
    assert repr(again) == repr(link(sources, audience))
