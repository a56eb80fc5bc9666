"""A forge on this machine that knows issues and comments, as much of them as the workflows ask for."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

US = {"id": 7, "login": "gitea-actions"}


class Forge:
    """What was posted: comments by the path they lie at, issues, and each request as `POST /issues`."""

    def __init__(self) -> None:
        self.comments: dict[str, list[dict[str, Any]]] = {}
        self.issues: list[dict[str, Any]] = []
        self.asked: list[str] = []

    def answer(self, method: str, path: str, told: dict[str, str]) -> Any:
        """What is there after the request."""
        self.asked.append(f"{method} {path}")
        where, _, last = path.rpartition("/")
        if method == "GET" and last == "user":
            return US
        if last in {"notes", "comments"}:
            here = self.comments.setdefault(path, [])
            if method == "POST":
                here.append({"id": len(here) + 1, "body": told["body"], "author": US, "user": US})
            return here
        if last == "issues":
            if method == "POST":
                self.issues.append({"number": len(self.issues) + 1, "iid": len(self.issues) + 1, **told})
            return self.issues
        if method in {"PUT", "PATCH"}:
            (one,) = [one for these in self.comments.values() for one in these if one["id"] == int(last)]
            one["body"] = told["body"]
            return one
        raise AssertionError(f"nothing is known of {method} {where}/{last}")


@contextmanager
def served(forge: Forge) -> Iterator[str]:
    """The forge's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            is_json = "json" in self.headers.get("Content-Type", "")
            told = json.loads(text) if is_json and text else {name: one for name, (one,) in parse_qs(text).items()}
            path = urlsplit(self.path).path.removeprefix("/api")
            body = json.dumps(forge.answer(self.command, path, told)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_PATCH = do_GET  # noqa: N815  as the server calls them

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the parent's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
