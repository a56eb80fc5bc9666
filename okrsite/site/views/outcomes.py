"""What came of goals: grades, what was learned, and looking back in full; a closed cycle's pages are made of it."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.goals.model import Objective, Update
from okrsite.site.views.here import Here
from okrsite.site.views.lines import ObjectiveLine, objective_line
from okrsite.site.views.measures import grade_figure
from okrsite.site.views.parts import Figure, Prose
from okrsite.site.views.said import Named
from okrsite.site.views.update_lines import UpdateLine, update_line

__all__ = ["OutcomeView", "Retrospective", "outcome_view", "retrospective_view"]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What came of an objective: its line, its grade, what was learned of it and of its key results."""

    line: ObjectiveLine
    grade: Figure | None
    note: Prose | None
    key_results: tuple[tuple[Named, Prose], ...]


@dataclass(frozen=True, slots=True)
class Retrospective:
    """A retrospective in full."""

    update: UpdateLine
    body: Prose | None


def outcome_view(here: Here, objective: Objective) -> OutcomeView:
    """What came of `objective`, with its key results."""
    figures, outcome = here.figures.objectives[objective.ref], objective.record.outcome
    key = f"outcome-{objective.team}-{objective.id}"
    notes = []
    for one in objective.key_results:
        note = one.record.outcome.note if one.record.outcome else None
        prose = here.prose(note, objective.team, f"{key}-{one.id}")
        if prose:
            notes.append((here.goal(one.ref), prose))
    return OutcomeView(
        line=objective_line(here, objective.ref, key_results=True),
        grade=grade_figure(here.words, figures.grade),
        note=here.prose(outcome.note, objective.team, key) if outcome else None,
        key_results=tuple(notes),
    )


def retrospective_view(here: Here, update: Update, number: int, *, team: bool = False) -> Retrospective:
    """A retrospective, the page's `number`-th; with its team where wanted."""
    body = here.prose(update.record.body, update.team, f"retrospective-{number}")
    return Retrospective(update_line(here, update.ref, team=team), body)
