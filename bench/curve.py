"""How a build grows with the organisation: `python bench/curve.py [--teams 200 2000 20000] [--out docs/growth.svg]`.

Each size is written, built once from nothing as whole processes, and drawn: processor time, time on the clock, and the memory of all
processes together at its peak, against the number of teams, both axes by tens. A straight line that rises with the grid is growth in step.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path

from organisation import write_organisation

LOOK = 0.25  # seconds between two looks at the memory
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 64, 176, 24, 48
STYLE = """\
text{font:13px system-ui,sans-serif;fill:#222}.grid{stroke:#ccc}.line{fill:none;stroke-width:2.5}.name{font-weight:600}
.cpu{stroke:#0b5cad;fill:#0b5cad}.wall{stroke:#a04800;fill:#a04800}.memory{stroke:#25714a;fill:#25714a}
text.cpu,text.wall,text.memory{stroke:none}.line{fill:none}
@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#444}.cpu{stroke:#7db7f0;fill:#7db7f0}
.wall{stroke:#f0a868;fill:#f0a868}.memory{stroke:#7fd0a4;fill:#7fd0a4}text.cpu,text.wall,text.memory{stroke:none}.line{fill:none}}"""


@dataclass(frozen=True)
class Point:
    """What a build of so many teams took: seconds of processor and on the clock, megabytes, pages."""

    teams: int
    pages: int
    cpu: float
    wall: float
    memory: float


def main() -> None:
    """Measure, print a row a size, draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teams", type=int, nargs="+", default=[200, 2000, 20000])
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "docs" / "growth.svg")
    options = parser.parse_args()
    points = []
    for teams in options.teams:
        with tempfile.TemporaryDirectory(prefix="okrsite-bench-") as name:
            points.append(_measured(teams, Path(name)))
        print(
            f"{teams:,} teams, {points[-1].pages:,} pages: {points[-1].cpu:.1f} s of processor, {points[-1].wall:.1f} s, "
            f"{points[-1].memory:,.0f} MB"
        )
    options.out.write_text(drawing(points), encoding="utf-8")


def _measured(teams: int, work: Path) -> Point:
    write_organisation(work / "site", teams)
    command = [sys.executable, "-m", "okrsite", "build", "-C", str(work / "site"), "--output", str(work / "out")]
    began, memory = time.perf_counter(), 0.0
    process = subprocess.Popen([*command, "--as-of", "2026-11-22", "--no-cache", "--quiet"])
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        memory = max(memory, sum(map(_megabytes, _family(process.pid))))
        time.sleep(LOOK)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}")
    pages = sum(name.endswith(".html") for _, _, names in os.walk(work / "out") for name in names)
    return Point(teams, pages, usage.ru_utime + usage.ru_stime, wall, memory)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _megabytes(pid: int) -> float:
    """What a process holds, with its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def drawing(points: list[Point]) -> str:
    """The curves as a drawing."""
    lines = [("cpu", "processor s"), ("wall", "clock s"), ("memory", "memory MB")]
    values = [getattr(point, name) for point in points for name, _ in lines]
    x = _Scale([point.teams for point in points], LEFT, WIDTH - RIGHT)
    y = _Scale(values, HEIGHT - BOTTOM, TOP)
    said = "; ".join(
        f"{p.teams:,} teams: {p.cpu:.0f} s of processor, {p.wall:.0f} s, {p.memory:,.0f} MB" for p in points
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>What a clean build takes by the number of teams. {said}.</title><style>{STYLE}</style>",
    ]
    for tick in x.tens():
        parts.append(f'<path class="grid" d="M{x(tick):.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{tick:,.0f}</text>')
    for tick in y.tens():
        parts.append(f'<path class="grid" d="M{LEFT} {y(tick):.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:,.0f}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">teams</text>')
    for name, words in lines:
        spots = [(x(point.teams), y(getattr(point, name))) for point in points]
        parts.append(f'<path class="line {name}" d="M{"L".join(f"{a:.1f} {b:.1f}" for a, b in spots)}"/>')
        parts += [f'<circle class="{name}" cx="{a:.1f}" cy="{b:.1f}" r="4"/>' for a, b in spots]
        last = getattr(points[-1], name)
        at = f'x="{spots[-1][0] + 10:.1f}" y="{spots[-1][1] + 4:.1f}"'
        parts.append(f'<text class="name {name}" {at}>{last:,.0f} {words}</text>')
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Values by tens onto pixels, from the ten below the least to the ten above the most."""

    def __init__(self, values: list[float] | list[int], low: float, high: float) -> None:
        self._first, self._last = floor(log10(min(values))), ceil(log10(max(values)))
        self._low, self._high = low, high

    def __call__(self, value: float) -> float:
        share = (log10(value) - self._first) / max(1, self._last - self._first)
        return self._low + share * (self._high - self._low)

    def tens(self) -> list[float]:
        return [10.0**power for power in range(self._first, self._last + 1)]


if __name__ == "__main__":
    main()
