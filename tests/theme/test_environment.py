"""Templates: escaping, words, assets, links in texts, overrides, and what a broken one says."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from okrsite.site.views.parts import Prose
from okrsite.theme.assets import collect_assets
from okrsite.theme.environment import BrokenTemplate, Renderer, relative_link
from okrsite.theme.finding import Layer, ThemeChain

FRAME: Any = SimpleNamespace(root="../../")


@dataclass(frozen=True)
class View:
    title: str = "Cats & <b>dogs</b>"
    text: Prose | None = None


@pytest.fixture
def chain(tmp_path: Path) -> ThemeChain:
    for name in ("site", "default"):
        (tmp_path / name / "templates").mkdir(parents=True)
    return ThemeChain(tuple(Layer(name, tmp_path / name, f"shown/{name}") for name in ("site", "default")))


def put(chain: ThemeChain, layer: int, name: str, text: str) -> None:
    (chain.layers[layer].folder / "templates" / name).write_text(text, encoding="utf-8")


def show(chain: ThemeChain, template: str = "page.html", view: object = View(), **more: Any) -> str:
    assets, _ = collect_assets(chain, "")
    return Renderer(chain, assets, gettext.NullTranslations(), **more).render(template, view, FRAME)


def problem_of(chain: ThemeChain) -> tuple[str, str]:
    with pytest.raises(BrokenTemplate) as caught:
        show(chain)
    return caught.value.problem.rule, str(caught.value.problem.place)


def test_words_from_content_are_escaped(chain: ThemeChain) -> None:
    put(chain, 1, "page.html", '<p title="{{ view.title }}">{{ view.title }}</p>')
    assert show(chain) == '<p title="Cats &amp; &lt;b&gt;dogs&lt;/b&gt;">Cats &amp; &lt;b&gt;dogs&lt;/b&gt;</p>'


def test_words_of_a_catalogue_are_escaped(chain: ThemeChain) -> None:
    put(
        chain,
        1,
        "page.html",
        '{{ _("<b>%(n)s</b>", n="<i>") }} {{ gettext("it\'s \\"so\\"") }} {{ ngettext("<a>", "<u>", 2) }}',
    )
    assert show(chain) == "&lt;b&gt;&lt;i&gt;&lt;/b&gt; it&#39;s &#34;so&#34; &lt;u&gt;"


def test_a_texts_markdown_becomes_safe_html_with_links_from_where_it_stands(chain: ThemeChain) -> None:
    put(chain, 1, "page.html", "{{ view.text | markdown(4) }}")
    prose = Prose("# Why\n\n[plan](plan.pdf)<script>x</script>", "teams/academy/", "why")
    html = show(chain, view=View(text=prose))
    assert html.startswith('<div class="prose"><h4 id="why-why">Why</h4>')
    assert 'href="../../teams/academy/plan.pdf"' in html
    assert "script" not in html
    assert not show(chain, view=View(text=None))


def test_an_asset_is_named_as_the_page_reaches_it(chain: ThemeChain) -> None:
    (chain.layers[1].folder / "assets").mkdir()
    (chain.layers[1].folder / "assets/site.js").write_text("1", encoding="utf-8")
    put(chain, 1, "page.html", '{{ asset("site.js") }} {{ asset("site.css") }}')
    script, style = show(chain).split()
    assert script.startswith("../../assets/site.")
    assert style.endswith(".css")


def test_a_template_of_the_site_wins_and_can_build_on_the_one_that_it_replaces(chain: ThemeChain) -> None:
    put(chain, 1, "page.html", "<main>{% block main %}theirs{% endblock %}</main>")
    assert show(chain) == "<main>theirs</main>"
    put(chain, 0, "page.html", '{% extends "default/page.html" %}{% block main %}mine, {{ super() }}{% endblock %}')
    assert show(chain) == "<main>mine, theirs</main>"


def test_words_of_templates_are_translated_and_escaped_values_go_into_them(chain: ThemeChain) -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper().replace("%(NAME)S", "%(name)s")

    put(chain, 1, "page.html", '{{ _("hello %(name)s", name=view.title) }}')
    assets, _ = collect_assets(chain, "")
    html = Renderer(chain, assets, Shouting()).render("page.html", View("<i>"), FRAME)
    assert html == "HELLO &lt;i&gt;"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{{ view.titel }}", 2),
        ("{% if %}", 1),
        ("\n\n{{ view.title | nofilter }}", 3),
        ("a\nb\n{{ 1 // 0 }}", 3),
        ('{{ asset("gone.css") }}', 1),
        ('x\n{% include "gone.html" %}', 2),
    ],
)
def test_a_broken_template_of_the_site_is_a_problem_with_its_line(chain: ThemeChain, template: str, line: int) -> None:
    put(chain, 0, "page.html", template)
    rule, place = problem_of(chain)
    assert rule in {"broken-template", "missing-template"}
    assert place == f"shown/site/templates/page.html:{line}"


def test_a_template_that_is_no_text_is_a_problem_with_its_line(chain: ThemeChain) -> None:
    put(chain, 0, "page.html", 'x\n{% include "part.html" %}')
    put(chain, 0, "part.html", "")
    (chain.layers[0].folder / "templates/part.html").write_bytes(b"one\nSch\xf6n")
    assert problem_of(chain) == ("unreadable-file", "shown/site/templates/part.html:2:4")


def test_an_error_below_an_override_is_placed_where_it_happens(chain: ThemeChain) -> None:
    put(chain, 1, "page.html", "<main>{% block main %}{% endblock %}</main>")
    put(chain, 0, "page.html", '{% extends "default/page.html" %}\n{% block main %}\n{{ nobody }}{% endblock %}')
    assert problem_of(chain) == ("broken-template", "shown/site/templates/page.html:3")


def test_a_page_without_a_template_says_which(chain: ThemeChain) -> None:
    assert problem_of(chain) == ("missing-template", "templates/page.html")


def test_the_folder_for_compiled_templates_changes_no_page(chain: ThemeChain, tmp_path: Path) -> None:
    put(chain, 1, "page.html", "{{ view.title }}")
    cache = tmp_path / "cache"
    cache.mkdir()
    pages = [show(chain), show(chain, cache=cache), show(chain, cache=cache)]
    assert len(set(pages)) == 1
    assert list(cache.iterdir())


@pytest.mark.parametrize(
    ("base", "target", "address"),
    [
        ("teams/academy/", "plan.pdf", "../../teams/academy/plan.pdf"),
        ("teams/academy/", "../growth/", "../../teams/growth/"),
        ("teams/academy/", "../../about/#who", "../../about/#who"),
        ("teams/academy/", "../..", "../../"),
        ("teams/academy/", "../../../../etc/passwd", "../../etc/passwd"),
        ("about/", "/kpis/?sort=a", "../../kpis/?sort=a"),
        ("about/", "/", "../../"),
        ("", "a/b/", "../../a/b/"),
        ("about/", "?q=1", "../../about/?q=1"),
    ],
)
def test_a_link_leads_where_its_text_says_from_any_page(base: str, target: str, address: str) -> None:
    assert relative_link(base, target, "../../") == address
