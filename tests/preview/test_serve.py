"""What `okrsite serve` promises whoever asks it: the site, nothing else, and the newest."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.preview.conftest import GOAL, PATIENCE, Running

Serve = Callable[..., Running]


def test_pages_carry_the_script_of_the_preview_and_are_never_kept(serve: Serve) -> None:
    one = serve()
    status, body, headers = one.get("/teams/shop/2026-q4/open/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"Open more shops" in body
    assert b"/.okrsite/preview.js" in body
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert one.get("/.okrsite/preview.js")[2]["Content-Type"].startswith("text/javascript")


def test_what_a_reader_has_already_is_not_sent_again(serve: Serve) -> None:
    one = serve()
    for path in ("/", "/note.txt"):
        tag = one.get(path)[2]["ETag"]
        assert one.get(path, **{"If-None-Match": tag})[:2] == (304, b"")
    assert one.get("/note.txt")[1] == b"first\n"


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yml",
        "/%2e%2e/site.yml",
        "/..%5csite.yml",
        "//etc/passwd",
        "/content/",
        "/static/",
        "/a%00b",
        "/.okrsite/../x",
    ],
)
def test_nothing_outside_the_site_is_served_and_no_folder_is_listed(serve_once: Running, path: str) -> None:
    status, body, _ = serve_once.get("/" + path) if path.startswith("//") else serve_once.get(path)
    assert status == 404
    assert b"title: Goals" not in body


@pytest.fixture
def serve_once(serve: Serve) -> Running:
    return serve()


def test_other_hosts_names_are_refused(serve: Serve) -> None:
    one = serve()
    assert one.get("/", Host="evil.example.org")[0] == 403
    assert one.get("/", Host="localhost")[0] == 200
    assert one.get("/", Host="[::1]:80")[0] == 200


def test_pages_are_read_and_nothing_is_written(serve: Serve) -> None:
    one = serve()
    assert one.ask("HEAD", "/", {})[:2] == (200, b"")
    for method in ("POST", "PUT", "DELETE"):
        assert one.ask(method, "/", {})[0] in {405, 501}
    assert not (one.folder / "public").exists()


def test_a_folder_without_its_slash_leads_to_the_page(serve: Serve) -> None:
    status, _, headers = serve().get("/teams/shop?x=1")
    assert (status, headers["Location"]) == (302, "/teams/shop/?x=1")


def test_a_save_shows(serve: Serve) -> None:
    one = serve()
    one.write("content/shop/2026-q4/open.md", GOAL.format(title="Open many more shops"))
    one.until(lambda: "Open many more shops" in one.text("/teams/shop/2026-q4/open/"))


def test_polling_sees_saves_too(serve: Serve) -> None:
    one = serve("--poll")
    one.write("content/shop/2026-q4/open.md", GOAL.format(title="Open many more shops"))
    one.until(lambda: "Open many more shops" in one.text("/teams/shop/2026-q4/open/"))


def test_reading_wakes_nothing(serve: Serve) -> None:
    one = serve()
    one.write("static/note.txt", "second\n")
    one.until(lambda: one.text("/note.txt") == "second\n")
    before = one.state()["id"]
    for path in one.folder.rglob("*"):
        if path.is_file():
            path.read_bytes()
    one.write("static/last.txt", "third\n")
    one.until(lambda: one.get("/last.txt")[0] == 200)
    assert int(one.state()["id"].rpartition("-")[2]) - int(before.rpartition("-")[2]) <= 2


def test_errors_leave_the_last_good_page_and_say_where_they_are(serve: Serve) -> None:
    one = serve("--editor", "zed://file/{path}:{line}:{column}")
    one.write("content/shop/2026-q4/open.md", "---\ntitle: Open more shops\nkey_results: 7\n---\n")
    one.until(lambda: one.state()["broken"])
    state = one.state()
    assert "Open more shops" in one.text("/teams/shop/2026-q4/open/")
    assert state["errors"] == 1
    (problem,) = [problem for problem in state["problems"] if problem["severity"] == "error"]
    assert problem["place"].startswith("content/shop/2026-q4/open.md:3")
    assert [3, "key_results: 7"] in problem["lines"]
    assert problem["href"].startswith("zed://file/")
    assert (
        problem["href"]
        .removeprefix("zed://file")
        .startswith(f"{one.folder.resolve().as_posix()}/content/shop/2026-q4/open.md:3:")
    )
    one.until(lambda: any("error[" in line for line in one.told))
    one.write("content/shop/2026-q4/open.md", GOAL.format(title="Open fewer shops"))
    one.until(lambda: not one.state()["broken"])
    assert "Open fewer shops" in one.text("/teams/shop/2026-q4/open/")


def test_a_site_that_begins_with_errors_appears_when_they_are_mended(serve: Serve) -> None:
    one = serve(files={"site.yml": "title: [\n", "content/shop/team.yml": "name: Shop\n"})
    assert one.get("/")[0] == 503
    one.write("site.yml", "title: Mended\n")
    one.until(lambda: "Mended" in one.text("/"))


def test_a_broken_template_leaves_the_page_that_was_seen_last(serve: Serve) -> None:
    one = serve()
    assert one.get("/")[0] == 200
    one.write("theme/templates/home.html", "{% extends 'base.html' %}{% block main %}{{ nothing.here }}{% endblock %}")
    one.until(lambda: one.get("/")[0] == 200 and one.state()["broken"])
    assert one.state()["problems"][0]["rule"] == "broken-template"
    (one.folder / "theme/templates/home.html").unlink()
    one.until(lambda: not one.state()["broken"] and one.get("/")[0] == 200)


def test_a_page_that_moved_says_where_it_went(serve: Serve) -> None:
    one = serve()
    (one.folder / "content/shop/2026-q4").rename(one.folder / "content/bakery/2026-q4")
    one.until(lambda: one.get("/teams/shop/2026-q4/open/")[0] == 404)
    assert 'moved to <a href="/teams/bakery/2026-q4/open/"' in one.text("/teams/shop/2026-q4/open/")


def test_a_page_that_is_gone_names_the_nearest(serve: Serve) -> None:
    one = serve()
    (one.folder / "content/shop/2026-q4/open.md").unlink()
    one.until(lambda: one.get("/teams/shop/2026-q4/open/")[0] == 404)
    assert 'nearest page is <a href="/teams/shop/' in one.text("/teams/shop/2026-q4/open/")


def test_audience_and_day_are_switched_by_the_previews_own_pages_alone(serve: Serve) -> None:
    one = serve()
    address = "/.okrsite/view?audience=staff&as-of=2026-10-01"
    assert one.ask("POST", address, {})[0] == 403
    assert one.ask("POST", address, {"X-Okrsite": "preview"})[0] == 204
    one.until(lambda: (one.state()["audience"], one.state()["day"]) == ("staff", "2026-10-01"))


def test_the_stream_tells_each_state_and_where_one_stands_who_comes_late(serve: Serve) -> None:
    one = serve()
    with urllib.request.urlopen(f"{one.url}.okrsite/events", timeout=30) as stream:
        ids = (line.split()[1].decode() for line in stream if line.startswith(b"id:"))
        assert next(ids) == one.state()["id"]
        one.write("static/note.txt", "second\n")
        assert next(ids).partition("-")[0] == one.state()["id"].partition("-")[0]


def test_a_port_that_is_taken_gives_way_to_the_next(serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        one = serve("--port", str(port))
        assert int(one.url.rstrip("/").rpartition(":")[2]) > port
        one.until(lambda: any(f"Port {port} is taken" in line for line in one.told))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_it_ends_on_request_though_pages_are_open(serve: Serve) -> None:
    one = serve()
    streams = [urllib.request.urlopen(f"{one.url}.okrsite/events") for _ in range(20)]
    one.process.send_signal(signal.SIGINT)
    assert one.process.wait(PATIENCE) == 0
    for stream in streams:
        stream.close()


def test_wrong_wishes_are_usage_errors(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Goals\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    for option in (["--audience", "nobody"], ["--editor", "ed"], ["--host", "203.0.113.7"]):
        done = subprocess.run(
            [sys.executable, "-m", "okrsite", "serve", "-C", str(tmp_path), *option],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
