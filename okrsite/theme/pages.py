"""Jinja made quicker for a site of many pages that are all HTML. Templates mean what they mean to Jinja; fewer objects are made.

A page shows some five hundred values and calls some two hundred macros and words, nearly all of them plain. So attributes are read as
Python reads them, and words and macros are called without asking what they want. Where that fails, the page has to be made once more
by plain Jinja, which knows of items, of what is undefined, and how to say what is wrong.
"""

from __future__ import annotations

import hashlib
import keyword
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # no compiler where it was installed
    from markupsafe._native import _escape_inner as escaped

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, MutableMapping
    from types import CodeType

    from jinja2.compiler import Frame, MacroRef

__all__ = ["PageEnvironment", "Words", "code_stamp"]

_ASKS = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters that a missing attribute does not fail."""


def code_stamp() -> str:
    """What the code of a compiled template hangs on beside its text: how Jinja writes code, and how this module does."""
    made = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=6)
    made.update(jinja2.__version__.encode())
    return made.hexdigest()


class Words:
    """The globals `_` and `gettext`: a message in the page's language, its `%(name)s` filled in and escaped."""

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        self._catalogue = catalogue
        self._bare: dict[str, Markup] = {}  # messages without values, which pages say over and over

    def __call__(self, message: str, /, **values: object) -> Markup:
        """The message; `%%` in it is a percent sign, with values or without."""
        if values:
            return self._said(message, values)
        said = self._bare.get(message)
        if said is None:
            said = self._bare[message] = self._said(message, {})
        return said

    def _said(self, message: str, values: dict[str, object]) -> Markup:
        return Markup(self._catalogue.gettext(message)) % values  # noqa: S704 - catalogues belong to the theme


def _shown(value: object) -> str:
    """A value as HTML: plain words need not become Markup to be joined with others."""
    kind = type(value)
    if kind is str:
        return escaped(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class _Items(dict[str, Any]):
    """What a template writes as `{"href": …}`: its items can be read as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class _Writer(CodeGenerator):
    """Writes what is quicker to run where Jinja would ask first."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Notes what can only be a macro, a message, or a template's module of macros."""
        self._modules = {one.target for one in node.find_all(nodes.Import)}
        self._callables = {"_", "gettext", "caller", *(one.name for one in node.find_all(nodes.Macro))}
        stored = {one.name for one in node.find_all(nodes.Name) if one.ctx in {"store", "param"}}
        self._modules -= stored
        self._callables -= stored
        self._is_asking = False
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("Page")
        super().macro_def(macro_ref, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if self._is_asking or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self.write("Items(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if not self._is_direct(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _is_direct(self, node: nodes.Call) -> bool:
        if node.dyn_args or node.dyn_kwargs or any(keyword.iskeyword(one.key) for one in node.kwargs):
            return False
        called = node.node
        if isinstance(called, nodes.Getattr):
            return isinstance(called.node, nodes.Name) and called.node.name in self._modules
        return isinstance(called, nodes.Name) and called.name in self._callables

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        with self._asking(node.name):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        with self._asking(node.name):
            super().visit_Filter(node, frame)

    @contextmanager
    def _asking(self, name: str) -> Iterator[None]:
        before, self._is_asking = self._is_asking, self._is_asking or name in _ASKS
        yield
        self._is_asking = before

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")


class _PageMacro(Macro):
    """A macro that makes HTML, called with what it takes."""

    def __call__(self, *args: Any, **kwargs: Any) -> Markup:
        given, takes = len(args), self._argument_count
        if self.caller or self.catch_kwargs or self.catch_varargs or given > takes:
            return Markup(super().__call__(*args, **kwargs))  # noqa: S704 - likewise
        if given < takes:
            args = (*args, *[kwargs.pop(name, missing) for name in self.arguments[given:]])
        if kwargs:
            return Markup(super().__call__(*args[:given], **kwargs))  # noqa: S704 - it fails, and says what is too much
        return Markup(self._func(*args))  # noqa: S704 - made of what was escaped


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

    @classmethod
    def from_code(
        cls, environment: jinja2.Environment, code: CodeType, known: MutableMapping[str, Any], uptodate: Any = None
    ) -> jinja2.Template:
        names = {"shown": _shown, "PageMacro": _PageMacro, "Items": _Items}
        namespace = {"environment": environment, "__file__": code.co_filename, **names}
        exec(code, namespace)  # noqa: S102 - a template's code, as Jinja runs it
        template = cls._from_namespace(environment, namespace, known)
        template._uptodate = uptodate
        return template


class PageEnvironment(jinja2.Environment):
    """An environment that escapes everywhere, and reads attributes only. What it cannot show, plain Jinja may."""

    code_generator_class = _Writer
    context_class = _PageContext
    template_class = _PageTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict, not a chain of maps: each import in a template compares its keys."""
        return {**self.globals, **(d or {})}
