"""Jinja made quicker for a site of many pages that are all HTML. Templates mean what they mean to Jinja; fewer objects are made.

A page shows some five hundred values and calls some two hundred macros and words, nearly all of them plain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

if TYPE_CHECKING:
    import gettext
    from collections.abc import MutableMapping

    from jinja2 import nodes
    from jinja2.compiler import Frame

__all__ = ["PageEnvironment", "Words"]

_SPECIAL = re.compile("[&<>'\"]")


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
    """A value as HTML: most words have nothing to escape, and need not become Markup to be joined with others."""
    if type(value) is str:
        return value if _SPECIAL.search(value) is None else escape(value)
    return value if type(value) is Markup else escape(value)


class _Writer(CodeGenerator):
    """Writes `environment.shown(…)` where Jinja writes `escape(…)`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _PageContext(Context):
    """Calls what takes no context without asking whether it does."""

    def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) is not Macro and type(obj) is not Words:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(*args, **kwargs)


class PageEnvironment(jinja2.Environment):
    """An environment that escapes everywhere."""

    code_generator_class = _Writer
    context_class = _PageContext
    shown = staticmethod(_shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict, not a chain of maps: each import in a template compares its keys."""
        return {**self.globals, **(d or {})}
