"""The reference page's rows, which follow from the declarations of the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from okrsite.source.fields import Record

__all__ = ["Row", "reference"]


class Row(NamedTuple):
    """A field on the reference page; `default` and `example` as people would write them."""

    name: str
    type: str
    required: bool
    default: str | None
    doc: str
    example: str | None


def reference(cls: type[Record]) -> tuple[Row, ...]:
    """The rows of a record type's table on the reference page, in the order declared."""
    return tuple(
        Row(spec.name, spec.kind.label, spec.required, _default_words(spec.default), spec.doc, spec.example)
        for spec in cls.declared.values()
    )


def _default_words(default: Any) -> str | None:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, int | float | str):
        return str(default)
    if isinstance(default, tuple) and default and all(isinstance(item, str) for item in default):
        return f"[{', '.join(default)}]"
    return None
