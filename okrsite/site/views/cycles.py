"""All cycles: how they went over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from okrsite.frozen import dataclass
from okrsite.goals.arithmetic import total
from okrsite.goals.figures import Status
from okrsite.site.charts.histogram import draw_histogram
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.how import How
from okrsite.site.views.parts import LinkTo
from okrsite.site.views.team_lines import StatusCount, status_counts

__all__ = [
    "CycleLine",
    "CyclesView",
    "Grades",
    "cycle_line",
    "cycles",
    "cycles_how",
    "earlier_cycles",
    "grades_of",
    "objectives_of",
]


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle in the list. `progress` is the mean over teams' objectives that have one, in words; `state` open, coming or closed."""

    id: str
    cycle: LinkTo
    dates: str
    state: str
    state_word: str
    objectives: str
    progress: str
    counts: tuple[StatusCount, ...]
    grades: Grades | None


@dataclass(frozen=True, slots=True)
class Grades:
    """How the graded objectives of a closed cycle are spread: `svg` a drawing, `text` their number and `mean`."""

    svg: str
    text: str
    mean: str


@dataclass(frozen=True, slots=True)
class CyclesView:
    """Every cycle that has objectives, or whose parts have, the latest first."""

    title: str
    cycles: tuple[CycleLine, ...]
    how: How | None


def cycles(here: Here) -> tuple[CyclesView, Around]:
    """The list of cycles."""
    title = here.shared.terms["cycles"]
    found = [cycle for cycle in reversed(tuple(here.goals.cycles)) if here.cycle_link(cycle).href]
    lines = tuple(cycle_line(here, cycle) for cycle in found)
    view = CyclesView(title, lines, cycles_how(here, lines))
    return view, Around(heading=title, data=("objectives.json",))


def objectives_of(here: Here, cycle_id: str, team: str | None = None) -> tuple[str, ...]:
    """The objectives of a cycle in the site's order, archived teams left out; or those of one team."""
    if team is None:
        return here.shared.objectives_by_cycle.get(cycle_id, ())
    found = here.figures.team_cycles.get((team, cycle_id))
    return found.objectives if found else ()


def earlier_cycles(here: Here, cycle_id: str, team: str | None = None, most: int = 6) -> tuple[CycleLine, ...]:
    """A cycle and those of its length before it that have objectives, the latest first; empty where it is the first."""
    goals, own = here.goals.cycles, here.goals.cycles[cycle_id]
    before = [
        one.id
        for one in goals.values()
        if one.start <= own.start and abs(one.days - own.days) <= own.days * 0.1 and objectives_of(here, one.id, team)
    ][-most:]
    return tuple(cycle_line(here, one, team) for one in reversed(before)) if len(before) > 1 else ()


def cycles_how(here: Here, lines: Sequence[CycleLine], team: str | None = None) -> How | None:
    """How the mean grades of `lines` come about; None where nothing has a grade."""
    words, said = here.words, []
    for line in lines:
        grades = grades_of(here, objectives_of(here, line.id, team))
        if grades:
            formula = f"{words.number(round(total(grades), 1))} / {words.number(len(grades))} = {words.grade(total(grades) / len(grades))}"
            said.append(
                words.gettext("%(cycle)s, the mean of the grades: %(formula)s", cycle=line.cycle.text, formula=formula)
            )
    return How(tuple(said), here.method("grade")) if said else None


def grades_of(here: Here, refs: Iterable[str]) -> list[float]:
    """The grades that there are."""
    return [grade for ref in refs if (grade := here.figures.objectives[ref].grade) is not None]


def cycle_line(here: Here, cycle_id: str, team: str | None = None) -> CycleLine:
    """A cycle in a list; or a team's share of it."""
    cycle, words, day = here.goals.cycles[cycle_id], here.words, here.figures.day
    refs = objectives_of(here, cycle_id, team)
    figures = [here.figures.objectives[ref] for ref in refs]
    known = [one.progress for one in figures if one.progress is not None and not one.dropped]
    statuses: Counter[Status] = Counter(one.status for one in figures)
    state = "coming" if day < cycle.start else "closed" if day > cycle.end else "open"
    state_words = {"coming": words.gettext("coming"), "closed": words.gettext("closed"), "open": words.gettext("open")}
    return CycleLine(
        id=cycle_id,
        cycle=here.cycle_link(cycle_id, team),
        dates=words.days(cycle.start, cycle.end),
        state=state,
        state_word=state_words[state],
        objectives=words.number(len(refs)),
        progress=words.percent(total(known) / len(known)) if known else words.gettext("no data"),
        counts=status_counts(here, statuses),
        grades=_grades(here, refs),
    )


def _grades(here: Here, refs: tuple[str, ...]) -> Grades | None:
    """None where nothing has a grade: the cycle is not over, or nobody gave any."""
    words = here.words
    found = grades_of(here, refs)
    if not found:
        return None
    counts = Counter(min(10, max(0, round(grade * 10))) for grade in found)
    spread = words.gettext("; ").join(
        f"{words.grade(tenth / 10)}: {words.number(counts[tenth])}" for tenth in sorted(counts)
    )
    mean = words.grade(total(found) / len(found))
    text = words.gettext("%(count)s graded, mean %(mean)s", count=words.number(len(found)), mean=mean)
    return Grades(draw_histogram(spread, [counts[tenth] for tenth in range(11)]), text, mean)
