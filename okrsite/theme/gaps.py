"""What the catalogues of a site's languages lack, and what they say that nobody asks for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from okrsite.problems import Place, Problem, Severity, has_errors
from okrsite.source.files import shortened
from okrsite.source.nearest import MOST_HINTS, nearest
from okrsite.theme.catalogue import languages_to_try, read_catalogue, read_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

    from okrsite.theme.finding import Layer, ThemeChain

__all__ = ["all_messages", "catalogue_text", "gaps"]

_TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
_ENGLISH = "en"
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"""
_NAMED = 3


def gaps(chain: ThemeChain, languages: Iterable[str], place_of: Callable[[str], Place]) -> list[Problem]:
    """What is wrong with the words of `languages`: catalogues that cannot be read, gaps, messages that there are none of.

    `place_of`: where the site names a language.
    """
    wanted = all_messages(chain)
    problems: dict[Problem, None] = {}
    for language in languages:
        _, wrong = read_catalogue(chain, language)
        problems |= dict.fromkeys(wrong)
        if not has_errors(wrong):
            problems |= dict.fromkeys(_unknown(chain, language, wanted))
            problems |= dict.fromkeys(_missing(chain, language, wanted, place_of(language)))
    return list(problems)


def all_messages(chain: ThemeChain) -> Catalog:
    """Every message of a theme and of the site's own templates: those that one of its catalogues has (built-in ones have all)."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - heavy, and most commands need no catalogue

    found = Catalog()
    for layer in chain.layers:
        folder = layer.folder / "templates"
        if layer is chain.layers[-1] or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*.html")):
            for message, context in _messages_in(path):
                found.add(message, context=context)
    for path in sorted((chain.layers[-1].folder / "locales").glob("*.po")):
        for one in read_messages(path):
            if one.id:
                found.add(one.id, context=one.context)
    return found


def _messages_in(template: Path) -> list[tuple[Any, str | None]]:
    """The messages of a template, with their contexts; none where it cannot be read, which is told when it is to be shown."""
    from babel.messages.extract import extract_from_file  # noqa: PLC0415 - as above

    try:
        return [(said[1], said[3]) for said in extract_from_file("jinja2", template, options=_TEMPLATES)]
    except (OSError, RecursionError, ValueError):
        return []


def catalogue_text(chain: ThemeChain, language: str, *, only_missing: bool = False) -> str:
    """A .po file of every message with what `language` says so far, or of those `only_missing`."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415 - as above
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.pofile import write_po  # noqa: PLC0415

    said = [catalogue for _, catalogue in _catalogues(chain, languages_to_try(language))]
    try:
        shown = Catalog(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        shown = Catalog()
    for message in all_messages(chain):
        found = next((one for catalogue in said if (one := _says(catalogue, message))), None)
        if message.id and not (found and only_missing):
            shown.add(message.id, found.string if found else None, context=message.context)
    body = io.BytesIO()
    write_po(body, shown, width=0, omit_header=True, sort_output=True)
    return f"{_HEADER.format(language=language, plural=shown.plural_forms)}\n{body.getvalue().decode()}"


def _missing(chain: ThemeChain, language: str, wanted: Catalog, place: Place) -> Iterator[Problem]:
    """A note where some message is in no catalogue of the language. (English is what the messages are written in.)"""
    if language.partition("-")[0] == _ENGLISH:
        return
    said = [catalogue for _, catalogue in _catalogues(chain, languages_to_try(language))]
    left = [one for one in wanted if one.id and not any(_says(catalogue, one) for catalogue in said)]
    if not left:
        return
    count = sum(1 for one in wanted if one.id)
    few = ", ".join([*(f"“{_first(one)}”" for one in left[:_NAMED]), *("…" for _ in left[_NAMED : _NAMED + 1])])
    lack = "no words" if len(left) == count else f"no words for {len(left)} of {count} messages ({few})"
    yield Problem(
        place,
        "untranslated",
        f"The interface has {lack} in {language}: they stand in English.",
        f"Put them into theme/locales/{language}.po; `okrsite words {language}` prints what it has to say.",
        Severity.NOTE,
    )


def _unknown(chain: ThemeChain, language: str, wanted: Catalog) -> Iterator[Problem]:
    """A warning for each message of the site's own catalogues that the interface does not have."""
    known = [_first(one) for one in wanted if one.id]
    for layer, catalogue in _catalogues(chain, languages_to_try(language)):
        if layer is chain.layers[-1]:
            continue
        unknown = [one for one in catalogue if one.id and wanted.get(_first(one), one.context) is None]
        yield from (_unknown_message(layer, language, one, known, wanted) for one in unknown[:MOST_HINTS])
        if more := len(unknown[MOST_HINTS:]):
            message = f"The interface never says {more:,} more messages of this catalogue."
            place = Place(f"{layer.shown}/locales/{language}.po")
            yield Problem(place, "unknown-message", message, "Is it the file that was meant?", Severity.WARNING)


def _unknown_message(layer: Layer, language: str, message: Message, known: list[str], wanted: Catalog) -> Problem:
    said = _first(message)
    contexts = [one.context for one in wanted if one.id and _first(one) == said]
    near = nearest(said, known, at_most=1)
    hint = "Remove it, or correct its msgid; `okrsite words` prints all that there are."
    if contexts:
        hint = f'Write `msgctxt "{contexts[0]}"` above it.' if contexts[0] else "Remove its `msgctxt`."
    elif near:
        hint = f"Did you mean “{near[0]}”?"
    place = Place(f"{layer.shown}/locales/{language}.po", message.lineno or 0)
    return Problem(place, "unknown-message", f"The interface never says “{shortened(said)}”.", hint, Severity.WARNING)


def _catalogues(chain: ThemeChain, languages: Iterable[str]) -> Iterator[tuple[Layer, Catalog]]:
    for language in languages:
        for layer in chain.layers:
            path = layer.folder / "locales" / f"{language}.po"
            if path.is_file():
                yield layer, read_messages(path)


def _says(catalogue: Catalog, wanted: Message) -> Message | None:
    """The message as the catalogue translates it."""
    found = catalogue.get(_first(wanted), wanted.context)
    is_said = found is not None and not found.fuzzy and bool(found.string) and all(_forms(found.string))
    return found if is_said else None


def _first(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)
