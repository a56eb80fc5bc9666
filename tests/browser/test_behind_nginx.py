"""The example behind nginx with the headers that `okrsite headers` prints: walked in Chromium, in every language, nothing complains."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def behind_nginx(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example, served by nginx under /okr/ with the written headers; the tests fail where there is no nginx."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "this test needs nginx (Debian: apt install nginx-light)"
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    site = read_config(REPOSITORY).site
    assert site
    (folder / "headers.conf").write_text(server_headers(site, "nginx"))
    example.parent.chmod(0o755)
    for around in (example.parent.parent, example.parent.parent.parent):
        around.chmod(around.stat().st_mode | 0o055)
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=port, root=example.parent))
    server = subprocess.Popen(
        [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), "-g", "user root;"]
    )
    address = f"http://127.0.0.1:{port}/okr/"
    try:
        for _ in range(100):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def test_nginx_sends_the_policy_with_every_kind_of_file(behind_nginx: str) -> None:
    for path in ("", "data/site.json", "feed.xml", "favicon.svg"):
        with urllib.request.urlopen(behind_nginx + path) as answer:
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; frame-ancestors")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("prefix", ["", "zh-hant/"])
def test_no_page_complains_behind_nginx(behind_nginx: str, visit: Visit, prefix: str) -> None:
    complaints: dict[str, list[str]] = {}
    seen = visit(behind_nginx + prefix)
    for address in PAGES.values():
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
