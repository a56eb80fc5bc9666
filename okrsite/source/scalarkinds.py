"""The kinds of value that one text holds: words, numbers, days, ids, links; and texts in several languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any

from okrsite.frozen import dataclass
from okrsite.problems import Severity
from okrsite.source import ids, links, numbers, periods, slips
from okrsite.source.context import Context
from okrsite.source.fields import Definitions, nearest, what_stands
from okrsite.source.limits import MAX_LINE, markdown_trouble
from okrsite.source.markdownlinks import tell_forbidden_links
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.values import Link, Number, Text, Texts
from okrsite.source.wrong import Wrong

__all__ = ["Choice", "LinkKind", "OneText", "TextKind", "known_language", "language_tag"]

Reader = Callable[[str, Context], Any]  # the value, or a Wrong

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class OneText:
    """A kind that one text holds, read by `reader`."""

    label: str
    reader: Reader
    json: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> Any:
        """The value; None where it is wrong, which the context then knows."""
        if type(node) is not Scalar:
            tell_no_text(node, self.label, context)
            return None
        if len(node.text) > MAX_LINE:
            tell_too_long(node, context)
            return None
        got = self.reader(node.text, context)
        if type(got) is Wrong:
            context.problem(node, got.rule, got.message, got.hint)
            return None
        return got

    def schema(self, definitions: Definitions) -> dict[str, Any]:  # noqa: ARG002 - it holds no records
        """What an editor checks."""
        return dict(self.json)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    empty: None = None
    holds_records: bool = False

    @property
    def label(self) -> str:
        """The words."""
        return " | ".join(self.words)

    def read(self, node: Node, context: Context) -> str | None:
        """The word; capitals and spaces or underscores for its hyphens are fine."""
        if type(node) is not Scalar:
            tell_no_text(node, self.label, context)
            return None
        if node.text in self.words:
            return node.text
        word = node.text.strip().lower().replace("_", "-").replace(" ", "-")
        if word in self.words:
            return word
        near = nearest(word, self.words)
        hint = f"Did you mean `{near}`? " if near else ""
        context.problem(
            node,
            "wrong-type",
            f"`{node.text}` is none of the words that can stand here.",
            f"{hint}Write one of: {', '.join(self.words)}.",
        )
        return None

    def schema(self, definitions: Definitions) -> dict[str, Any]:  # noqa: ARG002 - it holds no records
        """The words."""
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class TextKind:
    """A text, or one for each language: one line, or Markdown."""

    is_markdown: bool = False
    empty: None = None
    holds_records: bool = False

    @property
    def label(self) -> str:
        """`text` or `markdown`."""
        return "markdown" if self.is_markdown else "text"

    def read(self, node: Node, context: Context) -> Text | None:
        """The text without blank ends."""
        if type(node) is Scalar:
            return self._one(node, context)
        if isinstance(node, Map):
            return self._several(node, context)
        tell_no_text(node, "a text", context)
        return None

    def _one(self, node: Scalar, context: Context) -> str | None:
        text = node.text.strip() if not self.is_markdown else node.text.strip("\n").rstrip()
        if self.is_markdown:
            if trouble := markdown_trouble(text):
                hint = "Shorten it, split it, or put the long part on a page of its own."
                context.problem(node.at, "too-large", f"This text {trouble}.", hint)
                return None
            tell_forbidden_links(text, node.at, context)
        elif len(text) > MAX_LINE:
            tell_too_long(node, context)
            return None
        elif "\n" in text:
            context.problem(
                node.at, "wrong-type", "This is a text of one line, and here stand several.", "Write it in one line."
            )
            return None
        return text

    def _several(self, node: Map, context: Context) -> Text | None:
        found: list[tuple[str, str]] = []
        for key, value in node.entries:
            language = known_language(key, context)
            if language is None or (type(value) is Scalar and value.is_blank):
                continue
            if type(value) is not Scalar:
                tell_no_text(value, "a text", context)
                continue
            text = self._one(value, context)
            if text is not None:
                found.append((language, text))
        return Texts(tuple(found)) if found else None

    def schema(self, definitions: Definitions) -> dict[str, Any]:  # noqa: ARG002 - it holds no records
        """A text, or a map from language to text."""
        by_language = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, by_language]}


def tell_too_long(node: Scalar, context: Context) -> None:
    """Tells the context of a text that is no line."""
    message = f"This text has {len(node.text):,} characters; at most {MAX_LINE:,} are read here."
    context.problem(node.at, "too-large", message, "Shorten it, or check the quotes and the indentation above.")


def known_language(key: Scalar, context: Context) -> str | None:
    """The language that a key of a text names; told where the site has no such language."""
    known = context.settings.languages
    for language in known:
        if language.lower() == key.text.lower():
            return language
    tag = language_tag(key.text)
    if isinstance(tag, Wrong):
        context.problem(
            key,
            "unknown-field",
            f"`{key.text}` is not a language: here stands a text, or a text for each language.",
            "Write `{en: …, zh-Hant: …}`, or put a text with braces in quotes.",
        )
        return None
    if known:
        context.problem(
            key,
            "unknown-language",
            f"The site has no language `{tag}`.",
            f"It has: {', '.join(known)} (`languages:` in site.yml).",
            Severity.WARNING,
        )
    return tag


@dataclass(frozen=True, slots=True)
class LinkKind:
    """`{title, url}`, or a bare address."""

    text: TextKind = TextKind()
    label: str = "link"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> Link | None:
        """The link; an address that may not be linked is told."""
        if type(node) is Scalar:
            url = self._address(node, context)
            return Link(url) if url else None
        if not isinstance(node, Map):
            tell_no_text(node, "a link", context)
            return None
        unknown = [key for key, _ in node.entries if key.text not in {"title", "url"}]
        for key in unknown:
            context.problem(key, "unknown-field", f"A link has no field `{key.text}`.", "It has `title` and `url`.")
        title, url_node = node.get("title"), node.get("url")
        if url_node is None or (type(url_node) is Scalar and url_node.is_blank):
            if not unknown:
                context.problem(node, "missing-field", "This link has no `url`.", "Add `url: https://example.org/`.")
            return None
        url = self._address(url_node, context)
        has_title = title is not None and not (type(title) is Scalar and title.is_blank)
        words = self.text.read(title, context) if title is not None and has_title else None
        return Link(url, words) if url else None

    def _address(self, node: Node, context: Context) -> str | None:
        if type(node) is not Scalar:
            tell_no_text(node, "an address", context)
            return None
        if len(node.text) > MAX_LINE:
            tell_too_long(node, context)
            return None
        url = links.address(node.text)
        if isinstance(url, Wrong):
            context.problem(node, url.rule, url.message, url.hint)
            return None
        return url

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text, or a map of title and url."""
        shown = {"description": "What is shown in place of the address.", "examples": ["The plan"]}
        title = {**shown, **self.text.schema(definitions)}
        leads = "Where it leads: an address, or a path in the site."
        url = {"description": leads, "examples": ["https://example.org/plan"], "type": "string"}
        properties = {"title": title, "url": url}
        as_map = {"type": "object", "properties": properties, "required": ["url"], "additionalProperties": False}
        return {"anyOf": [{"type": "string"}, as_map]}


