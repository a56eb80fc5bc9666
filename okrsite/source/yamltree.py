"""YAML text → nodes with places, bounded and without YAML's guesses: every scalar stays the text that was written.

The C parser composes, with one fixed tag instead of a resolver; where it is missing the pure one does. What YAML allows
and the content format does not (tags, several documents, lists as keys, the same key twice) becomes a `Problem`, and so
does what neither allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from okrsite.problems import Place, Problem, has_errors
from okrsite.source import slips
from okrsite.source.context import MOST_ERRORS
from okrsite.source.marks import lines_of, mark, place_of
from okrsite.source.nodes import List, Map, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MAX_DEPTH", "MAX_EXPANDED", "MAX_NODES", "Parsed", "parse"]

MAX_DEPTH = 50
MAX_EXPANDED = 100_000
MAX_NODES = 500_000
"""Values and names of a file: 5 MB of commas are three million of them, and 1.5 GB."""

_FAR = 1_000_000  # columns beyond it are packed with care

_TAG = "text"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\x85\u2028\u2029]")
_OTHER_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}  # line ends for YAML, for no editor


class Parsed(NamedTuple):
    """What a text says: `node` None for an empty or a broken one; problems are in the order found."""

    node: Node | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether some of the text is missing from the node."""
        return has_errors(self.problems)


class _StopError(Exception):
    """Reading cannot go on; holds the reason."""

    def __init__(self, rule: str, message: str, hint: str, at: tuple[int, int] = (0, 0)) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.at = rule, message, hint, at


def parse(text: str, path: str, first_line: int = 1) -> Parsed:
    """Reads one YAML document.

    Args:
        text: the YAML; line ends as they are, a byte order mark is ignored.
        path: the file, as problems name it.
        first_line: the line of the file that `text` begins on (front matter).
    """
    return _Reading(text.removeprefix("\ufeff"), path, first_line).parsed()


class _Plain:
    """Stands in for the resolver: no guesses, and depth and number counted, before stack or memory can overflow."""

    def __init__(self) -> None:
        depth, left = 0, MAX_NODES

        def descend(parent: Any, index: Any) -> None:  # noqa: ARG001 - the composer's signature
            nonlocal depth, left
            depth += 1
            left -= 1
            if depth > 51 or not left:  # MAX_DEPTH around a value; a literal, since this runs for every value of a site
                _tell_too_much(parent, depth)

        def ascend() -> None:
            nonlocal depth
            depth -= 1

        self.descend_resolver = descend
        self.ascend_resolver = ascend
        self.resolve = lambda kind, value, implicit: _TAG  # noqa: ARG005 - the composer's signature


def _tell_too_much(parent: Any, depth: int) -> NoReturn:
    start = parent.start_mark
    if depth <= MAX_DEPTH:
        message = f"This file holds more than {MAX_NODES:,} values."
        raise _StopError("too-large", message, "Split it into several files.", (start.line, start.column))
    raise _StopError(
        "too-deep",
        f"This is nested more than {MAX_DEPTH} levels deep.",
        "Check the brackets and the indentation; no record needs more than a handful of levels.",
        (start.line, start.column),
    )


class _PureLoader(_Plain, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)
        _Plain.__init__(self)


def _loader() -> Callable[[str], Any]:
    try:
        from yaml._yaml import CParser  # noqa: PLC0415 - may be missing
    except ImportError:
        return _PureLoader

    class CLoader(_Plain, CParser):
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            _Plain.__init__(self)

    return CLoader


_Loader = _loader()


_tuple = tuple.__new__


def _scalar(composed: Any, shift: int) -> Scalar:
    """A scalar node; the marks are packed by hand, since this runs for every value of a site."""
    start, end = composed.start_mark, composed.end_mark
    line, column = start.line, start.column
    if column > _FAR or end.column > _FAR:
        return Scalar(composed.value, *_ends(composed, shift), composed.style or "")
    at = (line + shift) << 20 | (column + 1)
    return _tuple(Scalar, (composed.value, at, (end.line + shift) << 20 | (end.column + 1), composed.style or ""))


def _ends(composed: Any, shift: int) -> tuple[int, int]:
    start, end = composed.start_mark, composed.end_mark
    return mark(start.line + shift, start.column + 1), mark(end.line + shift, end.column + 1)


