"""A data licence that is known, or is an address, leads to its text."""

from __future__ import annotations

import pytest

from okrsite.site.licences import licence_address
from tests.conftest import WriteSite
from tests.site.printing import printed


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc by-nc-sa 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("OGDL-Taiwan-1.0", "https://data.gov.tw/license"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("javascript:alert(1)", None),
        ("https:// nothing", None),
        ("Ask us", None),
        ("CC-BY-9.9", None),
    ],
)
def test_the_address_of_a_licence(written: str, address: str | None) -> None:
    assert licence_address(written) == address


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("CC-BY-4.0", '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC-BY-4.0</a>'),
        ("Ask us", "Data licence: Ask us</p>"),
    ],
)
@pytest.mark.parametrize("theme", ["default", "plain"])
def test_every_page_leads_to_the_licence_of_its_data(
    theme: str, written: str, shown: str, write_site: WriteSite
) -> None:
    root = write_site({"site.yml": f"title: Goals\nlicence: {written}\ntheme: {theme}\n"})
    pages = [page for _, page in printed(root).pages()]
    assert pages
    assert all(shown in page for page in pages if "<footer" in page)