def tell_no_text(node: Node, wanted: str, context: Context) -> None:
    """Says that a list or a map stands where one value should, and that brackets want quotes if that is why."""
    hint = "Write one value behind the colon."
    if isinstance(node, List) and node.is_flow and all(type(item) is Scalar for item in node.items):
        inner = ", ".join(item.text for item in node.items if type(item) is Scalar)
        hint = f"For a text in brackets use quotes: {slips.quoted(f'[{inner}]')}."
    message = f"Here stands {what_stands(node)}, where one value should ({wanted})."
    context.problem(node, "wrong-type", message, hint)


# --- readers of one text --------------------------------------------------------------------------------------------


def read_number(text: str, context: Context) -> Number | Wrong:
    """A number."""
    return numbers.number(text, context.decimal_comma)


def read_share(text: str, context: Context) -> Number | Wrong:
    """A share from 0 to 1."""
    return numbers.share(text, context.decimal_comma)


def read_weight(text: str, context: Context) -> Number | Wrong:
    """A number that is not negative."""
    value = numbers.number(text, context.decimal_comma)
    if not isinstance(value, Wrong) and value < 0:
        return Wrong(
            f"The weight `{text}` is negative.",
            "Write 0 to leave it out of every figure, 1 or more to count it.",
            "bad-weight",
        )
    return value


