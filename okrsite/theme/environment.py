"""Templates → HTML: the theme's Jinja environment. It, `pages` and `writer` are the only importers of jinja2."""

from __future__ import annotations

import posixpath
import re
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

import jinja2
import jinja2.ext
from markupsafe import Markup, escape

from okrsite.problems import Place, Problem
from okrsite.source.files import DIGEST_SIZE, decode, digest
from okrsite.theme.finding import nearest
from okrsite.theme.markdown import Markdown, MarkdownWords
from okrsite.theme.pages import PageEnvironment, Words, as_markup, code_stamp

if TYPE_CHECKING:
    import gettext
    from collections.abc import Mapping

    from okrsite.site.views.parts import Frame, Prose
    from okrsite.theme.assets import Assets
    from okrsite.theme.finding import ThemeChain
    from okrsite.theme.options import OptionValue

__all__ = ["BrokenTemplate", "LinkMaker", "Renderer", "relative_link"]

LinkMaker = Callable[[str, str, str], str]
"""(base, target, root) → the address on the page of `target`, as written in a text whose links start at `base`."""

Kind = TypeVar("Kind", bound=jinja2.Environment)

TEMPLATES = "templates"
_NOTHING = Markup()
_MISSING = re.compile(r"'(?P<module>okrsite\.[\w.]+)\.(?P<view>\w+) object' has no attribute '(?P<name>\w+)'")
_ERRORS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class BrokenTemplate(Exception):  # noqa: N818 - an envelope around a problem
    """A template cannot be shown; `problem` says where and why. Whoever builds gathers it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def relative_link(base: str, target: str, root: str) -> str:
    """`target`, written in a text that stands at `base` (`teams/academy/`), from a page whose way home is `root`."""
    path, mark, rest = target.partition("#")
    path, question, query = path.partition("?")
    joined = path[1:] if path.startswith("/") else posixpath.join(base, path)
    whole = posixpath.normpath(joined) if joined else "."
    while whole.startswith("../"):
        whole = whole[3:]
    is_folder = not path or path.rpartition("/")[2] in {"", ".", ".."}
    slash = "/" if is_folder and whole not in {".", ".."} else ""
    return f"{root}{'' if whole in {'.', '..'} else whole}{slash}{question}{query}{mark}{rest}"


class Renderer:
    """Shows views in one language. Use one per process and language; threads may share it."""

    def __init__(
        self,
        chain: ThemeChain,
        assets: Assets,
        catalogue: gettext.NullTranslations,
        *,
        options: Mapping[str, OptionValue] | None = None,
        raw_html: bool = True,
        link: LinkMaker = relative_link,
        sizes: Mapping[str, tuple[int, int]] | None = None,
        cache: Path | None = None,
    ) -> None:
        """`cache` is a folder that exists, for compiled templates; `raw_html` False is the site's `html: off`; `sizes` as of an edition."""
        self._chain = chain
        self._link, self._sizes = link, sizes or {}
        gettext = catalogue.gettext
        words = MarkdownWords(gettext("Table"), gettext("done"), gettext("not done"), gettext("Back to the text"))
        self._markdown = Markdown(words, raw_html=raw_html)
        self._asset, self._options = _asset_finder(assets), options or {}
        self._quick = _environment(PageEnvironment, chain, catalogue, cache)
        self._fill(self._quick)
        self._catalogue = catalogue

    def render(self, template: str, view: object, frame: Frame) -> str:
        """The page that `template` (`objective.html`) makes of a view and its frame; else BrokenTemplate."""
        try:
            return self._quick.page(template, view=view, frame=frame)
        except _ERRORS:
            return self._by_plain_jinja(template, view, frame)

    def _by_plain_jinja(self, template: str, view: object, frame: Frame) -> str:
        """The page, made without short cuts: it may be right all the same, and what is wrong is said well."""
        try:
            return self._plain.get_template(template).render(view=view, frame=frame)
        except _ERRORS as error:
            raise BrokenTemplate(self._problem(template, error)) from error

    @cached_property
    def _plain(self) -> jinja2.Environment:
        environment = _environment(jinja2.Environment, self._chain, self._catalogue, None)
        self._fill(environment)
        return environment

    def _fill(self, environment: jinja2.Environment) -> None:
        environment.filters["markdown"] = self._prose
        environment.globals["asset"] = self._asset
        environment.globals["options"] = self._options

    @jinja2.pass_context
    def _prose(self, context: jinja2.runtime.Context, prose: Prose | None, level: int = 2) -> Markup:
        """The filter `markdown`."""
        if prose is None:
            return _NOTHING

        def link(target: str) -> str:
            return self._link(prose.base, target, context["frame"].root)

        def size(address: str) -> tuple[int, int] | None:
            return self._sizes.get(unquote(address.removeprefix(context["frame"].root)))

        html = self._markdown.render(prose.markdown, key=prose.key, level=level, link=link, size=size)
        if not html:
            return _NOTHING
        lang = Markup(' lang="{}"').format(prose.lang) if prose.lang else ""
        return as_markup(f'<div class="prose"{lang}>{html}</div>')  # sanitised by Markdown

    def _problem(self, template: str, error: Exception) -> Problem:
        if isinstance(error, UnicodeDecodeError) and (undecoded := self._undecoded(error.object)):
            return undecoded
        place = self._place(template, error)
        if isinstance(error, jinja2.TemplateNotFound):
            return Problem(place, "missing-template", f"There is no template `{error.name}`.", "Correct its name.")
        said, hint = str(error) or type(error).__name__, ""
        if missing := _MISSING.fullmatch(said):
            fields = getattr(getattr(sys.modules.get(missing["module"]), missing["view"], None), "__annotations__", {})
            said, hint = f"a {missing['view']} has no `{missing['name']}`", nearest(missing["name"], fields)
        hint = hint or "Correct the template; the views that templates get are described in the documentation."
        return Problem(place, "broken-template", f"The template `{template}` cannot be shown: {said}.", hint)

    def _undecoded(self, content: bytes) -> Problem | None:
        """What keeps the template of that content from being text, with the line."""
        for layer in self._chain.layers:
            for path in (layer.folder / TEMPLATES).rglob("*.*"):
                if path.is_file() and path.read_bytes() == content:
                    return next(iter(decode(content, self._shown(str(path), 0).path)[1]), None)
        return None

    def _place(self, template: str, error: Exception) -> Place:
        """The innermost line of a template that the error came through."""
        if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
            return self._shown(error.filename, error.lineno)
        frames = reversed(traceback.extract_tb(error.__traceback__))
        folders = tuple(str(layer.folder / TEMPLATES) for layer in self._chain.layers)
        for frame in frames:
            if frame.filename.startswith(folders):
                return self._shown(frame.filename, frame.lineno or 0)
        return Place(f"{TEMPLATES}/{template}")

    def _shown(self, filename: str, line: int) -> Place:
        for layer in self._chain.layers:
            folder = str(layer.folder)
            if filename.startswith(folder):
                return Place(layer.shown + filename[len(folder) :].replace("\\", "/"), line)
        return Place(filename, line)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates on a disk, as far as it takes them; each behind its digest, since damaged code runs as it is."""

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Take up a template that was kept, and is as it was."""
        with suppress(OSError):
            kept = Path(self._get_cache_filename(bucket)).read_bytes()
            if kept[:DIGEST_SIZE] == digest(kept[DIGEST_SIZE:]):
                bucket.bytecode_from_string(kept[DIGEST_SIZE:])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template; that there is no room for it is no failure."""
        code = bucket.bytecode_to_string()
        with suppress(OSError), TemporaryDirectory(dir=self.directory) as folder:
            new = Path(folder, "new")
            new.write_bytes(digest(code) + code)
            new.replace(self._get_cache_filename(bucket))


def _environment(kind: type[Kind], chain: ThemeChain, catalogue: gettext.NullTranslations, cache: Path | None) -> Kind:
    folders = [layer.folder / TEMPLATES for layer in chain.layers]
    by_name: dict[str, jinja2.BaseLoader] = {
        layer.name: jinja2.FileSystemLoader(layer.folder / TEMPLATES) for layer in reversed(chain.layers)
    }
    environment = kind(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folders), jinja2.PrefixLoader(by_name)]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[jinja2.ext.InternationalizationExtension],
        bytecode_cache=_Compiled(str(cache), f"%s-{code_stamp()}.jinja") if cache else None,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, lambda *forms: escape(catalogue.ngettext(*forms)), newstyle=True
    )
    environment.globals["_"] = environment.globals["gettext"] = Words(catalogue)
    return environment


def _asset_finder(assets: Assets) -> Callable[..., str]:
    """The global `asset(name)`: the asset's address as the page has it, or from another root."""

    @jinja2.pass_context
    def asset(context: Any, name: str, root: str | None = None) -> str:
        if name not in assets.addresses:
            raise jinja2.TemplateRuntimeError(f"the theme has no asset `{name}`")
        return f"{context['frame'].root if root is None else root}{assets.addresses[name]}"

    return asset
