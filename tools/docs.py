"""Write the generated parts of docs/ anew from the declarations in the code, or with --check say whether they are out of date.

A page keeps its hand-written words; what stands between `<!-- generated: NAME -->` and `<!-- end -->` is replaced. NAME is a record
type of the content format, or one of the tables below.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import typing
from collections.abc import Callable
from pathlib import Path

from okrsite.checks.catalogue import RULES
from okrsite.checks.content_lessons import CONTENT_LESSONS, Lesson
from okrsite.checks.lessons import LESSONS
from okrsite.site.views.parts import Frame
from okrsite.site.views.registry import VIEWS
from okrsite.source import records
from okrsite.source.fields import Record
from okrsite.source.method import METHOD, Limit
from okrsite.source.reference import reference
from okrsite.theme.declaration import read_declaration
from okrsite.theme.finding import builtin_folder

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def fields_of(cls: type[Record]) -> str:
    """A record type's fields."""
    rows = []
    for row in reference(cls):
        default = "required" if row.required else _code(row.default)
        example = f" Example: {_code(row.example)}" if row.example else ""
        rows.append((_code(row.name), row.type, default, row.doc + example))
    return _table(("field", "type", "default", "what it is"), rows)


def rules() -> str:
    """Every rule but those of method and what it means."""
    rows = [(f"[{_code(name)}](#{name})", RULES[name]) for name in _OTHERS]
    return _table(("rule", "what it means"), rows)


def method() -> str:
    """The rules of method: severity and limits by default."""
    rows = [
        (
            f"[`{name}`](#{name})",
            rule.severity,
            ", ".join(_code(f"{key}: {_limit(value)}") for key, value in rule.limits.items()),
        )
        for name, rule in METHOD.items()
    ]
    return _table(("rule", "severity", "limits"), rows)


def lessons() -> str:
    """A paragraph for each rule of method."""
    return "\n\n".join(f"### {name}\n\n{_lesson(METHOD[name].sentence, LESSONS[name])}" for name in METHOD)


def remedies() -> str:
    """A paragraph for each of the other rules."""
    return "\n\n".join(f"### {name}\n\n{_lesson(RULES[name], CONTENT_LESSONS[name])}" for name in _OTHERS)


_OTHERS = [name for name in RULES if name not in METHOD]


def _lesson(sentence: str, lesson: Lesson) -> str:
    example, remedy = (part.replace("\n  ", "\n") for part in (lesson.example, lesson.remedy))
    return f"{sentence} {lesson.why}\n\n```\n# found\n{example}\n\n# instead\n{remedy}\n```"


def _limit(value: Limit) -> str:
    return "[…]" if isinstance(value, tuple) else str(value)


def templates() -> str:
    """Every page kind's template, the view that it is given, and the view's fields."""
    rows: dict[tuple[str, str], list[str]] = {}
    for kind, (template, make) in VIEWS.items():
        view = typing.get_args(typing.get_type_hints(make)["return"])[0]
        fields = ", ".join(_code(one.name) for one in dataclasses.fields(view))
        about = f"`{view.__name__}` ({view.__module__.removeprefix('okrsite.')}): {_first_line(view)} Fields: {fields}"
        rows.setdefault((template, about), []).append(kind)
    shown = [(_code(template), ", ".join(kinds), about) for (template, about), kinds in rows.items()]
    return _table(("template", "page", "what `view` is"), shown)


def frame() -> str:
    """What every template is given around the view."""
    return ", ".join(_code(one.name) for one in dataclasses.fields(Frame))


def options() -> str:
    """The default theme's options."""
    declaration, problems = read_declaration(builtin_folder() / "default" / "theme.yml", "theme.yml")
    if declaration is None:
        sys.exit(str(problems))
    rows = [(_code(one.name), one.type, _code(one.default), one.about) for one in declaration.options.values()]
    return _table(("option", "type", "default", "what it is"), rows)


def tokens() -> str:
    """The default theme's custom properties."""
    css = (builtin_folder() / "default" / "assets" / "tokens.css").read_text(encoding="utf-8")
    return _table(("token", "value"), [(_code(name), _code(value)) for name, value in _TOKEN.findall(css)])


_TOKEN = re.compile(r"^  (--[\w-]+): (.+);$", re.MULTILINE)
TABLES: dict[str, Callable[[], str]] = {
    "rules": rules,
    "method": method,
    "lessons": lessons,
    "remedies": remedies,
    "templates": templates,
    "frame": frame,
    "options": options,
    "tokens": tokens,
}


def fresh(text: str) -> str:
    """A page's text with every generated block made anew."""
    return BLOCK.sub(lambda match: f"{match[1]}\n{_block(match['name'])}\n\n{match[3]}", text)


def _block(name: str) -> str:
    return TABLES[name]() if name in TABLES else fields_of(getattr(records, name))


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *(tuple(map(_cell, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(text: str | None) -> str:
    return f"`{text}`" if text else ""


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().split("\n")[0]


def main() -> None:
    """Bring every page up to date, or with --check end with 1 where one is not."""
    stale = []
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        if (new := fresh(text)) != text:
            stale.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8", newline="\n")
    if stale and "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(stale)}; run `make docs`")
    print(f"{len(stale)} pages written anew" if "--check" not in sys.argv else "docs are up to date")


if __name__ == "__main__":
    main()
