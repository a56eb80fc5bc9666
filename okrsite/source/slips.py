"""The slips that every hand-writer of YAML makes, told in words of their own instead of the scanner's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from okrsite.problems import Problem, Severity
from okrsite.source.marks import lines_of, place_of

if TYPE_CHECKING:
    from okrsite.source.nodes import Scalar

__all__ = ["TAB", "Slip", "cut_by_hash", "explain", "missing_space", "stray_key"]

TAB = ("A tab stands where YAML wants spaces.", "Replace it by spaces: two for each level.")


_LONGEST = 2000  # no line that a hand wrote is longer


class Slip(NamedTuple):
    """What was meant: line, column and end count from 0 in the text that was read."""

    line: int
    column: int
    end: int | None
    message: str
    hint: str


_ENTRY = re.compile(r"\s*(?:-\s+)*(?P<key>[^\s:#'\"\[\]{},][^:#'\"\[\]{}]*):\s+(?P<value>\S.*)")
_GLUED = re.compile(r"^\s*(?:-\s+)*([\w][\w-]*):([^\s:/].*)$")
_GLUED_DASH = re.compile(r"^\s*-([^\s-].*)$")
_FIELD = re.compile(r"[a-z_][a-z0-9_]*\Z")
_IN_BRACES = re.compile(r"[{\[]|^\s*[\w-]+:\s[^,]*,\s")
_NEXT_FIELD = re.compile(r",\s*[\w-]+:\s")
_CURLY = re.compile("[“”„‟‘’‚«»]")
_QUOTED_AND_MORE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#,\]}:]""")
_BEGINNINGS = (  # what an unquoted text can't begin with
    (re.compile("[%@`]"), "An unquoted text can't begin with `{}`."),
    (
        re.compile(r"[>|](?![+-]?[1-9]?[+-]?\s*(?:#.*)?\Z)"),
        "An unquoted text can't begin with `{}`: it begins a text of several lines.",
    ),
    (re.compile(r"\*(?![\w-]+\s*(?:#.*)?\Z)"), "An unquoted text can't begin with `{}`: it stands for what `&` named."),
    (re.compile(r"[-?] "), "An unquoted text can't begin with `{}` and a space."),
)
_NO_COLON = re.compile(r"\s*(?:-\s+)*(?P<key>[a-z_]+)(?:\s*[=：]\s*|\s+)(?P<value>[^\s:].*)")


