"""The gallery: what every component is shown with, for whoever works on a theme. No page of a site; its words stay English."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site.charts.bar import draw_bar
from okrsite.site.charts.drawings import BarDrawing, SparklineDrawing
from okrsite.site.charts.histogram import draw_histogram
from okrsite.site.charts.sparkline import draw_sparkline
from okrsite.site.views.cycles import CycleLine, Grades
from okrsite.site.views.field_tables import FieldCell, FieldRow, FieldTable
from okrsite.site.views.gallery_charts import ARABIC, CHINESE, DAYS, HERE, LONG, TITLES, UNBROKEN, gallery_charts
from okrsite.site.views.how import How
from okrsite.site.views.lines import KeyResultLine, KpiLine, ObjectiveLine
from okrsite.site.views.outcomes import OutcomeView, Retrospective
from okrsite.site.views.parts import (
    Badge,
    Bar,
    Chart,
    CycleStrip,
    Figure,
    Frame,
    LinkTo,
    MenuEntry,
    PersonLink,
    Prose,
    Table,
    Terms,
)  # fmt: skip
from okrsite.site.views.said import FieldLine, Named, NoteLine, Said
from okrsite.site.views.sharing import Sharing, Snippet
from okrsite.site.views.states import states
from okrsite.site.views.stream_lines import ChangeLine
from okrsite.site.views.team_lines import CycleSection, StatusCount, TeamLine
from okrsite.site.views.update_lines import UpdateLine
from okrsite.site.wording import Wording

__all__ = ["GalleryView", "gallery", "gallery_frame"]

_PROSE = """# A heading

Words with **weight**, *stress*, `code`, a [link](./) and a footnote.[^1]

- [x] done
- [ ] not done

1. First
2. Second

> Quoted.

| Name | Value |
| --- | ---: |
| Largest | 1,000,000,000,000 |
| Below nothing | −42 |

```
a line of code that is a good deal longer than the column that it stands in, and has no place to break = 1000000000000
```

