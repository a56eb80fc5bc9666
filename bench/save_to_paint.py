"""Time a save under `okrsite serve` until the browser shows it: `python bench/save_to_paint.py [--teams 2000] [--saves 40]`.

An objective's page of a large made-up organisation is open in Chromium. Each save changes one check-in; what is timed is from the
write until the page's text holds the new value and the next frame is painted. Printed are the median and the 95th percentile.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from organisation import write_organisation
from playwright.sync_api import Page, sync_playwright

ADDRESS = "teams/team-{0}/2026-q4/goal-0/"
WAIT = """number => new Promise(done => {
  const look = () => document.body.innerText.includes(number) ? requestAnimationFrame(() => done(Date.now())) : setTimeout(look, 2)
  look()
})"""


def main() -> None:
    """Write the organisation, serve it, save and look, print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teams", type=int, default=2000)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two saves")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="okrsite-bench-") as name:
        site = Path(name) / "site"
        write_organisation(site, options.teams)
        command = [sys.executable, "-m", "okrsite", "serve", "-C", str(site), "--port", "0", "--as-of", "2026-11-22"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            found = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
            if found is None:
                sys.exit("okrsite serve did not start")
            seconds = _timed(site, found[0], options.teams // 2 + 1, options.saves, options.pause)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    seconds.sort()
    at = {
        "median": seconds[len(seconds) // 2],
        "95th percentile": seconds[int(len(seconds) * 0.95)],
        "longest": seconds[-1],
    }
    print(
        f"{options.teams:,} teams, {len(seconds)} saves: " + ", ".join(f"{n} {s * 1000:.0f} ms" for n, s in at.items())
    )


def _timed(site: Path, url: str, team: int, saves: int, pause: float) -> list[float]:
    file = next((site / "content").rglob(f"team-{team}/2026-q4.yml"))
    text = file.read_text(encoding="utf-8")
    value = re.search(r"value: (\d+), confidence", text)
    if value is None:
        sys.exit(f"there is no check-in in {file}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(url + ADDRESS.format(team))
        seconds = [_save(page, file, text, value, 7001 + number, pause) for number in range(saves + 1)][1:]
        browser.close()
    return seconds


def _save(page: Page, file: Path, text: str, value: re.Match[str], number: int, pause: float) -> float:
    time.sleep(pause)
    changed = f"{text[: value.start(1)]}{number}{text[value.end(1) :]}"
    began = time.time()
    file.write_text(changed, encoding="utf-8")
    shown: float = page.evaluate(WAIT, f"{number:,}")
    return shown / 1000 - began


if __name__ == "__main__":
    main()
