"""Whether a number in a text only names something: `Windows 11`, `phase 2`, `ISO 9001`, a year."""

from __future__ import annotations

import re

__all__ = ["is_name", "is_plural"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_BEHIND = re.compile(
    r"(?:\b(?:aged?|ages|annex|appendix|area|article|band|batch|building|category|channel|chapter|class|cohort|covid|day|district|floor"
    r"|form|fy|gate|gen(?:eration)?|goal|grade|iso|level|line|lot|milestone|module|no\.?|number|option|part|phase|pillar|platform"
    r"|priority|release|room|round|route|rule|schedule|scope|sdg|season|section|series|soc|sprint|stage|step|terminal|tier|top|track"
    rf"|tranche|type|version|ward|wave|wcag|year|zone|q|h|w|(?:{_MONTH})\.?)|第)\s?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\s?(?:[年季期屆届月日]|計畫|计划|專案|专案|大樓|大楼)|\s(?:{_MONTH})\b|\s(?:year|month|week|day|hour|quarter)\s[a-z]",
    re.IGNORECASE,
)
_FIRST_DAYS = re.compile(r"\bfirst\s$", re.IGNORECASE), re.compile(r"\sdays\b", re.IGNORECASE)
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)  # the 8086, the 737
_WORD = re.compile(r"([A-Za-z][\w&.+'’-]*)[ \N{NO-BREAK SPACE}]$")
_WORDS = re.compile(r"[A-Za-z][\w'’-]*")
_MEASURE_WORD = re.compile(r"\s?[項项個个人位件家間间所次名場场座處处條条倍戶户]")
_PLURAL = re.compile(r"\s(?:[\w'’-]+\s)?(?:[\w'’-]+[^\Wsu_]s|people|children|women|men|staff|pilots)\b")
_LONG = 4  # letters; shorter words are small in headlines too
_SCORE_WORDS = (
    "arpu, arr, csat, dau, ebitda, enps, ftes, gmv, kpi, kpis, mau, mrr, nps, nrr, okr, okrs, roi, score, sla"
)
_COUNTING_WORDS = (
    "about, above, achieve, acquire, activate, add, all, almost, and, another, answer, any, approximately, around, at, attain, "
    "attract, award, be, beat, become, below, between, book, bring, build, by, certify, close, collect, complete, connect, convert, "
    "cover, create, cut, decrease, deliver, do, double, drive, earn, employ, engage, enrol, enroll, ensure, exactly, exceed, "
    "expand, feed, fewer, find, fix, for, from, fund, gain, generate, get, give, graduate, grow, have, help, hire, hit, host, "
    "house, in, increase, install, invest, invite, keep, land, last, launch, least, less, lift, list, lose, maintain, make, "
    "maximum, meet, minimum, more, most, move, name, nearly, next, of, offer, on, onboard, only, open, or, our, over, pass, plant, "
    "produce, protect, provide, publish, put, raise, rank, reach, recruit, reduce, register, renew, reopen, replace, resolve, "
    "restore, retain, retrain, reuse, save, score, secure, see, sell, serve, set, ship, sign, solve, start, support, surpass, take, "
    "teach, than, the, their, these, to, train, treat, triple, turn, under, up, upskill, visit, welcome, win, with, within, write"
)  # what a headline writes with a capital letter, and no name ends with
_COUNTING = frozenset((*_SCORE_WORDS.split(", "), *_COUNTING_WORDS.split(", ")))

_PRODUCTS = frozenset(
    ("android", "apollo", "chapter", "dynamics", "formula", "fortune", "galaxy", "iphone", "microsoft", "office", "web")
)


def is_name(before: str, number: str, after: str) -> bool:
    """Whether `number`, written as here between `before` and `after`, counts nothing: a year, a day, the name of something."""
    if _YEAR.fullmatch(number) or _BEHIND.search(before) or _BEFORE.match(after):
        return True
    if number.isdigit() and (_is_the_one(before, after) or _is_zero_to_one(before, number, after)):
        return True
    if _FIRST_DAYS[0].search(before) and _FIRST_DAYS[1].match(after):
        return True
    return number.replace(".", "").isdigit() and _has_a_proper_name(before, number, after)


def _is_the_one(before: str, after: str) -> bool:
    """`the 8086 as …`, and not `the 40 hospitals`."""
    return bool(_THE.search(before)) and not is_plural(after)


def _is_zero_to_one(before: str, number: str, after: str) -> bool:
    """`the 0 to 1 experience`, and not `from 0 to 1 hospital`."""
    is_first, is_second = number == "0" and after.startswith(" to 1 "), number == "1" and before.endswith("0 to ")
    return (is_first or is_second) and "from " not in before[-10:].lower()


def is_plural(after: str) -> bool:
    """Whether what stands behind a number is of several: ` engineers`, ` new schools`."""
    return bool(_PLURAL.match(after))


def _has_a_proper_name(before: str, number: str, after: str) -> bool:
    """Whether the word before is a name that goes on with the number: `Windows 11`, and not `Hire 11` or `And Train 11`."""
    found = _WORD.search(before)
    if found is None or _MEASURE_WORD.match(after):
        return False
    word = found[1]
    is_capital = any(letter.isupper() for letter in word)
    if not is_capital or word.lower() in _COUNTING:
        return False
    if "." in number:
        return True
    if not before[: found.start()].strip():  # it begins the title, so that a verb would have a capital letter too
        return word.endswith("s") or word.lower() in _PRODUCTS or not is_plural(after)
    others = _WORDS.findall(before[: found.start()] + after)[1:]
    return any(one[0].islower() for one in others if len(one) >= _LONG) or not is_plural(after)
