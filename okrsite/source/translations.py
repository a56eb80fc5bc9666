"""Translations of a Markdown file, its siblings `<stem>.<language>.md`: their texts go into the main file's record."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

from okrsite.source import kinds
from okrsite.source.fields import Record
from okrsite.source.ids import normalised
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.values import Text, Texts

if TYPE_CHECKING:
    from okrsite.source.context import Context

__all__ = ["merge_body", "merge_texts"]

R = TypeVar("R", bound=Record)

_ONLY_TEXTS = "A translation holds the translated texts and nothing else; the rest is said once, in the main file."


def merge_texts(record: R, translated: Node, language: str, context: Context) -> R:
    """The record with the texts of a translation's front matter beside its own.

    Args:
        record: what the main file says.
        translated: the translation's fields; key results and the like are matched by `id`, else by their place.
        language: the translation's, a language of the site.
        context: the translation's file; it is told of what is no text of the record.
    """
    if not isinstance(translated, Map):
        context.problem(translated, "translation", "Here should be fields, as in the main file.", _ONLY_TEXTS)
        return record
    changes: dict[str, Any] = {}
    for key, value in translated.entries:
        spec = record.declared.get(key.text)
        if key.text == "id" or (isinstance(value, Scalar) and value.is_blank):
            continue
        current = getattr(record, spec.attribute) if spec else None
        if spec and spec.kind in (kinds.TEXT, kinds.MARKDOWN):
            changes[spec.attribute] = _with_text(current, value, spec.kind, language, context)
        elif spec and isinstance(current, Record):
            changes[spec.attribute] = merge_texts(current, value, language, context)
        elif spec and isinstance(current, tuple) and current and isinstance(current[0], Record):
            changes[spec.attribute] = _merge_list(current, value, language, context)
        else:
            context.problem(key, "translation", f"`{key.text}` is no text that the main file has.", _ONLY_TEXTS)
    return dataclasses.replace(record, **changes)


def merge_body(text: Text | None, body: str, language: str, main_language: str) -> Text:
    """A text with its translation; `text` may have been written in several languages already."""
    if text is None or text == "":
        return Texts(((language, body),))
    if isinstance(text, str):
        return Texts(((main_language, text), (language, body)))
    return Texts((*(pair for pair in text.by_language if pair[0] != language), (language, body)))


def _with_text(current: Text | None, value: Node, kind: Any, language: str, context: Context) -> Text | None:
    text, main = kind.read(value, context), context.settings.language
    if isinstance(text, str):
        if current and language in (current.languages() if isinstance(current, Texts) else (main,)):
            message = "The main file has this text in this language too."
            context.problem(value, "written-twice", message, "Keep one of the two.")
            return current
        return merge_body(current, text, language, main)
    if text is not None:
        message = "A translation is in one language, that of the file's name."
        context.problem(value, "translation", message, "Write the text alone.")
    return current


def _merge_list(records: tuple[Record, ...], translated: Node, language: str, context: Context) -> tuple[Record, ...]:
    """The records with the texts of a translation's list."""
    if not isinstance(translated, List):
        context.problem(translated, "translation", "Here should be a list, as in the main file.", _ONLY_TEXTS)
        return records
    merged = list(records)
    ids = {getattr(record, "id", None): place for place, record in enumerate(records)}
    for place, item in enumerate(translated.items):
        written = item.get("id") if isinstance(item, Map) else None
        at = ids.get(normalised(written.text), -1) if isinstance(written, Scalar) else place
        if 0 <= at < len(merged):
            merged[at] = merge_texts(merged[at], item, language, context)
        else:
            context.problem(
                written or item, "translation", "The main file has nothing that this translates.", _ONLY_TEXTS
            )
    return tuple(merged)