def quoted(text: str) -> str:
    """The text in quotes that YAML reads back as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def explain(lines: list[str], at: tuple[int, int], said: str, began: tuple[int, int] | None) -> Iterator[Slip]:
    """What is wrong with a text that the parser gave up on at line and column `at` (from 0), most likely first.

    Args:
        lines: the text.
        at: where the parser stopped.
        said: the parser's own words.
        began: where the thing began that it was reading.
    """
    spots = [
        line for line in dict.fromkeys([at[0], *([began[0]] if began else []), at[0] - 1]) if 0 <= line < len(lines)
    ]
    first = (
        _at_the_spot(lines, at, said)
        or next((slip for line in spots if (slip := of_line(lines, line))), None)
        or _of_structure(lines, at, said, began)
        or _in_the_parsers_words(lines, at, said, began)
    )
    yield first
    seen = {first.line}
    for line in _outside_blocks(lines):
        if line not in seen and (slip := of_line(lines, line, only_certain=True)):
            yield slip


def of_line(lines: list[str], line: int, only_certain: bool = False) -> Slip | None:
    """The slip that a line shows, if it shows one."""
    text = lines[line].rstrip()
    if len(text) > _LONGEST:
        return None
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent:
        return Slip(line, indent.index("\t"), None, *TAB)
    if glued := _GLUED_DASH.match(text):
        if not only_certain and not text.lstrip().startswith("---"):
            column = text.index("-")
            fixed = f"{text[: column + 1]} {glued[1]}"
            return Slip(
                line, column, len(text.rstrip()), "A space is missing after the dash.", f"Write `{fixed.strip()}`."
            )
        return None
    entry = _ENTRY.match(text)
    if entry:
        return _of_value(line, entry)
    if (glued := _GLUED.match(text)) and not only_certain:
        column = glued.start(1)
        return Slip(
            line,
            column,
            len(text.rstrip()),
            f"A space is missing after `{glued[1]}:`.",
            f"Write `{glued[1]}: {glued[2].strip()}`.",
        )
    return None


def _of_value(line: int, entry: re.Match[str]) -> Slip | None:
    key, value = entry["key"].rstrip(), entry["value"]
    what = _what_is_wrong(value)
    if what is None:
        return None
    bare = _without_comment(value)
    fixed = quoted(bare.strip("“”„‟") if _CURLY.match(bare) else bare)
    hint = f"Put the text in quotes: `{key}: {fixed}`."
    if bare[:2] in {"| ", "> "}:
        hint = f"Write it behind the colon, `{key}: {bare[2:].strip()}`, or begin it on the next line."
    elif bare[:2] == "- ":
        hint = f"{hint[:-1]}, or begin the list on the next line."
    return Slip(line, entry.start("value"), entry.start("value") + len(bare), what, hint)


def _without_comment(value: str) -> str:
    ends = [end for end in (value.find(" #"), value.find("\t#")) if end >= 0]
    return value[: min(ends, default=len(value))].rstrip()


def _what_is_wrong(value: str) -> str | None:
    """What keeps an unquoted value from being read; None where nothing does for certain."""
    first = value[0]
    if first == "#":
        return None  # a comment, and the value on the lines below
    if first in "'\"":
        return f"`{value}` begins with a quoted text, and goes on behind it." if _QUOTED_AND_MORE.match(value) else None
    if first == "[" and (close := value.find("]")) > 0 and re.match(r"\s*[^\s#,\]}]", value[close + 1 :]):
        return f"`{value}` begins with a bracket, which begins a list, and goes on behind it."
    if first in "[{":
        return None
    for beginning, message in _BEGINNINGS:
        if beginning.match(value):
            return message.format(first)
    if first in "&*!>|":
        return None
    if _NEXT_FIELD.search(value):
        return None  # a line of a map in braces
    if re.search(r":(\s|\Z)", _without_comment(value)):
        quotes = " Curly quotes do not count as quotes." if _CURLY.search(first) else ""
        return f"An unquoted text can't have a colon and a space in it.{quotes}"
    return None


def _of_structure(lines: list[str], at: tuple[int, int], said: str, began: tuple[int, int] | None) -> Slip | None:
    """A line that does not fit to those around it, or a comment that swallows a closing bracket."""
    if began and began[0] < len(lines) and "expected ':'" in said:
        return _without_colon(lines[began[0]], began[0])
    if began and "',' or" in said:
        return _closed_in_a_comment(lines[began[0]], began[0]) if began[0] < len(lines) else None
    return _deeper(lines, at[0]) if "mapping values" in said else None


def _without_colon(line: str, number: int) -> Slip:
    start = len(line) - len(line.lstrip())
    text = line.rstrip()
    meant = _NO_COLON.fullmatch(text)
    hint = (
        f"Write `{meant['key']}: {meant['value']}`." if meant else "Write `name: value`, or indent it under its text."
    )
    return Slip(number, start, len(text), f"`{text.strip()[:80]}` stands among fields and has no colon.", hint)


def _closed_in_a_comment(line: str, number: int) -> Slip | None:
    comment = re.search(r"\s(#.*[\]}].*)", line)
    if comment is None:
        return None
    message = "What follows the `#` is a comment, and the closing bracket stands in it."
    hint = "Put the text that has the `#` in quotes."
    return Slip(number, comment.start(1), len(line.rstrip()), message, hint)


def _deeper(lines: list[str], number: int) -> Slip | None:
    """A field that stands deeper than the one above it, which has its value already."""
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    field, before = _ENTRY.match(lines[number]), _ENTRY.match(above)
    if field is None or before is None or field.start("key") <= before.start("key"):
        return None
    message = f"`{field['key']}` stands deeper than `{before['key']}` above it, which has its value already."
    hint = f"Indent it by {before.start('key')} spaces, like the field above."
    return Slip(number, field.start("key"), field.end("key"), message, hint)


_WORDS = (  # what the parser says, what that means, what to do
    (
        "single document",
        "A second document begins here (`---`); a file holds one.",
        "Make it two files, or remove the `---`.",
    ),
    (
        "another document",
        "A second document begins here (`---`); a file holds one.",
        "Make it two files, or remove the `---`.",
    ),
    ("document start", "A second document begins here; a file holds one.", "Make it two files, or remove the `...`."),
    ("undefined alias", "This alias (`*name`) stands for nothing above it.", "Quote the text if it begins with `*`."),
    ("quoted scalar", "A quote is opened and not closed.", "Close it, and write a quote inside of it twice."),
    (
        "node content",
        "A value is missing here: a bracket is opened above and not closed, or nothing follows a comma.",
        "Close the bracket, or remove the comma.",
    ),
    ("end of stream", "A quote or a bracket is opened and not closed.", "Close it on the line where it begins."),
    (
        "',' or",
        "A comma or a closing bracket is missing.",
        "Separate with commas, close what is opened, and quote texts.",
    ),
    (
        "mapping values",
        "A colon stands where no field can begin.",
        "Quote the text that has it, or correct the indentation.",
    ),
    (
        "expected ':'",
        "A line without a colon stands among fields.",
        "Write `name: value`, or indent the line under its text.",
    ),
    (
        "expected key",
        "This line is no field of the map that it stands in.",
        "Indent it like the fields above, and close their quotes.",
    ),
    ("'-' indicator", "A list goes on here without a dash.", "Begin the line with `- `, or correct the indentation."),
    (
        "sequence entries",
        "A list can't begin here.",
        "Put it on the next line, or quote a text that begins with a dash.",
    ),
    (
        "block scalar",
        "This `|` or `>` begins a text of several lines, and goes on.",
        "Begin the text on the next line, or quote it.",
    ),
)


def _in_the_parsers_words(lines: list[str], at: tuple[int, int], said: str, began: tuple[int, int] | None) -> Slip:
    if began and "end of stream" in said:
        return Slip(
            *began,
            began[1] + 1,
            "A quote is opened here and not closed.",
            "Close it; write a quote inside of it twice.",
        )
    if began and "',' or" in said and at[0] > began[0]:
        message = "A bracket is opened here, and is not closed, or a comma is missing in it."
        return Slip(*began, began[1] + 1, message, "Close it, separate with commas, and quote texts.")
    where = Slip(min(at[0], len(lines) - 1), at[1], None, "", "")
    for words, message, hint in _WORDS:
        if words in said:
            return where._replace(message=message, hint=hint)
    hint = "Check indentation, brackets and quotes here and in the line above; quote texts with `: `, `#`, `[` or `{`."
    return where._replace(message=f"This is not YAML{': ' + said if said else ''}.", hint=hint)


def _at_the_spot(lines: list[str], at: tuple[int, int], said: str) -> Slip | None:
    """A tab, or an unquoted text that begins with a character that can't begin one, also inside of braces."""
    number, column = at
    line = lines[number] if number < len(lines) else ""
    if "start any token" in said and line[column : column + 1] == "\t":
        return Slip(number, column, None, *TAB)
    if "start any token" not in said or line[column : column + 1] not in {"%", "@", "`"}:
        return None
    before, value = line[:column], _without_comment(line[column:])
    if _IN_BRACES.search(before):
        value = re.split(r"[,}\]]", value, maxsplit=1)[0].rstrip()
    key = re.search(r"([\w][\w-]*):\s+\Z", before[-100:])
    meant = f"{key[1]}: {quoted(value)}" if key else quoted(value)
    message = f"An unquoted text can't begin with `{value[:1]}`."
    return Slip(number, column, column + len(value), message, f"Put the text in quotes: `{meant}`.")


