"""Fields of a site's own stand side by side in lists, where they can be sorted and searched."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.site.printing import Printed

SITE = {
    "site.yml": """
title: Goals
fields:
  objective: {budget: {label: Budget, type: number, unit: EUR}, until: {type: date}, programme: {type: text}, never: {type: text}}
  key_result: {vendor: {label: Vendor, type: text}}
  kpi: {steward: {label: Steward, type: person}}
  team: {room: {label: Room, type: text}}
""",
    "content/shop/team.yml": "name: Shop\nfields: {room: 3.14}\n",
    "content/desk/team.yml": "name: Desk\n",
    "content/shop/2026-q4.yml": """
objectives:
  - {id: a, title: Sell, fields: {budget: 20000, until: 2026-12-01, programme: Growth},
     key_results: [{title: Tills, fields: {vendor: Acme}}]}
  - {id: b, title: Buy, fields: {budget: 900}}
  - {id: c, title: Keep}
""",
    "content/shop/kpis.yml": "kpis: [{id: k, name: Sales, every: month, fields: {steward: Mei}}, {id: l, name: Costs, every: month}]\n",
}


@pytest.fixture
def printed(site: Callable[..., Printed]) -> Printed:
    return site(SITE)


def table(html: str, anchor: str) -> list[list[str]]:
    """The rows of a table of fields, as words."""
    found = re.search(rf'(?s)<section id="{anchor}".*?</section>', html)
    assert found, anchor
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", found[0])
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows
    ]


def test_a_cycles_objectives_with_their_fields(printed: Printed) -> None:
    html = printed.html("cycles/2026-q4/")
    assert table(html, "_fields-objective") == [
        ["Objectives", "Budget", "until", "programme"],
        ["Sell", "EUR 20,000", "1 December 2026", "Growth"],
        ["Buy", "EUR 900", "–", "–"],
    ]
    assert table(html, "_fields-key-result") == [["Key results", "Vendor"], ["Tills", "Acme"]]


def test_numbers_and_days_are_sorted_as_such(printed: Printed) -> None:
    html = printed.html("cycles/2026-q4/")
    assert '<td class="num" data-name="Budget: " data-sort="20000">EUR 20,000</td>' in html
    assert '<time datetime="2026-12-01">1 December 2026</time>' in html


def test_a_table_can_be_searched(printed: Printed) -> None:
    assert 'data-filter="#_fields-objective tbody tr"' in printed.html("cycles/2026-q4/")


def test_kpis_and_teams_have_theirs(printed: Printed) -> None:
    assert table(printed.html("kpis/"), "_fields-kpi") == [["KPIs", "Steward"], ["Sales", "Mei"]]
    assert table(printed.html("teams/"), "_fields-team") == [["Teams", "Room"], ["Shop", "3.14"]]


def test_a_site_without_fields_of_its_own_has_no_tables(only_okrs: Printed) -> None:
    assert all("_fields-" not in html for _, html in only_okrs.pages())
