"""The quick way to show templates: it shows what plain Jinja shows, and the built-in theme never needs more."""

from __future__ import annotations

import datetime as dt
import gc
import gettext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest

from okrsite.publish.prepare import prepare
from okrsite.publish.render import Job, make_press
from okrsite.theme.assets import collect_assets
from okrsite.theme.environment import Renderer
from okrsite.theme.finding import Layer, ThemeChain
from okrsite.theme.pages import PageEnvironment

EXAMPLE = Path(__file__).parents[2]


VIEW: Any = SimpleNamespace(
    title="Cats & <b>dogs</b>", rows=(("a", 1), ("<b>", 2), ("c", 3)), items=("one", "two"), plain={"href": "<"}
)
LIBRARY = """{% set name = '<lib>' %}{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set kept = twice %}
{% macro many() %}{{ varargs | join('-') }}{{ kwargs | dictsort }}{% endmacro %}
{% macro box(title='none') %}{{ title }}{% if caller is defined %}: {{ caller() }}{% endif %}{% endmacro %}"""

TEMPLATES = [
    "{{ view.title }}{{ view.title | upper }}{{ view.title | safe }}",
    "{% for name, n in view.rows %}{{ loop.index }}/{{ loop.length }} {{ name }}={{ n+1 }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% macro m(a, b=2, c='<') %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m('<') }}{{ m(1, c=3) }}{{ m(a='>') }}{{ m(1, 2, 3) }}",
    "{% macro m() %}{{ varargs | join('-') }}{{ kwargs | dictsort }}{% endmacro %}{{ m(1, '<', x='>') }}",
    "{% macro box(title) %}<p>{{ title }}: {{ caller() }}</p>{% endmacro %}{% call box('<') %}{{ view.title }}{% endcall %}",
    "{% macro box(title) %}<p>{{ caller('a', b='&') }}</p>{% endmacro %}{% call(x, b) box('<') %}{{ x }}{{ b }}{% endcall %}",
    "{% macro said(caller=None) %}{{ caller() if caller else 'nothing' }}{% endmacro %}{{ said() }}{% call said() %}!{% endcall %}",
    "{% macro m(a) %}{{ a.href }}{{ a.text }}{% endmacro %}{{ m({'href': '/', 'text': '<'}) }}",
    "{{ view.missing is defined }}{{ view.title is defined }}{{ view.missing | default('none') }}{{ nothing | d('nought') }}",
    "{% set ns = namespace(n=0) %}{% for _n, v in view.rows %}{% set ns.n = ns.n + v %}{% endfor %}{{ ns.n }}",
    "{% set words %}<i>{{ view.title }}</i>{% endset %}{{ words }}{{ view.items[0] }}{{ view.items | length }}",
    "{{ {'keys': 1}['keys'] }}{{ {'a': {'b': '<'}}.a.b }}",
    "{{ view.plain.href }}{{ view.plain.keys() | list }}",
    "{% import 'lib.html' as lib %}{{ lib.twice('<') }}{{ lib.name }}{{ lib.kept('x') }}",
    "{% from 'lib.html' import twice as again, name %}{{ again(name) }}",
    "{{ _('Cats or %(what)s', what='<dogs>') }}{{ gettext('50 %%') }}{{ _('%(n)s%%', n=5) }}",
    "{{ (view.title ~ '!').upper() }}{{ (1).real }}{{ (view.items | first).title() }}",
    "{% set _ = 3 %}{{ _ }}",
    "{% macro bar(bar) %}{{ bar.upper() }}{% endmacro %}{% macro two(x) %}{{ bar(x) }}{{ bar(bar=x) }}{% endmacro %}{{ two('<') }}",
    "{% import 'lib.html' as lib %}{% with lib = view %}{{ lib.title }}{% endwith %}{{ lib.twice(x='<') }}",
    "{% macro one(x) %}{{ x }}{% endmacro %}{% macro two(x, one) %}{{ one(x) }}{% endmacro %}{{ two('<', view.title.count) }}",
    "{% import 'lib.html' as lib %}{% set said = lib.twice('<') %}{{ said }}{{ said | length }}{{ lib.twice('') or '–' }}",
    "{% import 'lib.html' as lib %}{{ lib.many('<', x='>') }}{{ lib.box('<') }}{% call lib.box('&') %}{{ view.title }}{% endcall %}",
    "{% for one in view.items %}{{ loop.cycle('a', 'b') }}{{ loop.revindex }}{{ loop.first }}{{ loop.previtem is defined }}{% endfor %}",
    "{% for n in [[1, [2, []]], [3, []]] recursive %}{{ n[0] }}{% if n[1] %}({{ loop([n[1]]) }}){% endif %}{% endfor %}",
    "{{ view.items | join(', ') | safe }}{{ (view.title ~ '<') | safe }}{% set text = '<' %}{{ text | safe }}{{ 5 | safe }}",
    "{% macro m(a) %}{% if a %}{{ a }}{{ m(a - 1) }}{% endif %}{% endmacro %}{{ m(3) }}",
]


