"""A pseudo-locale: every message of the interface in Arabic letters, which run from right to left and mean nothing."""

from __future__ import annotations

import io
import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tools.catalogue import messages

__all__ = ["LANGUAGE", "PSEUDO", "catalogue"]

LANGUAGE = "fa"
"""What CLDR knows dates and numbers of; its own words are nowhere in the interface."""

PSEUDO = f"theme/locales/{LANGUAGE}.po"

_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابکدیفگهعژقلمنوپغرستئوشخطز")
_KEPT = re.compile(r"(%\(\w+\)s|%%|\{[^{}]*\}|`[^`]*`)")
_HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def catalogue() -> str:
    """The .po file."""
    shown = Catalog(LANGUAGE)
    for message in messages():
        if message.id:
            one, *_ = (message.id,) if isinstance(message.id, str) else message.id
            said = _said(one)
            shown.add(message.id, said if isinstance(message.id, str) else (said,), context=message.context)
    body = io.BytesIO()
    write_po(body, shown, width=0, omit_header=True)
    return _HEADER + body.getvalue().decode()


def _said(message: str) -> str:
    """The message, a third longer than it was, as translations are; what is filled in, and names of files, stay."""
    parts = [
        re.sub(r"\|.*", "}", part) if place % 2 else part.lower().translate(_LETTERS)
        for place, part in enumerate(_KEPT.split(message))
    ]
    return "".join(parts) + "ـ" * (len(message) // 3 if len(message) > 3 and message[-1].isalpha() else 0)
