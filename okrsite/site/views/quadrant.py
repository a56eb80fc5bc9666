"""The balance as a picture: open goals by their pace and the health of their drivers."""

from __future__ import annotations

from okrsite.goals.balance import SHORT
from okrsite.goals.figures import ObjectiveFigures, Status
from okrsite.site import addresses
from okrsite.site.charts.drawings import QuadrantDot, QuadrantDrawing
from okrsite.site.charts.quadrant import draw_quadrant
from okrsite.site.views.here import Here
from okrsite.site.views.how import How
from okrsite.site.views.parts import Chart

__all__ = ["quadrant", "quadrant_how"]

_RANKS = {"at-a-cost": 0, "derailing": 1, "aligned": 3}  # which goals are named first
_HEIGHTS = {"green": 1.0, "amber": 0.5, "red": 0.0}
_TOLD = 12  # goals whose numbers are said one by one
_ASIDE = 0.02


def quadrant(here: Here, refs: tuple[str, ...]) -> Chart | None:
    """The picture of those that have a pace and a driver with a health; None without any. The table says the same of all."""
    gettext, verdicts, healths = here.words.gettext, here.shared.states.verdicts, here.shared.states.healths
    balance = here.figures.balance
    worst_first = sorted(refs, key=lambda ref: _RANKS.get(balance[ref].verdict or "", 2))
    dots = tuple(dot for ref in worst_first if (dot := _dot(here, ref)))
    if not dots:
        return None
    sentence = gettext(
        "Across: how far {objectives|goals} are ahead of their pace or behind it; up: the health of the {kpis} that drive them. "
        "A ring marks a red guard."
    )
    corners = ("derailing", "aligned", "behind", "decoupled")
    top_left, top_right, bottom_left, bottom_right = (verdicts[name].word for name in corners)
    drawing = QuadrantDrawing(
        id="_balance",
        title=gettext("{Objectives|Goals} and the {kpis} that drive them"),
        description=sentence,
        dots=dots,
        corners=(top_left, top_right, bottom_left, bottom_right),
        across=gettext("behind its pace ← %(on_track)s → ahead", **here.shared.states.words),
        up=(healths["green"].word, healths["amber"].word, healths["red"].word),
        split=float(here.goals.site.status.at_risk),
    )
    return Chart(draw_quadrant(drawing), sentence, None)


def quadrant_how(here: Here, refs: tuple[str, ...]) -> How | None:
    """Where the goals of the picture stand, worst verdicts first as far as a dozen; None without a picture."""
    words, states = here.words, here.shared.states
    figures, balance = here.figures.objectives, here.figures.balance
    shown = sorted(
        (ref for ref in refs if _is_drawn(here, ref)), key=lambda ref: _RANKS.get(balance[ref].verdict or "", 2)
    )
    lines = tuple(
        words.gettext(
            "%(title)s: %(formula)s; its {kpis}, by the worst of them: %(health)s",
            title=here.text(here.goals.objectives[ref].record.title),
            formula=_gap(here, figures[ref]),
            health=states.healths[balance[ref].drivers_health or "no-data"].word,
        )
        for ref in shown[:_TOLD]
    )
    return How(lines, here.method("verdict")) if lines else None


def _gap(here: Here, figures: ObjectiveFigures) -> str:
    """`34% − 57% = −23%`: progress less what was expected."""
    percent = here.words.percent
    progress, expected = figures.progress or 0, figures.expected or 0
    return f"{percent(progress)} − {percent(expected)} = {percent(progress - expected)}"


def _on_its_side(gap: float, status: Status, limit: float) -> float:
    """The gap, kept on the side that the status says: what one key result holds back is not drawn as on track."""
    return min(gap, -limit - _ASIDE) if status in SHORT else max(gap, -limit + _ASIDE)


def _is_drawn(here: Here, ref: str) -> bool:
    figures, balance = here.figures.objectives[ref], here.figures.balance[ref]
    judged = balance.verdict is not None and balance.drivers_health in _HEIGHTS
    return judged and figures.progress is not None and figures.expected is not None


def _dot(here: Here, ref: str) -> QuadrantDot | None:
    figures, balance = here.figures.objectives[ref], here.figures.balance[ref]
    height = _HEIGHTS.get(balance.drivers_health or "")
    if figures.progress is None or figures.expected is None or height is None or balance.verdict is None:
        return None
    words, states = here.words, here.shared.states
    title = here.text(here.goals.objectives[ref].record.title)
    gap = figures.progress - figures.expected
    said = words.gettext(
        "%(title)s: %(share)s reached, %(expected)s expected by today; %(verdict)s",
        title=title,
        share=words.percent(figures.progress),
        expected=words.percent(figures.expected),
        verdict=states.verdicts[balance.verdict].word,
    )
    return QuadrantDot(
        across=_on_its_side(gap, figures.status, float(here.goals.site.status.at_risk)),
        up=height,
        name=title,
        label=said,
        href=here.to(addresses.objective(ref)),
        state=figures.status,
        marked=balance.guards_health == "red",
    )
