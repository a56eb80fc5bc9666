"""Draw how far each key result of an objective has come, week by week, beside where it should have been.

python docs/examples/progress_plot.py [SITE [OBJECTIVE [FILE.svg]]]

It needs matplotlib. Without arguments it draws an objective of the example site of this repository.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import NamedTuple

import okrsite

EXAMPLE = Path(__file__).parents[2]
OBJECTIVE = "academy/2026-q4/recruit"
DAY = dt.date(2026, 11, 22)


class Line(NamedTuple):
    """A key result: its days, and how far it was on each, as a share of the way."""

    title: str
    days: list[dt.date]
    shares: list[float]


# %% What to draw


def lines(goals: okrsite.Goals, ref: str) -> list[Line]:
    """The key results of an objective that move a number, from their start through every value."""
    found = []
    for key_result in goals.objective(ref).key_results:
        start, end = key_result.metric.from_, key_result.metric.to
        if start is None or end is None:
            continue
        points = [(key_result.start, start), *key_result.series]
        shares = [(value - start) / (end - start) for _, value in points]
        found.append(Line(key_result.title, [day for day, _ in points], shares))
    return found


# %% The plot


def draw(goals: okrsite.Goals, ref: str, file: str) -> None:
    """Draw the lines of an objective into an .svg, .png or .pdf file."""
    from matplotlib import pyplot  # noqa: PLC0415  the rest works without
    from matplotlib.ticker import PercentFormatter  # noqa: PLC0415  as above

    objective = goals.objective(ref)
    cycle = goals.cycle(objective.cycle)
    figure, axes = pyplot.subplots(figsize=(9, 5), layout="constrained")
    axes.plot([cycle.start, cycle.end], [0, 1], color="0.6", linestyle="--", label="Expected")
    for line in lines(goals, ref):
        axes.plot(line.days, line.shares, marker="o", label=line.title)
    axes.axvline(goals.as_of, color="0.8")
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_title(objective.title, loc="left")
    axes.legend(loc="upper left", frameon=False)
    figure.savefig(file)


if __name__ == "__main__":
    site, ref, file = [*sys.argv[1:], *(None,) * 3][:3]
    loaded = okrsite.load(site) if site else okrsite.load(EXAMPLE, DAY)
    try:
        draw(loaded, ref or OBJECTIVE, file or "progress.svg")
    except ModuleNotFoundError as error:
        sys.exit(f"{error}. The plot needs matplotlib: pip install matplotlib")
