"""What servers are told to send: the strict policy everywhere, frames for cards alone."""

from __future__ import annotations

import pytest

from okrsite.site.headers import FORMATS, server_headers
from okrsite.source.config import read_config
from tests.conftest import WriteSite

SITE = 'title: Goals\nurl: https://example.org/okr/\nembed_hosts: ["https://wiki.example.org"]\n'


@pytest.mark.parametrize("form", FORMATS)
def test_cards_may_be_framed_by_the_hosts_and_pages_by_the_site_alone(write_site: WriteSite, form: str) -> None:
    site = read_config(write_site({"site.yml": SITE})).site
    assert site is not None
    pages, _, cards = server_headers(site, form).partition("/okr/embed/")
    assert "default-src 'self'" in pages
    assert "wiki.example.org" not in pages
    assert "frame-ancestors 'self' https://wiki.example.org" in cards


@pytest.mark.parametrize("form", FORMATS)
def test_cards_of_every_language_may_be_framed(write_site: WriteSite, form: str) -> None:
    site = read_config(write_site({"site.yml": f"{SITE}languages: [en, zh-Hant, de]\n"})).site
    assert site is not None
    for path in ("/okr/embed/", "/okr/zh-hant/embed/", "/okr/de/embed/"):
        own = server_headers(site, form).partition(path)[2].split("/okr/", maxsplit=1)[0]
        assert "https://wiki.example.org" in own, path


def test_nginx_is_told_in_its_own_words(write_site: WriteSite) -> None:
    site = read_config(write_site({"site.yml": "title: Goals\n"})).site
    assert site is not None
    policy = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    assert server_headers(site, "nginx").splitlines()[:2] == [
        "location / {",
        f'    add_header Content-Security-Policy "{policy}" always;',
    ]


def test_two_policies_of_a_headers_file_do_not_forbid_what_one_allows(write_site: WriteSite) -> None:
    site = read_config(write_site({"site.yml": SITE})).site
    assert site is not None
    pages, _, cards = server_headers(site, "_headers").partition("/okr/embed/*\n")
    assert "frame-ancestors" not in pages
    assert "X-Frame-Options: SAMEORIGIN" in pages
    assert cards == "  Content-Security-Policy: frame-ancestors 'self' https://wiki.example.org\n"