def read_whole(least: int, most: int, what: str) -> Reader:
    """A reader of whole numbers between two bounds."""

    def read(text: str, context: Context) -> int | Wrong:
        value = numbers.number(text, context.decimal_comma)
        if isinstance(value, int) and least <= value <= most and not text.strip().endswith("%"):
            return value
        return Wrong(f"`{text.strip()}` is not {what}.", f"Write a whole number from {least} to {most}.")

    return read


def read_date(text: str, context: Context) -> Any:  # noqa: ARG001 - a reader's signature
    """A day."""
    return periods.date(text)


def read_period(text: str, context: Context) -> Any:
    """A period, by the site's fiscal year."""
    found = periods.period(text, context.settings.year_starts)
    return found._replace(rule="bad-period") if isinstance(found, Wrong) else found


def read_line(text: str, context: Context) -> str | Wrong:  # noqa: ARG001 - a reader's signature
    """One line of text in no language."""
    line = text.strip()
    if "\n" in line:
        return Wrong("This is a text of one line, and here stand several.", "Write it in one line.")
    return line


def read_person(text: str, context: Context) -> str | Wrong:
    """A person's id or name, without a leading `@`."""
    name = text.strip().removeprefix("@")
    if len(name) > 2 and name[0] in "“”„" and name[-1] in "“”":
        return Wrong(f"`{name}` stands in curly quotes, which belong to the text.", f"Write `{name[1:-1]}`.")
    return read_line(name, context)


def read_reference(text: str, context: Context) -> str | Wrong:
    """A reference in the form in which it is looked up."""
    line = read_line(text, context)
    return line if isinstance(line, Wrong) else ids.normalised(line)


def read_id(text: str, context: Context) -> str | Wrong:
    """An id in the form in which it is looked up."""
    line = read_line(text, context)
    if isinstance(line, Wrong):
        return line
    found = ids.normalised(line)
    if ids.is_id(found):
        return found
    made = ids.make_id(line)
    hint = f"Write `{made}`." if made else "Write something like `recruit`."
    return Wrong(f"`{line[:90]}` is not an id: letters, digits and `-`, at most {ids.MAX_ID}.", hint)


def read_audience(text: str, context: Context) -> str | Wrong:
    """One of the site's audiences; any id while they are not known."""
    audience = ids.normalised(text.strip())
    known = context.settings.audiences
    if audience in known or (not known and ids.is_id(audience)):
        return audience
    near = nearest(audience, known)
    hint = f"Did you mean `{near}`? " if near else ""
    listed = ", ".join(known)
    return Wrong(f"The site has no audience `{text.strip()}`.", f"{hint}It has: {listed} (`audiences:` in site.yml).")


def read_boolean(text: str, context: Context) -> bool | Wrong:  # noqa: ARG001 - a reader's signature
    """Yes or no, in the words that YAML is known for."""
    word = text.strip().lower()
    if word in {"true", "yes", "on"}:
        return True
    if word in {"false", "no", "off"}:
        return False
    return Wrong(f"`{text.strip()}` is neither true nor false.", "Write `true` or `false`.")


def language_tag(text: str) -> str | Wrong:
    """A language's tag in its usual letters: `zh-Hant`, `en-GB`."""
    text = text.strip()
    if not _LANGUAGE.fullmatch(text):
        return Wrong(f"`{text}` is not a language.", "Write its tag: `en`, `de`, `zh-Hant`.")
    first, *rest = text.split("-")
    shaped = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join([first.lower(), *shaped])


@lru_cache(maxsize=16)
def timezone(text: str) -> str | Wrong:
    """A timezone by its name in the tz database."""
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - only site.yml needs it

    name = text.strip()
    try:
        if name != "UTC":
            ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        known = available_timezones()
        if not known:
            return Wrong(
                f"No timezones are known on this machine, so `{name}` can't be found.",
                "Install them: `pip install tzdata`.",
            )
        near = nearest(name, tuple(known))
        return Wrong(
            f"`{name}` is not a timezone.",
            f"Did you mean `{near}`?" if near else "Write it as in `Asia/Taipei`, or `UTC`.",
        )
    return name
