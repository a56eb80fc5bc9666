"""Words for figures in one language: translations, numbers, dates, units, plurals. Here alone site/ imports Babel.

Messages are found by their calls: `gettext`, `ngettext`, `pgettext`, in Python (`words.gettext("…")`) and templates.
Templates are given `words.catalogue` (`install_gettext_translations(words.catalogue, newstyle=True)`); Python calls the
methods below, which fill in `%(name)s` themselves. `ngettext` fills in `%(num)s`, grouped as the language does. What a
site may call otherwise stands in braces (terms.py).

`en` is worded as in English around the world (`22 November 2026`, `a, b and c`), `en-US` as there. Currencies stand as
ISO codes, since a sign is often shared by several.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, get_currency_precision

from okrsite.site.terms import Term, Termed, own_form, usual_term
from okrsite.source.values import Number, Text, in_language

if TYPE_CHECKING:
    import gettext as gettext_module
    from collections.abc import Iterable, Mapping

    from okrsite.goals.model import Cycle
    from okrsite.source.records import Site

__all__ = ["NONE", "Term", "Wording"]

NONE = "–"
"""What stands where there is no data."""

_WRITTEN_DECIMALS = 6  # a number with more of them was computed, not written
_FIRST_COMPACT = 10_000
_REMEMBERED = 4096
_SKELETONS = {"short": "yMMMd", "month": "yMMMM", "short-month": "yMMM"}
_PERIOD = re.compile(r"(\d{4})(?:-(?:([hqw])(\d{1,2})|(\d{2})(?:-(\d{2}))?))?", re.IGNORECASE)


class Wording:
    """How one language says things. Immutable after it is made; remembers what it has formatted."""

    def __init__(self, language: str, default: str, catalogue: gettext_module.NullTranslations, site: Site) -> None:
        self.language = language
        self.default = default
        self._translated = catalogue
        self.catalogue = Termed(catalogue, self._own_term)
        self._site = site
        self._locale = locale = _locale(language)
        self.direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
        symbols = locale.number_symbols["latn"]
        self._minus = symbols["minusSign"].replace("-", "−")
        self._plus = symbols["plusSign"]
        self._separators = str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
        self._by_thousands = locale.decimal_formats[None].grouping == (3, 3)
        self._percent = locale.percent_formats[None]
        self._code_first = "¤" in locale.currency_formats["standard"].prefix[0]
        self._currencies = frozenset(locale.currencies)
        self._days: dict[tuple[str, dt.date], str] = {}
        self._messages: dict[str, str] = {}  # a page says a hundred, nearly all of them as others do
        # Few different numbers stand on many pages, and equal ones are said alike, be they 1 or 1.0.
        self._said_percent = lru_cache(_REMEMBERED)(self._worded_percent)
        self._said_number = lru_cache(_REMEMBERED)(self._worded_number)
        self._said_quantity = lru_cache(_REMEMBERED)(self._worded_quantity)
        self._said_days = lru_cache(_REMEMBERED)(self._worded_days)
        self._said_period = lru_cache(_REMEMBERED)(self._worded_period)

    # --- words

    def gettext(self, message: str, /, **values: object) -> str:
        """`message` in this language, each `%(name)s` filled in from `values` where there are any."""
        said = self._messages.get(message)
        if said is None:
            said = self._messages[message] = self.catalogue.gettext(message)
        return said % values if values else said

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Like gettext, for a word that means different things."""
        said = self.catalogue.pgettext(context, message)
        return said % values if values else said

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form that fits `count`, which stands as `%(num)s`."""
        return self.catalogue.ngettext(one, many, count) % {"num": self.number(count), **values}

    def text(self, text: Text) -> str:
        """What someone wrote, in this language as far as there is one."""
        return in_language(text, self.language, self.default)

    def term(self, name: Term, count: int = 1) -> str:
        """What the site calls an objective, key result, KPI, cycle, team or check-in, in the form for `count`."""
        return self._own_term(name, count) or usual_term(self._translated, name, count)

    def _own_term(self, name: Term, count: int) -> str | None:
        own = self._site.terms.get(name)
        return own_form(own, self.language, self.default, self._locale.plural_form(count)) if own else None

    def counted(self, count: int, what: str) -> str:
        """`3 objectives`, `2 on track`: `what` in the form that fits."""
        return self.gettext("%(count)s %(what)s", count=self.number(count), what=what)

    def listing(self, items: Iterable[str]) -> str:
        """`a, b and c`; "" for none."""
        found = list(items)
        return format_list(found, locale=self._locale) if found else ""

    # --- numbers

    def grade(self, grade: float) -> str:
        """A grade, 0-1, with one decimal: `1.0`; 0.75 is `0.8`."""
        return f"{int(grade * 10 + 0.5 + 1e-9) / 10:.1f}".translate(self._separators)

    def exact_grade(self, grade: float) -> str:
        """A grade that was not rounded, with two decimals at most: `0.93`, `0.7`; 1.0 only where it is reached."""
        hundredths = min(int(grade * 100 + 0.5 + 1e-9), 100 if grade > 1 - 1e-9 else 99)
        return f"{hundredths / 100:.{1 if hundredths % 10 == 0 else 2}f}".translate(self._separators)

    def percent(self, share: float | None) -> str:
        """A share as `57%`. 100% only where it is reached, 0% only where there is nothing: 0.996 is `99%`."""
        return NONE if share is None else self._said_percent(share)

    def _worded_percent(self, share: float) -> str:
        size = abs(share)
        rounded = int(size * 100 + 0.5 + 1e-9)
        if rounded >= 100 and size < 1 - 1e-9:
            rounded = 99
        elif rounded == 0 and size > 1e-9:
            rounded = 1
        return self._in_percent(self.number(-rounded if share < 0 else rounded))

    def number(self, value: Number | None) -> str:
        """A number as it was written, grouped as the language does; one that was computed: with 4 digits that count."""
        return NONE if value is None else self._said_number(value)

    def about(self, value: Number | None, unit: Text | None = None) -> str:
        """A computed quantity (a forecast, a pace) with 3 digits that count, or all whole ones: `13.4 students`."""
        if value is None:
            return NONE
        return self._with_unit(self._grouped(value, _significant(value, 3)), value, unit)

    def compact(self, value: Number | None) -> str:
        """A number for a chart's axis: `1.2M`; below 10,000 as it is."""
        if value is None or abs(value) < _FIRST_COMPACT:
            return self.number(value)
        said = format_compact_decimal(value, locale=self._locale, fraction_digits=1)
        return said.replace("-", "−")

    def quantity(self, value: Number | None, unit: Text | None) -> str:
        """A number with its unit: `1,204 students`, `EUR 31.50`, `99.9%`."""
        return NONE if value is None else self._said_quantity(value, unit)

    def first(self, value: Number | None, unit: Text | None) -> str:
        """The first of two numbers of a unit that stands behind the second: `5`; with its sign where it has one: `14%`, `EUR 42`."""
        word = self.text(unit) if unit else ""
        return self.quantity(value, unit) if word == "%" or word in self._currencies else self.number(value)

    def _worded_number(self, value: Number) -> str:
        return self._grouped(value, _decimals(value, 4))

    def _worded_quantity(self, value: Number, unit: Text | None) -> str:
        word = self.text(unit) if unit else ""
        money = word in self._currencies
        return self._with_unit(self._money(value, word) if money else self.number(value), value, unit)

    def unit(self, unit: Text | None, value: Number = 2) -> str:
        """The unit's name in the plural form of `value`; what site.yml does not name stands as written, "" for none."""
        if not unit:
            return ""
        word = self.text(unit)
        forms = self._forms(word) or (
            {} if isinstance(unit, str) else self._forms(in_language(unit, self.default, self.default))
        )
        return (forms.get(self._locale.plural_form(value)) or forms.get("other") or word) if forms else word

    def change(self, value: Number | None, unit: Text | None = None) -> str:
        """A difference with its sign: `+17 students`, `−3`, `±0`; between two percentages in percentage points."""
        if value is None:
            return NONE
        return self._difference(self._plus if value > 0 else "" if value < 0 else "±", value, unit)

    def difference(self, value: Number, unit: Text | None = None) -> str:
        """The same, without a plus sign: `17 students`."""
        return self._difference("", value, unit)

    def _difference(self, sign: str, value: Number, unit: Text | None) -> str:
        word = self.text(unit) if unit else ""
        said = sign + (self._money(value, word) if word in self._currencies else self.number(value))
        if word == "%":
            form = 1 if abs(value) == 1 else 2
            points = self.catalogue.ngettext("%(points)s percentage point", "%(points)s percentage points", form)
            return points % {"points": said}
        return self._with_unit(said, value, unit)

    def _forms(self, word: str) -> Mapping[str, str]:
        """Plural form → name, of a unit that site.yml names."""
        by_language = self._site.units.get(word)
        if not by_language:
            return {}
        return by_language.get(self.language) or by_language.get("") or by_language.get(self.default) or {}

    def _with_unit(self, said: str, value: Number, unit: Text | None) -> str:
        word = self.text(unit) if unit else ""
        if not word:
            return said
        if word == "%":
            return self._in_percent(said)
        if word in self._currencies and self._code_first:
            return f"{word} {said}"
        return f"{said} {self.unit(unit, abs(value))}"

    def _in_percent(self, said: str) -> str:
        bare = said.removeprefix(self._minus)
        sign = self._minus if bare != said else ""
        return f"{sign}{self._percent.prefix[0]}{bare}{self._percent.suffix[0]}"

    def _money(self, value: Number, currency: str) -> str:
        """An amount: whole, or with the currency's usual decimals at least."""
        decimals = _decimals(value, 4)
        usual = get_currency_precision(currency)
        return self._grouped(value, max(decimals, usual) if decimals else 0)

    def _grouped(self, value: Number, decimals: int) -> str:
        if self._by_thousands:
            said = f"{abs(value):,.{decimals}f}".translate(self._separators)
        else:
            pattern = "#,##,##0" + ("." + "0" * decimals if decimals else "")
            said = format_decimal(abs(value), format=pattern, locale=self._locale)
        return self._minus + said if value < 0 and said.strip("0.,") else said

    # --- days

    def day(self, day: dt.date) -> str:
        """`22 November 2026`."""
        return self._remembered("day", day)

    def short_day(self, day: dt.date) -> str:
        """`22 Nov 2026`."""
        return self._remembered("short", day)

    def month(self, day: dt.date) -> str:
        """`November 2026`, of the month that `day` lies in."""
        return self._remembered("month", day.replace(day=1))

    def short_month(self, day: dt.date) -> str:
        """`Nov 2026`, of the month that `day` lies in."""
        return self._remembered("short-month", day.replace(day=1))

    def days(self, start: dt.date, end: dt.date) -> str:
        """`1 Oct – 31 Dec 2026`."""
        return self._said_days(start, end)

    def _worded_days(self, start: dt.date, end: dt.date) -> str:
        said = format_interval(start, end, "yMMMd", locale=self._locale)
        return _plain_spaces(said)

    def period(self, period: str) -> str:
        """A period's or a cycle's id in words: `Q4 2026`, `week 47, 2026`; an id of another form as it is."""
        return self._said_period(period)

    def _worded_period(self, period: str) -> str:
        found = _PERIOD.fullmatch(period)
        if not found:
            return period
        year, letter, part, month, day = found.groups()
        if letter:
            return self._part_of_year(letter.lower(), int(year), int(part), period)
        if day:
            return self.short_day(dt.date(int(year), int(month), int(day)))
        if month:
            return self.month(dt.date(int(year), int(month), 1))
        return self._skeleton("y", dt.date(int(year), 1, 1))

    def during(self, period: str) -> str:
        """When something was so, inside a sentence: `in Q4 2026`, `on 21 Nov 2026`."""
        found = _PERIOD.fullmatch(period)
        if found and found.groups()[-1]:
            return self.gettext("on %(day)s", day=self.period(period))
        return self.gettext("in %(period)s", period=self.period(period))

    def cycle(self, cycle: Cycle) -> str:
        """A cycle's name, else its id in words."""
        return self.text(cycle.name) if cycle.name else self.period(cycle.id)

    def ago(self, day: dt.date, today: dt.date) -> str:
        """`today`, `12 days ago`, `in 3 days`."""
        if day == today:
            return self.gettext("today")
        return format_timedelta(
            day - today, granularity="day", threshold=10**6, add_direction=True, locale=self._locale
        )

    def language_name(self, language: str) -> str:
        """What a language calls itself: `English`, `中文 (繁體)`."""
        locale = _locale(language)
        name = locale.get_language_name() if locale.territory == "001" else locale.get_display_name()
        return name or language

    def language_and_country(self, language: str) -> str:
        """A language with the country where most speak it, as Open Graph names them: `en_US`, `zh_TW`."""
        locale = _locale(language)
        likely = get_global("likely_subtags").get(str(locale), str(locale))
        country = locale.territory if locale.territory != "001" else "US"
        country = country or Locale.parse(likely).territory
        return "_".join(filter(None, (locale.language, country)))

    def _part_of_year(self, letter: str, year: int, part: int, period: str) -> str:
        if letter == "q" and 1 <= part <= 4:
            return self._skeleton("yQQQ", dt.date(year, 3 * part, 1))
        if letter == "h" and part in (1, 2):
            first, second = self.gettext("H1 %(year)s", year=year), self.gettext("H2 %(year)s", year=year)
            return first if part == 1 else second
        return self.gettext("week %(week)s, %(year)s", week=part, year=year) if letter == "w" else period

    def _remembered(self, form: str, day: dt.date) -> str:
        said = self._days.get((form, day))
        if said is None:
            said = self._days[form, day] = self._worded_day(form, day)
        return said

    def _worded_day(self, form: str, day: dt.date) -> str:
        if form == "day":
            return format_date(day, "long", locale=self._locale)
        return self._skeleton(_SKELETONS[form], day)

    def _skeleton(self, skeleton: str, day: dt.date) -> str:
        return _plain_spaces(format_skeleton(skeleton, day, fuzzy=True, locale=self._locale))


def _locale(language: str) -> Locale:
    """What CLDR knows of the language, else of the nearest wider one, else of English."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        try:
            return Locale.parse("en_001" if name == "en" else name, sep="_" if name == "en" else "-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_001")


def _plain_spaces(said: str) -> str:
    """CLDR's thin spaces around dashes as ordinary ones, which every font has."""
    return said.replace("\u2009", " ")


def _decimals(value: Number, digits: int) -> int:
    """How many decimals show `value` as it was written, or, where it was computed, so many `digits` that count."""
    if isinstance(value, int):
        return 0
    written = f"{value:.15g}"  # a difference of two amounts has noise behind the 15th digit
    _, dot, decimals = written.partition(".")
    if "e" not in written and len(decimals) <= _WRITTEN_DECIMALS:
        return 0 if decimals == "0" or not dot else len(decimals)
    return _significant(value, digits)


def _significant(value: Number, digits: int) -> int:
    """How many decimals show `digits` that count, without zeros behind them; whole digits are never rounded away."""
    if value == 0:
        return 0
    exponent = int(f"{abs(value):e}".partition("e")[2])
    decimals = min(max(0, digits - 1 - exponent), 15)
    return len(f"{abs(value):.{decimals}f}".rstrip("0").partition(".")[2])