def environment(kind: type[jinja2.Environment]) -> jinja2.Environment:
    made = kind(
        loader=jinja2.DictLoader({"lib.html": LIBRARY}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(gettext.NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_shows_what_it_shows_in_plain_jinja(tmp_path: Path, template: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(template, encoding="utf-8")
    (tmp_path / "templates" / "lib.html").write_text(LIBRARY, encoding="utf-8")
    chain = ThemeChain((Layer("default", tmp_path, "theme"),))
    expected = environment(jinja2.Environment).from_string(template).render(view=VIEW)
    frame: Any = SimpleNamespace(root="")
    renderer = Renderer(chain, collect_assets(chain, "")[0], gettext.NullTranslations())
    assert renderer.render("page.html", VIEW, frame) == expected


def test_a_library_of_macros_is_told_which_page_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    library = "{% macro root(x) %}{{ frame.root }}{{ x }}{{ view.title }}{% endmacro %}"
    (tmp_path / "templates" / "lib.html").write_text(library, encoding="utf-8")
    page = "{% import 'lib.html' as lib with context %}{{ lib.root('-') }}"
    (tmp_path / "templates" / "page.html").write_text(page, encoding="utf-8")
    other = "{% set view = {'title': 'own'} %}{% import 'lib.html' as lib with context %}{{ lib.root('-') }}"
    (tmp_path / "templates" / "other.html").write_text(other, encoding="utf-8")
    chain = ThemeChain((Layer("default", tmp_path, "theme"),))
    renderer = Renderer(chain, collect_assets(chain, "")[0], gettext.NullTranslations())
    frames: list[Any] = [SimpleNamespace(root="../"), SimpleNamespace(root="./")]
    assert [renderer.render("page.html", VIEW, frame)[:4] for frame in frames] == ["../-", "./-C"]
    assert renderer.render("other.html", VIEW, frames[0]) == "../-own"
    assert renderer.render("page.html", SimpleNamespace(title="b"), frames[1]) == "./-b"


def test_attributes_words_and_macros_are_reached_without_asking_jinja() -> None:
    source = "{% macro m(a) %}{{ a.title }}{% endmacro %}{{ m(view) }}{{ _('x') }}"
    code = environment(PageEnvironment).compile(source, raw=True)
    assert "environment.getattr" not in code
    assert "context.call" not in code


def test_a_page_that_is_made_leaves_nothing_to_collect() -> None:
    ready = prepare(EXAMPLE, as_of=dt.date(2026, 11, 22)).ready
    assert ready is not None
    press, _ = make_press(ready, None)
    jobs = [Job(plan, "en") for plan in {plan.kind: plan for plan in ready.plans}.values()]
    for job in jobs:
        press.page(job)  # what is made once for all pages
    gc.collect()
    gc.disable()
    try:
        for job in jobs:
            press.page(job)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_no_page_of_the_built_in_theme_needs_plain_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Renderer, template: str, *_: object) -> str:
        raise AssertionError(f"{template} could not be shown the quick way")

    monkeypatch.setattr(Renderer, "_by_plain_jinja", refuse)
    ready = prepare(EXAMPLE, as_of=dt.date(2026, 11, 22)).ready
    assert ready is not None
    press, _ = make_press(ready, None)
    shown = {plan.kind: press.page(Job(plan, "en")) for plan in ready.plans}
    assert len(shown) > 12
