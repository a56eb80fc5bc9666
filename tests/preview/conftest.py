"""A preview as `okrsite serve` runs it: a process of its own, real files, a free port."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

PATIENCE = 60.0  # seconds after which waiting has failed; nothing waits that long when all is well

GOAL = "---\ntitle: {title}\nkey_results:\n  - {{id: open, title: Shops open, metric: from 0 to 10}}\n---\n"
FILES = {
    "site.yml": "title: Goals\naudiences: [public, staff]\n",
    "content/shop/team.yml": "name: Shop\n",
    "content/shop/2026-q4/open.md": GOAL.format(title="Open more shops"),
    "content/bakery/team.yml": "name: Bakery\n",
    "static/note.txt": "first\n",
}


@dataclass
class Running:
    """A running preview and how to talk to it."""

    folder: Path
    process: subprocess.Popen[str]
    url: str
    told: list[str] = field(default_factory=list)
    listener: threading.Thread = field(default_factory=threading.Thread)

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers of an address; redirects are not followed."""
        return self.ask("GET", path, headers)

    def ask(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        request = urllib.request.Request(self.url + path.lstrip("/"), headers=headers, method=method)
        try:
            with _opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read(), dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), dict(error.headers)

    def text(self, path: str = "/") -> str:
        return self.get(path)[1].decode()

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.text("/.okrsite/state.json"))
        return state

    def write(self, path: str, content: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(content, encoding="utf-8")

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fail when it never does."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "".join(self.told)
            assert self.process.poll() is None, "".join(self.told)
            time.sleep(0.02)


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_StayHere, urllib.request.ProxyHandler({}))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts previews: `serve(*options, files=…)`; all are ended with Ctrl-C, and none may leave a traceback."""
    running: list[Running] = []

    def start(*options: str, files: dict[str, str] | None = None) -> Running:
        folder = tmp_path / "site"
        for path, content in (FILES if files is None else files).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        command = [sys.executable, "-m", "okrsite", "serve", "-C", str(folder), "--port", "0", "--as-of", "2026-11-22"]
        process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stderr.read()
        one = Running(folder, process, found[0])
        one.listener = threading.Thread(target=_listen, args=(process.stderr, one.told), daemon=True)
        one.listener.start()
        running.append(one)
        return one

    yield start
    for one in running:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGINT)
        one.process.wait(PATIENCE)
        one.listener.join()
        for pipe in (one.process.stdout, one.process.stderr):
            if pipe:
                pipe.close()
        assert "Traceback" not in "".join(one.told)


def _listen(pipe: IO[str], told: list[str]) -> None:
    told.extend(pipe)
