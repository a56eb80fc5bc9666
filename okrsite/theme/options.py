"""A site's `theme_options` against what its theme declares: typed values, readable colours, and what is wrong."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem, Severity
from okrsite.source.files import shortened
from okrsite.source.nearest import MOST_HINTS
from okrsite.theme.colours import contrast, parse_colour, readable_on, written
from okrsite.theme.finding import nearest
from okrsite.theme.fonts import FORMATS, font_faces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from okrsite.theme.declaration import Option

__all__ = ["OptionValue", "read_options", "tokens_css"]

OptionValue = str | float | bool | tuple[str, ...]
CONTRAST = 4.5
"""What WCAG 2.2 AA asks of text (1.4.3)."""

CONTRAST_IN_DARK = 6.5
"""What a colour is made lighter to where it does not reach that on dark ground."""

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def read_options(
    declared: Mapping[str, Option],
    given: Mapping[str, object],
    place_of: Callable[[str], Place],
    is_there: Callable[[str], bool] = lambda _: True,
) -> tuple[Mapping[str, OptionValue], list[Problem]]:
    """Every declared option's value, the site's or the default.

    Args:
        declared: what the theme offers.
        given: what site.yml says; values as text, or typed already.
        place_of: where site.yml says an option.
        is_there: whether static/ has a file.

    Returns:
        The values by name, with defaults where something is wrong; and what is wrong, or had to be adjusted.
    """
    unknown = [name for name in given if name not in declared]
    problems = [_unknown(name, declared, place_of(name)) for name in unknown[:MOST_HINTS]]
    if more := unknown[MOST_HINTS:]:
        message = f"The theme has none of {len(more):,} more options either."
        problems.append(Problem(place_of(more[0]), "unknown-option", message, f"Its options: {', '.join(declared)}."))
    values: dict[str, OptionValue] = {}
    for name, option in declared.items():
        default = _converted(option, option.default)
        value = _converted(option, given[name]) if name in given else default
        if value is None and name in given:
            problems.append(_wrong(option, given[name], place_of(name)))
        elif isinstance(value, tuple) and (absent := [file for file in value if not is_there(file)]):
            problems += [_absent(option, file, place_of(name)) for file in absent]
        elif value is not None and name in given and option.on:
            problems += _adjusted(option, str(value), place_of(name))
        values[name] = value if value is not None else default if default is not None else ""
    return MappingProxyType(values), problems


def tokens_css(declared: Mapping[str, Option], values: Mapping[str, OptionValue]) -> str:
    """Custom properties for the options: `--accent`, as it can be read in light and in dark, `--font`, with its files."""
    colours = [
        (name, _shades(option, str(values[name])))
        for name, option in declared.items()
        if option.type == "colour" and values[name]
    ]
    fonts = {name: files for name, value in values.items() if isinstance(files := value, tuple) and files}
    lines = [f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in colours]
    lines += [f'--{name.replace("_", "-")}: "{_family(name)}";' for name in fonts]
    faces = "".join(font_faces(_family(name), files) for name, files in fonts.items())
    return faces + (f":root {{ {' '.join(lines)} }}\n" if lines else "")


def _family(option: str) -> str:
    return f"site {option.replace('_', ' ')}"


def _shades(option: Option, value: str) -> tuple[str, str]:
    """The colour in light and in dark."""
    colour = parse_colour(value)
    if colour is None or option.on is None:
        return value, value
    light, dark = (parse_colour(ground) for ground in option.on)
    if light is None or dark is None:
        return value, value
    wanted = CONTRAST if contrast(colour, dark) >= CONTRAST else CONTRAST_IN_DARK
    return written(readable_on(colour, light, CONTRAST)), written(readable_on(colour, dark, wanted))


def _adjusted(option: Option, value: str, place: Place) -> list[Problem]:
    """A note where a colour is not used as it is in light. (In dark a lighter shade is the rule, and no news.)"""
    light, dark = _shades(option, value)
    if light == value:
        return []
    return [
        Problem(
            place,
            "accent-contrast",
            f"`{option.name}: {value}` cannot be read on the page's ground; {light} is used instead (in dark {dark}).",
            f"Text needs a contrast of {CONTRAST} to 1 (WCAG AA); choose a darker colour.",
            Severity.NOTE,
        )
    ]


def _converted(option: Option, value: object) -> OptionValue | None:
    """`value` as the option's type has it; None where it is none."""
    if option.type == "font":
        return _font_files(value)
    text = str(value).strip() if isinstance(value, str | int | float) else None
    if text is None:
        return None
    match option.type:
        case "colour":
            colour = parse_colour(text)
            return written(colour) if colour else None
        case "number":
            return _number(text)
        case "flag":
            return _FLAGS.get(text.lower())
        case "choice":
            return text if text in option.choices else None
        case "text":
            return text


def _font_files(value: object) -> tuple[str, ...] | None:
    """One file of static/, or several; `()` for none."""
    given = value if isinstance(value, list | tuple) else [value] if value else []
    files = [str(one).strip().removeprefix("static/").removeprefix("./") for one in given]
    is_font = all(
        file.rpartition(".")[2].lower() in FORMATS and ".." not in file.split("/") and not file.startswith("/")
        for file in files
    )
    return tuple(files) if is_font else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _unknown(name: str, declared: Mapping[str, Option], place: Place) -> Problem:
    names = ", ".join(declared) or "none"
    hint = nearest(name, declared) or f"Its options: {names}."
    return Problem(place, "unknown-option", f"The theme has no option `{shortened(name)}`.", hint)


def _absent(option: Option, file: str, place: Place) -> Problem:
    message = f"`{option.name}` names `{file}`, and there is no static/{file}."
    return Problem(place, "missing-file", message, "Put the file into static/, or correct its path from there.")


def _wrong(option: Option, value: object, place: Place) -> Problem:
    forms = {
        "colour": 'a colour such as "#0b6e4f", in quotes',
        "number": "a number",
        "flag": "true or false",
        "choice": f"one of {', '.join(option.choices)}",
        "text": "a text",
        "font": f"a font file of static/, or a list of them: {', '.join(FORMATS)}",
    }
    message = f"`{shortened(str(value))}` is not a value for the theme option `{option.name}`."
    return Problem(place, "wrong-type", message, f"Write {forms[option.type]}.")
