"""The code of templates as pages.py runs it: quicker where Jinja would ask first."""

from __future__ import annotations

import keyword
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeGuard

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_RESOLVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.compiler import Frame, MacroRef

__all__ = ["PARAMETER", "PageWriter"]

PARAMETER = "l_1_"
"""What Jinja writes before the names of what a template's macro takes, in the macro's function."""

_GIVEN = frozenset({"frame", "view"})
"""What whoever shows a page gives to its template."""

_ASKS = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters that a missing attribute does not fail."""


class PageWriter(CodeGenerator):
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
        """Notes the names that are taken from whoever shows the page. A page and its blocks are gathered, and given in one go."""
        super().enter_frame(frame)
        if frame.buffer is None and (frame.rootlevel or frame.block_frame):
            self.buffer(frame)
        self._asked |= {name for what, name in frame.symbols.loads.values() if what == VAR_LOAD_RESOLVE and name}

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        if frame.rootlevel or frame.block_frame:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

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
            self._arguments(node, frame, ".plain(", PARAMETER, forward_caller=forward_caller)
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
