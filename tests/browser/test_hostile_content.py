"""Everything that anyone may write, full of script: in a real browser without any policy nothing runs, and no request leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from okrsite.publish.build import build
from okrsite.theme.markdown import Markdown
from tests.browser.conftest import DAY
from tests.browser.vectors import LINKS, MARKDOWN, TEXTS
from tests.conftest import WriteSite

HARMFUL = """() => {
  const bad = [];
  for (const one of document.querySelectorAll("*")) {
    const name = one.localName;
    if (/^(iframe|object|embed|base|frame|portal|template|form|math)$/.test(name) && one.closest("main")) bad.push(name);
    if (name === "script" && !one.src.startsWith(location.origin) && !one.src.startsWith("file:")) bad.push("script " + one.textContent);
    for (const a of one.attributes) {
      if (a.name.startsWith("on") || a.name === "style" || a.name === "srcdoc") bad.push(name + " " + a.name);
      if (/^(href|src|action|formaction|xlink:href|data|poster|background)$/.test(a.name)) {
        const target = new URL(a.value, document.baseURI);
        if (!["http:", "https:", "mailto:", "file:"].includes(target.protocol)) bad.push(name + " " + a.value);
        if (target.protocol === "file:" && target.host) bad.push(name + " of another host " + a.value);
      }
    }
  }
  return bad;
}"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what was run or asked for elsewhere while it was looked at."""
    context = browser.new_context()
    page = context.new_page()
    done: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        done.append(f"ran: {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        if not request.url.startswith(("file:", "about:")):
            done.append(f"asked: {request.url}")

    page.on("dialog", on_dialog)
    page.on("pageerror", lambda error: done.append(f"error: {error}"))
    page.on("request", on_request)
    yield page, done
    context.close()


def test_markdown_that_would_run_script_does_not(watched: tuple[Page, list[str]], tmp_path: Path) -> None:
    page, done = watched
    markdown = Markdown()
    texts = [markdown.render(text, key=f"t{n}") for n, text in enumerate(MARKDOWN)]
    file = tmp_path / "index.html"
    for start in range(0, len(texts), 20):
        body = "\n".join(f"<section>{text}</section>" for text in texts[start : start + 20])
        file.write_text(f"<!doctype html><meta charset=utf-8><title>x</title><main>{body}</main>", encoding="utf-8")
        page.goto(file.as_uri())
        page.locator("details summary").evaluate_all("all => all.forEach(one => one.click())")
        assert page.evaluate(HARMFUL) == []
        assert page.locator("main > section").count() == len(texts[start : start + 20])
    assert done == []


def line(words: str) -> str:
    """A vector as one line of a field."""
    return " ".join("".join(c for c in words if c.isprintable() or c.isspace() or ord(c) > 127).split())


ALL = " ¦ ".join(map(line, TEXTS))
UNTOLD = [text for text in map(line, TEXTS) if not re.search(r"(?:href|src) ?= ?[\"']? ?[a-z]+:", text, re.IGNORECASE)]
"""Those that the check of links in Markdown does not refuse."""
BODY = " ¦ ".join(UNTOLD)
SHORT = "\"'><img src=x onerror=alert(1)>{{7*7}}"


def hostile() -> dict[str, str | bytes]:
    """A site with a vector in every text that there is."""
    site: dict[str, Any] = {
        "title": SHORT, "description": ALL, "url": "https://example.org/okr/", "portable": True, "people": "pages",
        "terms": {"objective": SHORT, "key_result": SHORT, "kpi": SHORT, "cycle": SHORT, "team": SHORT, "check_in": SHORT},
        "fields": {"objective": {"own": {"label": SHORT, "type": "text"}, "md": {"label": "x", "type": "markdown"}}},
        "cycles": [{"id": "2026-q4", "name": SHORT}], "units": {"points": {"one": SHORT, "other": SHORT}},
        "footer": [{"title": SHORT, "url": "https://example.org/\"><script>alert(1)</script>"}], "licence": SHORT,
        "menu": [{"title": SHORT, "url": "x/'onmouseover='alert(1)"}], "extras": ["badges", "embeds", "team-feeds"],
        "feedback": {"title": SHORT, "url": "mailto:x@example.org?subject=\"onmouseover=alert(1)"},
        "discuss": "https://chat.example.org/?a='\"><script>alert(1)</script>{ref}",
        "repository": {"url": "https://github.com/x/y", "branch": SHORT},
    }  # fmt: skip
    key_results: list[dict[str, Any]] = [
        {"id": "number", "title": ALL, "why": BODY, "metric": {"from": 0, "to": 9, "unit": SHORT}, "owner": SHORT,
         "blocked": ALL, "tags": [SHORT], "changed": [{"date": "2026-10-20", "why": BODY}],
         "checkins": [{"date": "2026-10-20", "value": n % 9, "note": text, "by": SHORT} for n, text in enumerate(UNTOLD)]},
        {"id": "steps", "title": SHORT, "milestones": [{"title": line(text), "due": "2026-10-20"} for text in TEXTS]},
    ]  # fmt: skip
    objective: dict[str, Any] = {
        "id": "goal", "title": SHORT, "why": BODY, "owner": SHORT, "with": [SHORT + "2"], "tags": [SHORT, *map(line, TEXTS[:9])],
        "key_results": key_results, "initiatives": [{"title": line(text), "owner": SHORT} for text in TEXTS],
        "links": [{"title": SHORT, "url": "https://example.org/'\"><img/src=x/onerror=alert(1)>"}],
        "ignore": {"no-why": ALL}, "fields": {"own": ALL, "md": BODY}, "outcome": {"grade": 0.5, "note": BODY},
        "drivers": ["k"],
    }  # fmt: skip
    dropped = {"id": "gone", "title": ALL, "dropped": {"date": "2026-11-01", "why": BODY}}
    notes = "".join(
        f'2026-{n % 11 + 1:02d}-{n // 11 + 1:02d},{n},"{line(t).replace(chr(34), chr(34) * 2)}"\n'
        for n, t in enumerate(UNTOLD)
    )
    kpi = {"id": "k", "name": ALL, "about": BODY, "unit": SHORT, "every": "day", "target": {"at_least": 3},
           "values": "kpis/k.csv", "owner": SHORT, "tags": [SHORT], "links": ["https://example.org/"]}  # fmt: skip
    team = {
        "name": SHORT,
        "mission": BODY,
        "about": BODY,
        "lead": SHORT,
        "members": list(map(line, TEXTS[:9])),
        "tags": [SHORT],
        "icon": "<b>",
        "links": ["teams/a///far.example/"],
    }
    head = json.dumps({"title": ALL, "by": SHORT, "tags": [SHORT], "date": "2026-11-02"})
    return {
        "site.yml": json.dumps(site),
        "content/index.md": "\n\n".join(UNTOLD),
        "content/people.yml": json.dumps(
            {
                "eve": {
                    "name": ALL,
                    "title": ALL,
                    "avatar": "people/eve///far.example/x.png",
                    "url": "https://example.org/'\">",
                }
            }
        ),
        "content/pages/about.md": f"---\n{json.dumps({'title': SHORT, 'menu': True})}\n---\n{BODY}\n",
        "content/a/team.yml": json.dumps(team),
        "content/a/2026-q4.yml": json.dumps({"intro": BODY, "objectives": [objective, dropped]}),
        "content/a/kpis.yml": json.dumps({"kpis": [kpi]}),
        "content/a/kpis/k.csv": "period,value,note\n" + notes,
        "content/a/b/team.yml": json.dumps({"name": SHORT, "lead": "eve", "icon": "teams/b///far.example/x.png"}),
        "content/a/updates/2026-11-02-x.md": f"---\n{head}\n---\n" + "\n\n".join(UNTOLD),
        "content/a/it's onerror=alert(1) {{7}}.png": b"x",
    }


def test_a_site_full_of_script_runs_none_and_asks_nobody(
    watched: tuple[Page, list[str]], write_site: WriteSite, tmp_path: Path
) -> None:
    output = tmp_path / "public"
    result = build(write_site(hostile()), output=output, as_of=DAY)
    assert result.published, [(str(one.place), one.message) for one in result.problems if one.severity.value == "error"]
    page, done = watched
    looked_at = sorted(output.rglob("*.html")) + sorted(output.rglob("*.svg"))
    assert len(looked_at) > 20
    for file in looked_at:
        if file.name == "404.html":
            continue  # its addresses are those of a server
        page.goto(file.as_uri())
        assert page.evaluate(HARMFUL) == [], file
    assert done == []
    written = b"".join(file.read_bytes() for file in looked_at)
    assert b"{{7*7}}" in written
    assert b">49<" not in written


HREF = re.compile(r' (?:href|src|action)="([^"]*)"')


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_runs_script_is_nowhere_a_link(link: str, write_site: WriteSite, tmp_path: Path) -> None:
    told = {"title": "x", "url": link}
    goal = {"title": "T", "id": "t", "links": [told], "initiatives": [{"title": "x", "link": link}]}
    places: dict[str, Any] = {
        "site.yml": {"title": "Goals", "footer": [told], "menu": [told], "feedback": told, "discuss": link + "{ref}"},
        "content/people.yml": {"mei": {"name": "Mei", "url": link}},
        "content/a/team.yml": {"name": "A", "links": [told]},
        "content/a/2026.yml": {"objectives": [goal]},
        "content/a/kpis.yml": {"kpis": [{"id": "k", "name": "K", "source": link, "links": [link]}]},
    }
    files = {path: json.dumps(content) for path, content in places.items()}
    result = build(write_site(files), output=tmp_path / "public", as_of=DAY)
    schemes = {
        urlsplit(re.sub(r"[\x00-\x20]", "", unescape(address))).scheme
        for page in (tmp_path / "public").rglob("*.html")
        for address in HREF.findall(page.read_text(encoding="utf-8"))
    }
    assert schemes <= {"", "http", "https", "mailto"}
    refused = {one.place.path for one in result.problems if one.rule in {"bad-link", "wrong-type"}}
    assert result.published or refused