def _outside_blocks(lines: list[str]) -> Iterator[int]:
    """The lines that do not belong to a text of several lines begun with `|` or `>`."""
    block: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if block is not None and (not line.strip() or indent > block):
            continue
        block = None
        if line.strip() and not line.lstrip().startswith("#"):
            yield number
            if re.search(r"(?::|-)\s+[|>][+-]?[1-9]?[+-]?\s*(?:#.*)?\Z", line):
                block = indent


def stray_key(key: str, before: tuple[str, str] | None) -> tuple[str, str]:
    """Message and hint for a key without a colon in a map in braces; `before`: the name and the value left of it."""
    if missing := missing_space(key):
        return missing
    if before is None:
        return (
            f"`{key}` has no value: in braces everything is `name: value`.",
            f"Write `{{{key}: …}}`, or put the text in quotes.",
        )
    name, value = before
    if (digits := re.search(r"(?:^|(?<=\s))[+-]?\d{1,3}\Z", value)) and re.fullmatch(r"\d{3}(?:\s\D*)?", key):
        return (
            f"`{digits[0]},{key[:3]}` has a comma in a number, and in braces a comma ends the value.",
            f"Write `{name}: {value}_{key}`, or `{name}: {value}.{key}` if the comma is a decimal sign.",
        )
    if re.fullmatch(r"[+-]?\d+", value) and re.fullmatch(r"\d+\s?%?", key):
        return (
            f"`{value},{key}` has a comma where a number takes a point.",
            f"Write `{name}: {value}.{key}`.",
        )
    curly = " Curly quotes do not count as quotes." if _CURLY.search(value) else ""
    whole = f"{value}, {key}"
    if _CURLY.match(whole):
        whole = whole.strip("“”„‟")
    return (
        f"`{key}` is not a field: in braces a comma ends the text before it.{curly}",
        f"Put the text in quotes: `{name}: {quoted(whole)}`.",
    )


