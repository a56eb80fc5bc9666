"""Jinja made quicker for a site of many pages that are all HTML. Templates mean what they mean to Jinja; fewer objects are made.

A page shows some five hundred values and calls some two hundred macros and words, nearly all of them plain. So attributes are read as
Python reads them, and words and macros are called without asking what they want. Where that fails, the page has to be made once more
by plain Jinja, which knows of items, of what is undefined, and how to say what is wrong.
"""

from __future__ import annotations

import hashlib
import keyword
import threading
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, cast

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # no compiler where it was installed
    from markupsafe._native import _escape_inner as escaped

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
    from types import CodeType

    from jinja2.compiler import Frame, MacroRef

__all__ = ["PageEnvironment", "Words", "as_markup", "code_stamp"]

_PARAMETER = "l_1_"
"""What Jinja writes before the names of what a template's macro takes, in the macro's function."""

_GIVEN = frozenset({"frame", "view"})
"""What whoever shows a page gives to its template."""

_ASKS = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters that a missing attribute does not fail."""


def code_stamp() -> str:
    """What the code of a compiled template hangs on beside its text: how Jinja writes code, and how this module does."""
    made = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=6)
    made.update(jinja2.__version__.encode())
    return made.hexdigest()


class Words(dict[str, Markup]):
    """The globals `_` and `gettext`: a message in the page's language, its `%(name)s` filled in and escaped.

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
        return Markup(self._catalogue.gettext(message)) % values  # noqa: S704 - catalogues belong to the theme


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


class _Writer(CodeGenerator):
    """Writes what is quicker to run where Jinja would ask first."""

    _bare: nodes.Node | None = None  # what is put out as it is: HTML already
    _is_asking = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Notes what can only be a macro, a message, or a template's module of macros."""
        self._taken = {one.name for one in node.find_all(nodes.Name) if one.ctx == "store"}
        self._taken |= {
            one.name for scope in node.find_all(nodes.With) for one in scope.targets if isinstance(one, nodes.Name)
        }
        self._modules = {one.target for one in node.find_all(nodes.Import)}
        self._macros = {one.name for one in node.body if isinstance(one, nodes.Macro)}
        self._asked: set[str] = set()
        super().visit_Template(node, frame)
        is_library = all(map(self._is_shelved, node.body)) and self._asked <= {*self.environment.globals, *_GIVEN}
        self.writeline(f"library = {tuple(sorted(self._asked)) if is_library else None!r}")

    def enter_frame(self, frame: Frame) -> None:
        """Notes the names that are taken from whoever shows the page."""
        super().enter_frame(frame)
        self._asked |= {name for what, name in frame.symbols.loads.values() if what == VAR_LOAD_RESOLVE and name}

    def _is_shelved(self, node: nodes.Node) -> bool:
        """Whether a part of a template says nothing by itself and is the same on every page."""
        if isinstance(node, nodes.Output):
            return all(isinstance(one, nodes.TemplateData) and not one.data.strip() for one in node.nodes)
        if isinstance(node, nodes.Assign):
            return isinstance(node.node, nodes.Name) and node.node.name in self._macros
        return isinstance(node, nodes.Macro) or (isinstance(node, nodes.Import) and not node.with_context)

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        """Notes the names that mean something else in the macro."""
        before, self._taken = self._taken, self._taken | {one.name for one in node.args}
        made = super().macro_body(node, frame)
        self._taken = before
        return made

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("Page")
        super().macro_def(macro_ref, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if self._is_asking or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self._reached(node.node, frame)
        self.write(f".{node.attr}")

    def _reached(self, node: nodes.Expr, frame: Frame) -> None:
        """What an attribute or item is taken from; a name that is missing has none, which fails as it should."""
        if isinstance(node, nodes.Name):
            self.write(frame.symbols.ref(node.name))
        else:
            self.write("(")
            self.visit(node, frame)
            self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self.write("Items(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if self._is_macro(node):
            is_bare = forward_caller or node is self._bare
            self.write("" if is_bare else "markup(")
            self._reached(node.node, frame)
            self._arguments(node, frame, ".plain(", _PARAMETER, forward_caller=forward_caller)
            self.write("" if is_bare else ")")
        elif self._is_words(node) and not forward_caller:
            self._reached(node.node, frame)
            if len(node.args) == 1 and isinstance(node.args[0], nodes.Const) and not node.kwargs:
                self.write(f"[{node.args[0].value!r}]")
            else:
                self._arguments(node, frame, "(", "")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def _arguments(
        self, node: nodes.Call, frame: Frame, opening: str, prefix: str, *, forward_caller: bool = False
    ) -> None:
        self.write(opening)
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{prefix}{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(f"{prefix}caller=caller)" if forward_caller else ")")

    def _is_macro(self, node: nodes.Node) -> bool:
        if not _is_plain_call(node):
            return False
        called = node.node
        if isinstance(called, nodes.Getattr):
            return self._named(called.node) in self._modules
        name = self._named(called)
        return name in self._macros or (name == "caller" and not node.kwargs)

    def _is_words(self, node: nodes.Node) -> bool:
        return _is_plain_call(node) and self._named(node.node) in {"_", "gettext"}

    def _named(self, node: nodes.Node) -> str | None:
        """The name that stands there, unless it can be another thing's."""
        return node.name if isinstance(node, nodes.Name) and node.name not in self._taken else None

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        with self._asking(node.name):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        if node is self._bare and node.node is not None:
            self.visit(node.node, frame)
            return
        with self._asking(node.name):
            super().visit_Filter(node, frame)

    @contextmanager
    def _asking(self, name: str) -> Iterator[None]:
        before, self._is_asking = self._is_asking, self._is_asking or name in _ASKS
        yield
        self._is_asking = before

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self._is_quick = not frame.eval_ctx.volatile and bool(frame.eval_ctx.autoescape) and finalize.src is None
        if not self._is_quick:
            super()._output_child_pre(node, frame, finalize)
        elif self._is_macro(node) or self._is_words(node) or (isinstance(node, nodes.Filter) and node.name == "safe"):
            self._bare = node
            self.write("(")
        else:
            self.write("(escaped(v) if type(v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._is_quick and node is not self._bare:
            self.write(") is str else shown(v))")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_plain_call(node: nodes.Node) -> TypeGuard[nodes.Call]:
    """Whether each argument stands there by itself, and has a name that Python allows."""
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
        return False
    return not any(keyword.iskeyword(one.key) for one in node.kwargs)


class _PageMacro:
    """A macro that makes HTML. `plain` is its function: it gives a str, and takes names with `_PARAMETER` in front."""

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
        return self(*args, **{name.removeprefix(_PARAMETER): value for name, value in kwargs.items()})

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
    """A template whose code finds what `_Writer` names."""

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
        own = locals or {}
        if (
            vars is None
            or not shared
            or self._library is None
            or any(own.get(name, missing) is not missing for name in self._library)
        ):
            return super().make_module(vars, shared, locals)
        kept: tuple[Context, TemplateModule] | None = getattr(self._kept, "module", None)
        if kept is None:
            context = self.new_context(vars, shared, locals)
            kept = self._kept.module = context, TemplateModule(self, context)
        kept[0].parent = vars
        return kept[1]


class PageEnvironment(jinja2.Environment):
    """An environment that escapes everywhere, and reads attributes only. What it cannot show, plain Jinja may."""

    code_generator_class = _Writer
    context_class = _PageContext
    template_class = _PageTemplate

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._found: dict[str, jinja2.Template] = {}

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