class _Reading:
    """One text being read: its problems, and what is known of its aliases."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        has_breaks = not text.isascii() and _BREAKS.search(text)
        self.text = text.translate(_OTHER_BREAKS) if has_breaks else text
        self.path = path
        self.shift = first_line
        self.problems: list[Problem] = []
        self.lines: list[str] = []  # once a problem has asked for them
        self.has_tabs = "\t" in text
        self.has_tags = "!" in text
        self.memo: dict[int, tuple[Node, int] | None] | None = {} if "*" in text else None
        self.count = 0
        self.expanded = 0

    def parsed(self) -> Parsed:
        node = None
        try:
            composed = _Loader(self.text).get_single_node()
            if composed is not None and self.has_tags:
                self.refuse_tags(composed, set())
            node = None if composed is None else self.node(composed)
        except _StopError as stop:
            self.report(stop.at, stop.rule, stop.message, stop.hint)
        except (yaml.YAMLError, ValueError, AttributeError, OverflowError, RecursionError) as error:
            self.broken(error)
        else:
            self.problems += slips.cut_by_hash(self.text, self.path, self.shift, _ends_of_plain_scalars(node))
        return Parsed(node, tuple(self.problems))

    # --- composed nodes → nodes ---------------------------------------------------------------------------------------

    def node(self, composed: Any) -> Node:
        if self.memo is None:
            return self.fresh(composed)
        key = id(composed)
        if key in self.memo:
            return self.repeated(composed, self.memo[key])
        before = self.count
        self.memo[key] = None
        node = self.fresh(composed)
        self.memo[key] = node, self.count - before
        return node

    def repeated(self, composed: Any, known: tuple[Node, int] | None) -> Node:
        at = (composed.start_mark.line, composed.start_mark.column)
        if known is None:
            raise _StopError("too-large", "An alias stands inside what it stands for.", "Write the values out.", at)
        node, size = known
        self.expand(size, at)
        return node

    def expand(self, size: int, at: tuple[int, int]) -> None:
        self.count += size
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            raise _StopError(
                "too-large",
                f"Aliases make more than {MAX_EXPANDED:,} values of this.",
                "Write fewer aliases of aliases.",
                at,
            )

    def fresh(self, composed: Any) -> Node:
        self.count += 1
        if type(composed) is ScalarNode:
            return _scalar(composed, self.shift)
        if type(composed) is MappingNode:
            return self.map(composed)
        items = tuple([self.node(item) for item in composed.value])
        return List(items, *_ends(composed, self.shift), bool(composed.flow_style))

    def map(self, composed: Any) -> Map:
        entries: list[tuple[Scalar, Node]] = []
        names: dict[str, Scalar] = {}
        merges: list[Any] = []
        shift, flow = self.shift, bool(composed.flow_style)
        for key_node, value_node in composed.value:
            if type(key_node) is not ScalarNode:
                self.refuse_key(key_node)
                continue
            key = _scalar(key_node, shift)
            name = key.text
            if name in names:
                self.duplicate(key, names[name])
                continue
            if name == "<<" and not key.style:
                merges.append(value_node)
                continue
            names[name] = key
            if flow and not value_node.value and self.is_slip(key, key_node, value_node, entries):
                continue
            if self.has_tabs:
                self.refuse_tab(key_node, value_node)
            if self.memo is None and type(value_node) is ScalarNode:
                entries.append((key, _scalar(value_node, shift)))
            else:
                entries.append((key, self.node(value_node)))
        for value_node in merges:
            self.merge(value_node, entries, names)
        return Map(tuple(entries), *_ends(composed, shift), flow)

    def merge(self, value_node: Any, entries: list[tuple[Scalar, Node]], names: dict[str, Scalar]) -> None:
        """Adds what `<<` brings, unless it was written or brought already."""
        value = self.node(value_node)
        at = (value_node.start_mark.line, value_node.start_mark.column)
        for source in value.items if isinstance(value, List) else (value,):
            if not isinstance(source, Map):
                self.report(at, "yaml-syntax", "`<<` takes an alias of a map.", "Write `<<: *name`.")
                continue
            self.expand(len(source.entries), at)
            for key, item in source.entries:
                if key.text not in names:
                    names[key.text] = key
                    entries.append((key, item))

    # --- what YAML allows and we do not -------------------------------------------------------------------------------

    def refuse_tags(self, composed: Any, seen: set[int]) -> None:
        """Tells of every tag; `seen` are the lists and maps that were looked at, since an alias shows them again."""
        start = composed.start_mark
        is_bare = self.text[start.index : start.index + 1] == "!" and not getattr(composed, "style", "")
        if composed.tag != _TAG or is_bare:
            at = (start.line, start.column)
            message = "YAML tags (words that begin with `!`) have no meaning here."
            self.report(at, "yaml-syntax", message, "Remove the tag, or quote the text if it begins with `!`.")
        if type(composed) is ScalarNode or id(composed) in seen:
            return
        seen.add(id(composed))
        for item in composed.value:
            for one in item if isinstance(item, tuple) else (item,):
                self.refuse_tags(one, seen)

    def refuse_key(self, key_node: Any) -> None:
        start = key_node.start_mark
        if isinstance(key_node, SequenceNode | MappingNode):
            self.report(
                (start.line, start.column),
                "yaml-syntax",
                "A list or a map stands where a field's name should.",
                "Write `name: value`; put a text with brackets or braces in quotes.",
            )

    def duplicate(self, key: Scalar, first: Scalar) -> None:
        self.report_at(
            key,
            "duplicate-key",
            f"`{key.text}` is written twice here, first in line {place_of(self.path, first.at).line}.",
            "Keep one of them.",
        )

    def is_slip(self, key: Scalar, key_node: Any, value_node: Any, entries: list[tuple[Scalar, Node]]) -> bool:
        """Whether a key of a map in braces is none: `{note: Two done, fix in Dec}`."""
        if type(value_node) is not ScalarNode or value_node.value or value_node.style or key.style:
            return False
        if self.text[key_node.end_mark.index : key_node.end_mark.index + 200].lstrip()[:1] == ":":
            return False
        previous = entries[-1] if entries else None
        before = (previous[0].text, previous[1].text) if previous and isinstance(previous[1], Scalar) else None
        message, hint = slips.stray_key(key.text, before)
        self.report_at(key, "yaml-syntax", message, hint)
        return True

    def refuse_tab(self, key_node: Any, value_node: Any) -> None:
        between = self.text[key_node.end_mark.index : value_node.start_mark.index]
        if "\t" in between and len(between) < 200 and "#" not in between:
            end = key_node.end_mark
            self.report((end.line, end.column + between.index("\t")), "yaml-syntax", *slips.TAB)

    # --- problems -----------------------------------------------------------------------------------------------------

    def broken(self, error: Exception) -> None:
        control = _CONTROL.search(self.text)
        if control:
            before = self.text[: control.start()]
            line = before.count("\n")
            column = control.start() - (before.rfind("\n") + 1)
            message = f"The character U+{ord(control[0]):04X} is not allowed in a text file."
            self.report((line, column), "yaml-syntax", message, "Delete it; it cannot be seen in most editors.")
            return
        spot = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = (spot.line, spot.column) if spot else (0, 0)
        said = getattr(error, "problem", None) or ""
        began = getattr(error, "context_mark", None)
        explained = slips.explain(lines_of(self.text), at, str(said), (began.line, began.column) if began else None)
        for slip in islice(explained, MOST_ERRORS):
            self.report((slip.line, slip.column), "yaml-syntax", slip.message, slip.hint, slip.end)

    def report_at(self, node: Scalar, rule: str, message: str, hint: str) -> None:
        place = place_of(self.path, node.at)
        end = place_of(self.path, node.end)
        at = (place.line - self.shift, place.column - 1)
        self.report(at, rule, message, hint, end.column - 1 if end.line == place.line else None)

    def report(self, at: tuple[int, int], rule: str, message: str, hint: str, end: int | None = None) -> None:
        if len(self.problems) > MOST_ERRORS:
            return
        line, column = at
        self.lines = self.lines or lines_of(self.text)
        source = self.lines[line] if line < len(self.lines) else None
        place = Place(self.path, line + self.shift, column + 1)
        end_column = None if end is None else end + 1
        self.problems.append(Problem(place, rule, message, hint, end_column=end_column, source=source))


def _ends_of_plain_scalars(node: Node | None) -> Callable[[], Iterator[Scalar]]:
    """The unquoted scalars, when they are asked for."""

    def walk(node: Node | None) -> Iterator[Scalar]:
        if isinstance(node, Scalar):
            if not node.style and node.text:
                yield node
        elif isinstance(node, Map):
            for _, value in node.entries:
                yield from walk(value)
        elif isinstance(node, List):
            for item in node.items:
                yield from walk(item)

    return lambda: walk(node)
