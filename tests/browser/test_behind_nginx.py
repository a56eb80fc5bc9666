"""The example behind nginx with the headers that `okrsite headers` prints: walked in Chromium, in every language, nothing complains."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from okrsite.publish.build import build
from okrsite.site.headers import server_headers
from okrsite.source.config import read_config
from tests.browser.conftest import REPOSITORY, Seen
from tests.browser.test_pages import PAGES

Visit = Callable[..., Seen]

CONFIG = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    error_page 404 /okr/404.html;
    include {folder}/headers.conf;
  }}
}}
"""


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def nginx(folder: Path, root: Path, headers: str, port: int) -> Iterator[str]:
    """The address of a site that nginx serves from `root`, with the written headers; the tests fail where there is no nginx."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "this test needs nginx (Debian: apt install nginx-light)"
    (folder / "headers.conf").write_text(headers)
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=port, root=root))
    server = subprocess.Popen(
        [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), "-g", "user root;"]
    )
    try:
        for _ in range(100):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/okr/"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def behind_nginx(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example under /okr/."""
    site = read_config(REPOSITORY).site
    assert site
    example.parent.chmod(0o755)
    for around in (example.parent.parent, example.parent.parent.parent):
        around.chmod(around.stat().st_mode | 0o055)
    folder = tmp_path_factory.mktemp("nginx")
    with nginx(folder, example.parent, server_headers(site, "nginx"), free_port()) as address:
        yield address


def test_nginx_sends_the_policy_with_every_kind_of_file(behind_nginx: str) -> None:
    for path in ("", "data/site.json", "feed.xml", "favicon.svg"):
        with urllib.request.urlopen(behind_nginx + path) as answer:
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("prefix", ["", "zh-hant/"])
def test_no_page_complains_behind_nginx(behind_nginx: str, visit: Visit, prefix: str) -> None:
    complaints: dict[str, list[str]] = {}
    seen = visit(behind_nginx + prefix)
    for address in (*PAGES.values(), "teams/academy/2026-q4/", "updates/2026-11/", "about-us/"):
        if address.startswith("zh-hant/") or (prefix and address == "404.html"):
            continue
        answer = seen.page.goto(behind_nginx + prefix + address, wait_until="load")
        assert answer is not None
        assert answer.status == 200, address
        if seen.complaints:
            complaints[address] = list(seen.complaints)
            seen.complaints.clear()
    assert complaints == {}
    assert [url for url in seen.requests if not url.startswith(behind_nginx)] == []


def test_what_is_not_there_leads_to_our_own_page(behind_nginx: str, visit: Visit) -> None:
    seen = visit(f"{behind_nginx}teams/nobody/")
    assert seen.page.locator("h1").count() == 1
    assert [one for one in seen.complaints if "404" not in one] == []


WIKI = '<!doctype html><title>Wiki</title><h1>Wiki</h1><iframe src="{}"></iframe>'


CARDS = ("embed/a/2026-q4/grow/", "zh-hant/embed/a/2026-q4/grow/")
PAGE = "teams/a/2026-q4/grow/"


def test_a_card_is_framed_by_the_hosts_that_may_and_by_none_else(tmp_path: Path, browser: Browser) -> None:
    """In every language; a page of the site itself is framed by nobody."""
    with wiki(tmp_path) as host, wiki(tmp_path) as other:
        write(tmp_path, host)
        result = build(tmp_path, output=tmp_path / "served" / "okr", as_of=dt.date(2026, 11, 22))
        site = read_config(tmp_path).site
        assert result.published
        assert site
        with nginx(tmp_path, tmp_path / "served", server_headers(site, "nginx"), free_port()) as address:
            for path in (*CARDS, PAGE):
                (tmp_path / "wiki" / "page.html").write_text(WIKI.format(address + path))
                assert ("Grow" in words_in_frame(browser, host)) == (path in CARDS), path
                assert "Grow" not in words_in_frame(browser, other), path


@contextmanager
def wiki(root: Path) -> Iterator[str]:
    """The address of another host, whose page.html the test writes."""
    (root / "wiki").mkdir(exist_ok=True)
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(root / "wiki"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def write(root: Path, host: str) -> None:
    (root / "content" / "a").mkdir(parents=True)
    hosts = f'embed_hosts: ["{host}"]'
    settings = f"title: T\nurl: https://example.org/okr/\nlanguages: [en, zh-Hant]\nextras: [embeds]\n{hosts}\n"
    (root / "site.yml").write_text(settings)
    (root / "content" / "a" / "team.yml").write_text("name: A\n")
    (root / "content" / "a" / "2026-q4.yml").write_text("objectives: [{id: grow, title: Grow}]\n")


def words_in_frame(browser: Browser, host: str) -> str:
    """What a page of another host shows in its frame."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{host}/page.html", wait_until="load")
        return page.frames[-1].locator("body").inner_text()
    finally:
        context.close()
