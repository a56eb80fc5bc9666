"""A real Chromium, and the example site as a reader meets it: under a sub-path, with the strict policy, or as files."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from okrsite.publish.build import build

REPOSITORY = Path(__file__).parent.parent.parent
DAY = dt.date(2026, 11, 22)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; the tests fail where there is none."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "the browser tests need Chromium (Debian: apt install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, "--disable-sync"])
        yield browser
        browser.close()


def build_example(output: Path, **changes: str) -> Path:
    """The example of this repository, built into `output`; `changes` are settings put on top of its site.yml."""
    folder = output.with_name(f"{output.name}-source")
    folder.mkdir()
    for name in ("content", "static"):
        shutil.copytree(REPOSITORY / name, folder / name)
    settings = "".join(f"{key}: {value}\n" for key, value in changes.items())
    (folder / "site.yml").write_text(settings + (REPOSITORY / "site.yml").read_text(encoding="utf-8"), encoding="utf-8")
    result = build(folder, output=output, as_of=DAY)
    assert result.published, result.problems
    return output


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as it is published."""
    return build_example(tmp_path_factory.mktemp("example") / "okr")


@pytest.fixture(scope="session")
def portable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as it opens from files."""
    return build_example(tmp_path_factory.mktemp("portable") / "okr", portable="true")


class _Strict(http.server.SimpleHTTPRequestHandler):
    """Serves files under the strictest policy, and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="session")
def served(example: Path) -> Iterator[str]:
    """The address of the example, served under the sub-path /okr/."""
    handler = functools.partial(_Strict, directory=str(example.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/okr/"
        server.shutdown()
        thread.join()


@dataclass
class Seen:
    """A page, and what it did behind the reader's back."""

    page: Page
    requests: list[str]
    complaints: list[str]


LATER_SCRIPTS_ARE_THERE = """() => {
    const own = document.querySelector("script[data-later]"), there = performance.getEntriesByType("resource");
    return !own || own.dataset.later.split(" ").every((wanted) => location.protocol === "file:"
        ? document.querySelector(`script[src="${wanted}"]`)
        : there.some((one) => one.name === new URL(wanted, document.baseURI).href && one.responseEnd));
}"""


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """Opens an address in a fresh window: `visit(address, width=…, dark=…, script=…)`."""
    with visiting(browser) as opened:
        yield opened


@contextmanager
def visiting(browser: Browser) -> Iterator[Any]:
    """What `visit` opens with, for fixtures of another scope; windows close at the end."""
    contexts = []

    def opened(address: str, *, width: int = 1280, dark: bool = False, script: bool = True) -> Seen:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            bypass_csp=False,
        )
        contexts.append(context)
        seen = Seen(context.new_page(), [], [])

        def note_request(request: Request) -> None:
            seen.requests.append(request.url)

        def note_complaint(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                seen.complaints.append(message.text)

        seen.page.on("request", note_request)
        seen.page.on("console", note_complaint)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(address)
        if script:
            seen.page.wait_for_function(LATER_SCRIPTS_ARE_THERE)
        return seen

    yield opened
    for context in contexts:
        context.close()
