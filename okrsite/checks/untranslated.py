"""Texts that are not there in every language of the site, by file: their readers see them in another language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from okrsite.problems import Place, Problem, Severity
from okrsite.source import kinds
from okrsite.source.fields import Record
from okrsite.source.records import Checkin, KpiValue, Person, Site
from okrsite.source.sources import Sources
from okrsite.source.values import Text, Texts

__all__ = ["untranslated"]

RULE = "untranslated"

_LINES_NAMED = 8
_SAME_EVERYWHERE = {(Person, "name"), *((cls, name) for cls in (Checkin, KpiValue) for name in ("note", "blocked"))}
_UNITS = "unit"  # has names of its own, under `units`


class _Written(NamedTuple):
    """A text, and where it stands."""

    place: Place
    languages: tuple[str, ...]


def untranslated(sources: Sources) -> list[Problem]:
    """A note for each file and language of the site that some of the file's texts are not in.

    Names of people are the same in every language, and a check-in is written for those who read it today.
    """
    site = sources.site
    languages = tuple(dict.fromkeys((site.language, *site.languages)))
    if len(languages) < 2:
        return []
    missing: dict[tuple[str, str], list[_Written]] = defaultdict(list)
    for one in _texts(sources):
        for language in languages:
            if language not in one.languages:
                missing[one.place.path, language].append(one)
    return [_note(found, language, site) for (_, language), found in missing.items()]


def _note(found: list[_Written], language: str, site: Site) -> Problem:
    first = min(one.place for one in found)
    lines = sorted({one.place.line for one in found if one.place.line})
    where = f" (lines {', '.join(map(str, lines[:_LINES_NAMED]))}{', …' if len(lines) > _LINES_NAMED else ''})"
    counted = "A text is" if len(found) == 1 else f"{len(found)} texts are"
    others = dict.fromkeys(_seen_in(one, site) for one in found)
    message = f"{counted} not in {language}{where if len(lines) > 1 else ''}: readers see {' or '.join(others)} there."
    here = site.language if site.language != language else next(iter(others))
    hint = f"Write `{{{here}: …, {language}: …}}`."
    if first.path.endswith(".md"):
        hint = f"Put the translation beside it, as {first.path.rpartition('/')[2].removesuffix('.md')}.{language}.md."
    return Problem(first, RULE, message, hint, Severity.NOTE)


def _seen_in(one: _Written, site: Site) -> str:
    return site.language if site.language in one.languages else one.languages[0]


def _texts(sources: Sources) -> Iterator[_Written]:
    main = sources.site.language
    files: tuple[Iterable[Record | None], ...] = (
        [sources.site],
        (team.record for team in sources.teams),
        (cycle.record for cycle in sources.cycles),
        (kpis.record for kpis in sources.kpis),
        (update.record for update in sources.updates),
        (page.record for page in (*sources.pages, *sources.index)),
        sources.people.values(),
    )
    for records in files:
        for record in records:
            if record is not None:
                yield from _of(record, main)


def _of(record: Record, main: str) -> Iterator[_Written]:
    """The texts of a record and of those in it."""
    for name, spec in record.declared.items():
        value = getattr(record, spec.attribute)
        if spec.kind in (kinds.TEXT, kinds.MARKDOWN):
            if name != _UNITS and (type(record), name) not in _SAME_EVERYWHERE:
                yield from _written(value, record.places.at(name), main)
        else:
            for inner in _records(value):
                yield from _of(inner, main)
    yield from _written(getattr(record, "body", None), record.places.at(), main)


def _written(text: Text | None, place: Place, main: str) -> Iterator[_Written]:
    if text:
        yield _Written(place, text.languages() if isinstance(text, Texts) else (main,))


def _records(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from (one for one in value if isinstance(one, Record))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _records(one)