def missing_space(text: str) -> tuple[str, str] | None:
    """Message and hint for `title:Foo`, read as one text; None where it is none."""
    name, colon, rest = text.partition(":")
    if colon and rest and not rest.startswith("//") and _FIELD.match(name):
        return f"A space is missing after `{name}:`.", f"Write `{name}: {rest.strip()}`."
    return None


_HASH = re.compile(r"(?m)\S #[^\W_]")
_CERTAIN = re.compile(r"[+-]?[\d.,_:%kM-]+|[a-z][a-z0-9-]*")


def cut_by_hash(text: str, path: str, first_line: int, scalars: Callable[[], Iterable[Scalar]]) -> Iterator[Problem]:
    """Warns of unquoted texts that a comment cuts: `note: See #42` says "See"."""
    if " #" not in text or not _HASH.search(text):
        return
    lines = lines_of(text)
    for scalar in scalars():
        place = place_of(path, scalar.end)
        line = lines[place.line - first_line]
        rest = line[place.column - 1 :]
        if not re.match(r" #[^\W_]", rest) or (_CERTAIN.fullmatch(scalar.text) and not rest[2].isdigit()):
            continue
        if re.fullmatch(r"[+-]?[\d.,_:%kM-]+", scalar.text):
            continue
        whole = f"{scalar.text}{rest.rstrip()}"
        yield Problem(
            place_of(path, scalar.at),
            "cut-by-hash",
            f"This says `{scalar.text}`: what follows the `#` is a comment.",
            f"If it belongs to the text, quote it: {quoted(whole)}; if it is a comment, put a space after the `#`.",
            Severity.WARNING,
            end_column=place.column,
            source=line,
        )
