"""The balance as a picture: open goals by their pace and the health of their drivers."""

from __future__ import annotations

from okrsite.site import addresses
from okrsite.site.charts.drawings import QuadrantDot, QuadrantDrawing
from okrsite.site.charts.quadrant import draw_quadrant
from okrsite.site.views.here import Here
from okrsite.site.views.parts import Chart

__all__ = ["quadrant"]

_HEIGHTS = {"green": 1.0, "amber": 0.5, "red": 0.0}


def quadrant(here: Here, refs: tuple[str, ...]) -> Chart | None:
    """The picture of those that have a pace and a driver with a health; None without any. The table says the same of all."""
    gettext, verdicts = here.words.gettext, here.shared.states.verdicts
    dots = tuple(dot for ref in refs if (dot := _dot(here, ref)))
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
        across=gettext("behind its pace ← on track → ahead"),
        split=float(here.goals.site.status.at_risk),
    )
    return Chart(draw_quadrant(drawing), sentence, None)


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
        across=gap,
        up=height,
        name=title,
        label=said,
        href=here.to(addresses.objective(ref)),
        state=figures.status,
        marked=balance.guards_health == "red",
        is_named=balance.verdict != "aligned",
    )