[^1]: The footnote.
"""


@dataclass(frozen=True, slots=True)
class GalleryView:
    """Records for every component, as clumsy as real ones get: long, unbroken, Chinese, Arabic, huge, negative, empty."""

    titles: tuple[str, ...]
    statuses: tuple[Badge, ...]
    healths: tuple[Badge, ...]
    verdicts: tuple[Badge, ...]
    bars: tuple[Bar | None, ...]
    figures: tuple[Figure | None, ...]
    links: tuple[LinkTo, ...]
    people: tuple[PersonLink, ...]
    prose: Prose
    table: Table
    how: How
    strips: tuple[CycleStrip, ...]
    charts: tuple[tuple[str, Chart], ...]  # with what each is called
    objectives: tuple[ObjectiveLine, ...]
    key_results: tuple[KeyResultLine, ...]
    kpis: tuple[KpiLine, ...]
    cycles: tuple[CycleLine, ...]
    teams: tuple[TeamLine, ...]
    outcomes: tuple[OutcomeView, ...]
    retrospective: Retrospective
    section: CycleSection
    changes: tuple[ChangeLine, ...]
    updates: tuple[UpdateLine, ...]
    named: tuple[Named, ...]
    notes: tuple[NoteLine, ...]
    fields: tuple[FieldLine, ...]
    field_tables: tuple[FieldTable, ...]
    sharing: Sharing


def gallery(words: Wording) -> GalleryView:
    """The records, their states in the words of `words`."""
    known = states(words)
    statuses, healths = tuple(known.statuses.values()), tuple(known.healths.values())
    bars = _bars()
    people = tuple(PersonLink(title, HERE if at % 2 else None) for at, title in enumerate(TITLES[:4]))
    links = (
        *(LinkTo(title, HERE) for title in TITLES[:4]),
        LinkTo("leads nowhere", None),
        LinkTo("Current", HERE, True),
    )
    prose = Prose(f"Because of **this**, and {UNBROKEN}.", "", "short")
    key_results = _key_results(statuses, bars)
    verdicts = tuple(known.verdicts.values())
    objectives = _objectives(statuses, verdicts, bars, links, people, key_results)
    counts = tuple(
        StatusCount(one, 1000 * at, f"{1000 * at} {one.word}", Figure(str(1000 * at), 1000 * at))
        for at, one in enumerate(statuses)
    )
    strips = _strips()
    update = UpdateLine(Said(LONG), HERE, "24 Nov", "2026-11-24", "retrospective", links[1], people[0])
    return GalleryView(
        titles=TITLES,
        statuses=statuses,
        healths=healths,
        verdicts=verdicts,
        bars=bars,
        figures=_figures(),
        links=links,
        people=people,
        prose=Prose(_PROSE, "", "gallery"),
        how=How((LONG, "(5 − 0) / (10 − 0) = 50%"), HERE),
        strips=strips,
        charts=gallery_charts(),
        table=Table(
            CHINESE, ("Day", "Value", UNBROKEN), tuple((title, "1,000,000,000,000", "−42") for title in TITLES)
        ),
        objectives=objectives,
        key_results=key_results,
        kpis=_kpis(healths, links),
        cycles=_cycles(links, counts),
        teams=_teams(counts, bars[1], people[0]),
        outcomes=(
            OutcomeView(objectives[0], Figure("0.7", 0.7), prose, ((Named(Said(ARABIC, "ar"), HERE), prose),)),
            OutcomeView(objectives[1], None, None, ()),
        ),
        retrospective=Retrospective(update, prose),
        section=CycleSection(links[0], strips[0], prose, bars[1], counts, objectives[:2]),
        changes=_changes(statuses, links, people, prose),
        updates=(update, UpdateLine(Said(CHINESE, "zh-Hant"), HERE, "2 Oct", "2026-10-02", "", None, None)),
        named=tuple(Named(Said(title), HERE if at else None, at % 2 == 1) for at, title in enumerate(TITLES)),
        notes=tuple(NoteLine("20 Nov", "2026-11-20", Said(title)) for title in TITLES),
        fields=_fields(links[0], people[0], prose),
        field_tables=_field_tables(),
        sharing=Sharing(None, (Snippet("Badge (Markdown)", f"[![{LONG}](badge.svg)](page/)"),)),
    )


def gallery_frame(site_title: str, words: Wording, terms: Terms, generator: str) -> Frame:
    """The frame around it, with everything in its menu, breadcrumbs and footer that a page may have."""
    crumbs = (*(LinkTo(title, HERE) for title in (site_title, CHINESE, LONG)), LinkTo("Gallery", None, True))
    menu = tuple(
        MenuEntry(title, HERE, at == 0, (MenuEntry(CHINESE, HERE, False),))
        for at, title in enumerate(("Gallery", "Teams", ARABIC))
    )
    return Frame(
        title="Gallery",
        site_title=site_title,
        description="",
        language=words.language,
        direction=words.direction,
        root="./",
        home=HERE,
        canonical=None,
        og_url=None,
        site_url=None,
        locale="en_US",
        other_locales=(),
        alternates=(),
        feeds=(),
        switch=(),
        menu=menu,
        breadcrumbs=crumbs,
        strip=CycleStrip("Q4 2026", HERE, "1 Oct – 31 Dec 2026", "day 53 of 92", 0.576, "open"),
        as_of=None,
        as_of_text="As of 24 November 2026",
        as_of_day=DAYS[-1],
        changed=None,
        edited=None,
        source=LinkTo("Source", HERE),
        edit=LinkTo("Edit", HERE),
        checkin=LinkTo("Check in", HERE),
        logo_light=None,
        logo_dark=None,
        favicon=None,
        footer=(LinkTo("Imprint", HERE),),
        feedback=LinkTo("Feedback", HERE),
        licence=LinkTo("CC-BY-4.0", HERE),
        generator=generator,
        robots="noindex",
        method=HERE,
        search=None,
        search_index=None,
        data=(LinkTo("JSON", HERE),),
        terms=terms,
    )


def _bars() -> tuple[Bar | None, ...]:
    drawn = (
        (0.0, 0.0, "off-track", "0%"),
        (0.5, 0.576, "at-risk", "50%"),
        (1.0, 0.9, "done", "100%"),
        (1.0, 0.5, "on-track", "118%"),
        (0.0, 0.5, "off-track", "wrong way: −1,000%"),
    )
    return (
        *(
            Bar(share, expected, text, status, text, draw_bar(BarDrawing(text, share, expected, status)))
            for share, expected, status, text in drawn
        ),
        None,
    )


def _figures() -> tuple[Figure | None, ...]:
    return (
        Figure("1,000,000,000,000 EUR", 10**12),
        Figure("−42%", -42),
        Figure(f"5 {UNBROKEN}", 5),
        Figure("0", 0),
        Figure("–", None),
        None,
    )


def _key_results(statuses: tuple[Badge, ...], bars: tuple[Bar | None, ...]) -> tuple[KeyResultLine, ...]:
    return tuple(
        KeyResultLine(
            Said(title),
            HERE,
            statuses[at],
            bars[at],
            "−42 of 1,000,000,000,000 EUR" if at else "",
            "stale: last value is of 2019" if at == 1 else None,
            Said(ARABIC) if at == 2 else None,
            at == 3,
        )
        for at, title in enumerate(TITLES)
    )


def _objectives(
    statuses: tuple[Badge, ...],
    verdicts: tuple[Badge, ...],
    bars: tuple[Bar | None, ...],
    links: tuple[LinkTo, ...],
    people: tuple[PersonLink, ...],
    key_results: tuple[KeyResultLine, ...],
) -> tuple[ObjectiveLine, ...]:
    return tuple(
        ObjectiveLine(
            Said(title),
            HERE,
            statuses[-1 - at],
            bars[at],
            links[at],
            people[at] if at < 4 else None,
            verdicts[at] if at % 2 else None,
            "stale" if at == 0 else None,
            at == 3,
            LONG if at == 1 else None,
            key_results[: 3 - at] if at < 3 else (),
            f"{3 - at} key results",
        )
        for at, title in enumerate(TITLES)
    )


def _kpis(healths: tuple[Badge, ...], links: tuple[LinkTo, ...]) -> tuple[KpiLine, ...]:
    spark = draw_sparkline(SparklineDrawing(CHINESE, tuple(zip(DAYS, (-5, 10**12, 3, 7), strict=True)), "red"))
    return tuple(
        KpiLine(
            Said(title),
            HERE,
            Figure("1,000,000,000,000 EUR", 10**12) if at % 2 == 0 else Figure("no value yet", None),
            "−42 EUR, worse" if at == 0 else None,
            healths[at],
            spark if at % 2 == 0 else "",
            "at least 120" if at < 4 else None,
            links[at],
            None,
        )
        for at, title in enumerate(TITLES)
    )


def _teams(counts: tuple[StatusCount, ...], bar: Bar | None, lead: PersonLink) -> tuple[TeamLine, ...]:
    below = TeamLine(Said(ARABIC, "ar"), None, HERE, None, None, (), None, None)
    return (
        TeamLine(Said(LONG), "🏫", HERE, lead, "Q4 2026", counts, bar, "1,000 KPIs", (below,)),
        TeamLine(Said(CHINESE), None, HERE, None, None, counts[:1], None, None),
    )


def _fields(link: LinkTo, person: PersonLink, prose: Prose) -> tuple[FieldLine, ...]:
    return (
        FieldLine("Text", LONG),
        FieldLine(UNBROKEN, "1,000,000,000,000"),
        FieldLine("Link", link=link),
        FieldLine("Person", person=person),
        FieldLine("Markdown", prose=prose),
        FieldLine("Empty"),
    )


def _field_tables() -> tuple[FieldTable, ...]:
    rows = tuple(
        FieldRow(
            Named(Said(title), HERE),
            (FieldCell(FieldLine("Budget", "1,000,000,000,000"), "1000000000000"), FieldCell(None)),
        )
        for title in TITLES
    )
    return (FieldTable("_fields", "Own fields", ("Budget", CHINESE), (True, False), rows),)


def _cycles(links: tuple[LinkTo, ...], counts: tuple[StatusCount, ...]) -> tuple[CycleLine, ...]:
    return (
        CycleLine(
            "2026-q4",
            links[0],
            "1 Oct – 31 Dec 2026",
            "open",
            "open",
            "1,000",
            "57%",
            counts,
            Grades(draw_histogram("Grades", (0, 3, 9, 1, 0)), "0.5", "0.5"),
        ),
        CycleLine("2027-q1", links[1], "1 Jan – 31 Mar 2027", "coming", "not begun", "0", "–", (), None),
    )


def _changes(
    statuses: tuple[Badge, ...], links: tuple[LinkTo, ...], people: tuple[PersonLink, ...], prose: Prose
) -> tuple[ChangeLine, ...]:
    return tuple(
        ChangeLine(
            "24 Nov",
            "2026-11-24",
            "checkin",
            "check-in",
            Named(Said(title), HERE, at == 3),
            links[at],
            people[at],
            "1,000,000,000,000 EUR",
            statuses[at],
            prose if at == 0 else None,
        )
        for at, title in enumerate(TITLES[:4])
    )


def _strips() -> tuple[CycleStrip, ...]:
    return tuple(
        CycleStrip(name, HERE, "1 Oct – 31 Dec 2026", day, share, state)
        for name, day, share, state in (
            ("Q4 2026", "day 53 of 92", 0.576, "open"),
            (LONG[:80], "begins in 12 days", 0.0, "coming"),
            (CHINESE, "ended", 1.0, "closed"),
        )
    )
