"""Jinja made quicker for a site of many pages that are all HTML. Templates mean what they mean to Jinja; fewer objects are made.

A page shows some five hundred values and calls some two hundred macros and words, nearly all of them plain. So attributes are read as
Python reads them, and words and macros are called without asking what they want. Where that fails, the page has to be made once more
by plain Jinja, which knows of items, of what is undefined, and how to say what is wrong.
"""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from okrsite.theme import writer
from okrsite.theme.writer import PARAMETER, PageWriter

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # no compiler where it was installed
    from markupsafe._native import _escape_inner as escaped

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
    from types import CodeType

__all__ = ["PageEnvironment", "Words", "as_markup", "code_stamp"]


def code_stamp() -> str:
    """What the code of a compiled template hangs on beside its text: how Jinja writes code, and how okrsite does."""
    made = hashlib.blake2b(digest_size=6)
    for module in (__file__, writer.__file__):
        made.update(Path(module).read_bytes())
    made.update(jinja2.__version__.encode())
    return made.hexdigest()


class Words(dict[str, Markup]):
    """The globals `_` and `gettext`: a message in the page's language, escaped, its `%(name)s` filled in and escaped.

    Messages without values, which pages say over and over, are its items.
    """

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        super().__init__()
        self._catalogue = catalogue

    def __missing__(self, message: str) -> Markup:
        said = self[message] = self._said(message, {})
        return said

    def __call__(self, message: str, /, **values: object) -> Markup:
        """The message; `%%` in it is a percent sign, with values or without."""
        return self._said(message, values) if values else self[message]

    def _said(self, message: str, values: dict[str, object]) -> Markup:
        return escape(self._catalogue.gettext(message)) % values


def _shown(value: object) -> str:
    """A value as HTML: plain words need not become Markup to be joined with others."""
    kind = type(value)
    if kind is str:
        return escaped(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


as_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Makes Markup of HTML without looking whether it is."""


class _Items(dict[str, Any]):
    """What a template writes as `{"href": …}`: its items can be read as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class _PageMacro:
    """A macro that makes HTML. `plain` is its function: it gives a str, and takes names with `PARAMETER` in front."""

    __slots__ = ("_made", "plain")

    def __init__(self, *made: Any) -> None:
        """`made` is what Jinja's own macro is made of."""
        environment, function, _, arguments, catches_names, catches_more, has_caller, _ = self._made = made
        if catches_names or catches_more:
            self.plain = self._carefully
            return
        no_caller = (environment.no_caller,) if has_caller and "caller" not in arguments else ()
        function.__defaults__ = (missing,) * len(arguments) + no_caller
        self.plain = function

    def _carefully(self, *args: Any, **kwargs: Any) -> str:
        return self(*args, **{name.removeprefix(PARAMETER): value for name, value in kwargs.items()})

    def __call__(self, *args: Any, **kwargs: Any) -> Markup:
        return Markup(Macro(*self._made)(*args, **kwargs))  # noqa: S704 - made of what was escaped


class _Loop:
    """What `loop` is where a template asks for the usual: where it stands."""

    __slots__ = ("_items", "index0", "length")

    def __init__(self, items: Iterable[Any], _undefined: object) -> None:
        self._items = list(items)
        self.index0, self.length = -1, len(self._items)

    def __iter__(self) -> Iterator[tuple[Any, _Loop]]:
        for index, item in enumerate(self._items):
            self.index0 = index
            yield item, self

    @property
    def index(self) -> int:
        return self.index0 + 1

    @property
    def first(self) -> bool:
        return self.index0 == 0

    @property
    def last(self) -> bool:
        return self.index0 == self.length - 1


class _PageContext(Context):
    """Calls what takes no context without asking whether it does."""

    def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) is not _PageMacro and type(obj) is not Words:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(*args, **kwargs)


class _PageTemplate(jinja2.Template):
    """A template whose code finds what `PageWriter` names."""

    _library: tuple[str, ...] | None  # what its macros take from the page, where it has nothing but macros
    _kept: threading.local

    @classmethod
    def from_code(
        cls, environment: jinja2.Environment, code: CodeType, known: MutableMapping[str, Any], uptodate: Any = None
    ) -> jinja2.Template:
        names = {"shown": _shown, "escaped": escaped, "markup": as_markup, "PageMacro": _PageMacro, "Items": _Items}
        namespace: dict[str, Any] = {"environment": environment, "__file__": code.co_filename, **names}
        exec(code, namespace)  # noqa: S102 - a template's code, as Jinja runs it
        namespace["LoopContext"] = _Loop  # the code imports Jinja's
        template = cast("_PageTemplate", cls._from_namespace(environment, namespace, known))
        template._uptodate = uptodate
        template._library, template._kept = namespace["library"], threading.local()
        return template

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - likewise
    ) -> TemplateModule:
        """A library of macros, imported with what the page is made of: made once a thread, and told what page it is."""
        if vars is None or not shared:
            return super().make_module(vars, shared, locals)
        own = locals or {}
        if self._library is None or any(own.get(name, missing) is not missing for name in self._library):
            context = self.new_context(vars, shared, locals)
            cast("PageEnvironment", self.environment).opened(context)
            return TemplateModule(self, context)
        kept: tuple[Context, TemplateModule] | None = getattr(self._kept, "module", None)
        if kept is None:
            context = self.new_context(vars, shared, locals)
            kept = self._kept.module = context, TemplateModule(self, context)
        kept[0].parent = vars
        return kept[1]


class PageEnvironment(jinja2.Environment):
    """An environment that escapes everywhere, and reads attributes only. What it cannot show, plain Jinja may."""

    code_generator_class = PageWriter
    context_class = _PageContext
    template_class = _PageTemplate

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._found: dict[str, jinja2.Template] = {}
        self._page = threading.local()

    def page(self, name: str, **given: object) -> str:
        """The page that a template makes. Raises whatever goes wrong in it."""
        template = self.get_template(name)
        contexts = self._page.contexts = [template.new_context(given)]
        try:
            return "".join(template.root_render_func(contexts[0]))
        finally:
            for context in contexts:  # macros know each other by it, and would hold the page until the next collection
                context.vars.clear()
                context.parent = {}

    def opened(self, context: Context) -> None:
        """Notes what is made for the page, and goes with it."""
        self._page.contexts.append(context)

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> jinja2.Template:
        """As Jinja's; what was found once is there: templates do not change while pages are made."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    @cached_property
    def no_caller(self) -> jinja2.Undefined:
        """What `caller` is in a macro that is called without."""
        return self.undefined("No caller defined", name="caller")

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict, not a chain of maps: each import in a template compares its keys."""
        return {**self.globals, **(d or {})}
