"""Bring themes/default/locales/*.po up to date with the messages in code and templates, or with --check say what is wrong.

Translations stay; a new message comes in without one, one that nobody says any more goes. Messages are found by their
calls: `gettext("…")`, `ngettext`, `pgettext` in Python, those and `_("…")` in templates. To begin a language, write its
.po file with a header that has `Language` and `Plural-Forms`, and run this.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "themes/default/locales"

_SOURCES = {"okrsite/site": "python", "okrsite/theme": "python", "themes/default/templates": "jinja2"}
_JINJA = {"**": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}}
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def messages() -> Catalog:
    """Every message of the interface, untranslated."""
    found = Catalog()
    for folder, method in _SOURCES.items():
        options = _JINJA if method == "jinja2" else None
        pattern = "**.html" if method == "jinja2" else "**.py"
        for _, _, message, _, context in extract_from_dir(ROOT / folder, [(pattern, method)], options):
            found.add(message, context=context)
    return found


def merged(text: str, wanted: Catalog) -> str:
    """The .po file `text` with exactly the messages of `wanted`, sorted, under the header that it has."""
    catalogue = _read(text)
    catalogue.update(wanted, no_fuzzy_matching=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    header = text.partition("\n\n")[0].rstrip("\n")
    return f"{header}\n\n{body.getvalue().decode().rstrip()}\n"


def faults(text: str, wanted: Catalog) -> list[str]:
    """What keeps the .po file `text` from saying every message of `wanted`, and nothing else; one sentence each."""
    try:
        catalogue = _read(text)
    except PoFileError as error:
        return [f"cannot be read: {error}"]
    left = [*catalogue.obsolete.values(), *(one for one in catalogue if one.id and _twin(wanted, one) is None)]
    obsolete = [f"obsolete: {_shown(one)}" for one in left]
    return [*obsolete, *(fault for one in wanted if one.id for fault in _faults(one, _twin(catalogue, one)))]


def _faults(wanted: Message, found: Message | None) -> Iterator[str]:
    """What is wrong with the translation `found`."""
    if found is None or bool(found.pluralizable) != bool(wanted.pluralizable) or not all(_forms(found.string)):
        yield f"missing: {_shown(wanted)}"
        return
    if found.fuzzy:
        yield f"fuzzy: {_shown(wanted)}"
    allowed = [_placeholders(form) for form in _forms(wanted.id)]
    if any(_placeholders(form) not in allowed or not _fills(form) for form in _forms(found.string)):
        yield f"other placeholders: {_shown(wanted)}"


def _read(text: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()), abort_invalid=True)


def _twin(catalogue: Catalog, message: Message) -> Message | None:
    return catalogue.get(_forms(message.id)[0], message.context)


def _forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _placeholders(form: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(form))


def _fills(form: str) -> bool:
    """Whether values can be put in; templates do so with every message, so that a percent sign is written `%%`."""
    try:
        return isinstance(form % dict.fromkeys(_placeholders(form), ""), str)
    except (ValueError, TypeError, KeyError):
        return False


def _shown(message: Message) -> str:
    return f"“{_forms(message.id)[0]}”"


def main() -> None:
    """Bring every catalogue up to date, or with --check end with 1 where one is not."""
    wanted, wrong = messages(), []
    for path in sorted(LOCALES.glob("*.po")):
        text = path.read_text(encoding="utf-8")
        if "--check" not in sys.argv:
            text = merged(text, wanted)
            path.write_text(text, encoding="utf-8", newline="\n")
        wrong += [f"{path.name}: {fault}" for fault in faults(text, wanted)]
    if wrong:
        print("\n".join(wrong))
        sys.exit("--check" in sys.argv)


if __name__ == "__main__":
    main()
