"""Words that the rules of method look for, by language; a site adds its own with `words:`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from okrsite.checks.naming import is_name, is_plural
from okrsite.source.values import Text

__all__ = [
    "Quantity",
    "begins_with_task",
    "has_number",
    "offered_metric",
    "quantities",
    "scale_of",
    "texts",
    "vague_word",
]

TASK_VERBS = {
    "en": "add, announce, automate, begin, build, carry out, commence, complete, conduct, create, define, deliver, deploy, design, "
    "develop, document, draft, establish, finalise, finalize, finish, hold, host, identify, implement, initiate, install, integrate, "
    "introduce, kick off, launch, map, migrate, organise, organize, perform, plan, prepare, produce, publish, put together, redesign, "
    "refactor, release, research, review, rewrite, roll out, run, set up, ship, start, write",
    "zh": "上線, 上线, 推出, 建立, 建置, 完成, 舉辦, 举办, 撰寫, 撰写, 製作, 制作, 開發, 开发, 設計, 设计, 規劃, 规划, 導入, 导入, "
    "發布, 发布, 發佈, 啟動, 启动, 召開, 召开, 籌備, 筹备, 準備, 准备, 編寫, 编写, 架設, 架设, 部署, 辦理, 办理, "
    "推動, 推动, 推廣, 推广, 增設, 增设, 興建, 兴建, 訂定, 制定, 修訂, 修订, 成立, 設立, 设立, 設置, 设置, 引進, 引进",
}
VAGUE_WORDS = {
    "en": "as appropriate, as needed, as possible, best practice, best-in-class, better, enhance, enhanced, if possible, improve, "
    "improved, maximise, maximize, minimise, minimize, optimal, optimise, optimize, robust, significantly, strengthen, various, "
    "where possible, world-class",
    "zh": "改善, 改進, 改进, 提升, 優化, 优化, 加強, 加强, 強化, 强化, 更好, 適當, 适当, 適時, 适时, 視需要, 视需要, 儘量, 尽量, "
    "盡可能, 尽可能, 完善, 健全, 落實, 落实, 深化, 最大化, 最佳化",
}
_NUMBER_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|twenty|thirty|forty|fifty|hundred|thousand|million"
    r"|half|quarter|all|every|each|none|zero|no|double|twice|triple)\b|[一二兩两三四五六七八九十百千萬万零全每無无倍]",
    re.IGNORECASE,
)
_TIMES = {
    "k": 1e3, "thousand": 1e3, "千": 1e3, "萬": 1e4, "万": 1e4, "m": 1e6, "mn": 1e6, "million": 1e6, "百萬": 1e6, "百万": 1e6,
    "億": 1e8, "亿": 1e8, "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_UNIT_SCALE = re.compile(
    r"(?i:\b(?:thousand|million|billion))|\b[kK](?=[A-Z€$£ ]|$)|(?<=[€$£ ])(?:[kK]|[mM]n?|bn)$|百萬|百万|[千萬万億亿]"
)
_AMBIGUOUS = {"m", "b"}  # metres, minutes and bytes too
_QUANTITY = re.compile(
    r"(?<![A-Za-z0-9_./#-])(?P<number>\d+(?:[,_ ]\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?P<times>百萬|百万|[千萬万億亿])(?P<rest>\d[\d,]*)?"
    r"|\s?(?P<share>%)|\s?(?P<word>(?:thousand|million|billion|mn|bn|[kKmMbB])\b)|(?![A-Za-z0-9_/-]|\.\d))"
)
_OF = re.compile(r"\s?(?:out of|of every|in every|of|in)\s(?:the\s)?(\d+)\b(?![,.]\d)")
_HALF = re.compile(r"\bhalf (?:of )?(?:the |our |all )?$", re.IGNORECASE)
_STATES = re.compile(
    r"\s*(?:(?!that\b|which\b|who\b|so\b)[\w'-]+\s+){1,3}?"
    r"(?:is|are|was|were|has|have|can|gets?|takes?|costs?|falls?|rises?|grows?|drops?|reach(?:es)?|stays?|works?|happens?)\b",
    re.IGNORECASE,
)

_UNTIL = re.compile(
    r"\s*(?:(?:up |down )?to|auf|bis|à|→|->|-|–"
    r"|(?:提升|提高|增加|成長|成长|降低|減少|减少|下降|上升|縮短|缩短|增|降|升|減|减)?[至到為为])\s*"
)
_BY = re.compile(r"(?:\bby|\bum|降低|減少|减少|提升|提高|成長|成长|增加|下降)(?: at least| up to)?\s*$", re.IGNORECASE)
_TIME = re.compile(
    r"\s?-?(?:second|minute|hour|day|week|month|quarter|year|秒|分鐘|分钟|小時|小时|天|日|週|周|歲|岁)", re.IGNORECASE
)
_DEFINES = re.compile(
    r"\b(?:on|with) (?:less|more|fewer) than\W*$", re.IGNORECASE
)  # people who live on less than $1.25
_COUNTED_OUT = re.compile(r"[千萬万億亿]|[mb]n$", re.IGNORECASE)
_GROUPS = re.compile(r"(?<=\d)[,_ ](?=\d{3})")
_MODEL = re.compile(r"\d{3,} [a-z]")  # the 8086 family


class Quantity(NamedTuple):
    """A number in a text that counts something: as written, the values that it may mean, and what follows it."""

    words: str
    values: tuple[float, ...]
    after: str


def texts(text: Text) -> tuple[str, ...]:
    """A text in each of its languages, in the order written."""
    return (text,) if isinstance(text, str) else tuple(words for _, words in text.by_language)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], *, first: bool) -> re.Pattern[str]:
    """Finds one of `words`: those of letters as whole words, others anywhere; with `first` only at the beginning."""
    spaced = [re.escape(word) for word in words if word.isascii()]
    other = [re.escape(word) for word in words if not word.isascii()]
    parts = [rf"\b(?:{'|'.join(spaced)})\b"] * bool(spaced) + other
    return re.compile(("^\\s*" if first else "") + f"(?:{'|'.join(parts)})", re.IGNORECASE)


def _all(words: dict[str, str], more: tuple[str, ...]) -> tuple[str, ...]:
    return (*(word for listed in words.values() for word in listed.split(", ")), *more)


def begins_with_task(text: str, more: tuple[str, ...] = ()) -> str | None:
    """The output verb that a title begins with; `more`: verbs that the site adds.

    None where the word is a noun of a sentence that says how something is: `Release notes are read`.
    """
    found = _pattern(_all(TASK_VERBS, more), first=True).match(text)
    return found[0].strip() if found and not _STATES.match(text) else None


def vague_word(text: str, more: tuple[str, ...] = ()) -> str | None:
    """The first word that anything satisfies."""
    found = _pattern(_all(VAGUE_WORDS, more), first=False).search(text)
    return found[0] if found else None


def has_number(text: str) -> bool:
    """Whether a text names a number, in figures or in words."""
    return any(character.isdigit() for character in text) or bool(_NUMBER_WORDS.search(text))


def quantities(text: str) -> list[Quantity]:
    """The numbers in a text that count something.

    Years and days of the calendar, and numbers that only name something (`phase 2`, `Windows 11`, `ISO 27001`), are none.
    """
    found, end = [], 0
    for match in _QUANTITY.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match.start() < end or is_name(before, match[0].strip(), after):
            continue
        words, values = match[0].strip(), _values(match)
        if (of := _OF.match(after)) and (whole := float(of[1])):
            share = values[0] / whole
            of_it = values[0] * whole / 100 if match["share"] else 0  # 80 % of 250 are 200
            words, values, end = words + of[0], (*values, share, share * 100, of_it), match.end() + of.end()
        elif _HALF.search(before):
            values = (*values, values[0] / 2)
        found.append(Quantity(words, values, text[max(end, match.end()) :]))
    return found


def offered_metric(title: str) -> tuple[str, str] | None:
    """What a title's numbers make of a metric: (`The numbers 23 and 65 % stand`, `from 23 to 65 %`); None where none says where to."""
    found = quantities(title)
    for one, other in pairwise(found):
        between = one.after[: len(one.after) - len(other.after)].removesuffix(other.words)
        if _UNTIL.fullmatch(between):
            start = _in_metric(one).removesuffix("%").rstrip()
            return f"The numbers {one.words} and {other.words} stand", f"from {start} to {_in_metric(other)}"
    for one in found:
        before = title[: len(title) - len(one.after)].removesuffix(one.words)
        if _DEFINES.search(before):
            continue
        if not _TIME.match(one.after) and (is_plural(one.after) or not _MODEL.fullmatch(one.words + one.after[:2])):
            target = "\u2026" if _BY.search(before) else _in_metric(one)
            return f"The number {one.words} stands", f"from \u2026 to {target}"
    return None


def _in_metric(quantity: Quantity) -> str:
    """The number as a metric takes it: `6,500` as 6500, `5萬7,935` as 57935, `4.5 out of 5` as 4.5."""
    words = quantity.words[: found.start()] if (found := _OF.search(quantity.words)) else quantity.words
    if _COUNTED_OUT.search(words):
        return f"{quantity.values[0]:.15g}"
    return _GROUPS.sub("", words)


def _values(match: re.Match[str]) -> tuple[float, ...]:
    """What a number may mean: `2m` two and two million, `5萬7,935` 57,935."""
    plain = _plain(match["number"])
    word = (match["times"] or match["word"] or "").lower()
    if not word:
        return (plain,)
    value = plain * _TIMES[word] + (_plain(match["rest"]) if match["rest"] else 0)
    return (value, plain) if word in _AMBIGUOUS else (value,)


def _plain(digits: str) -> float:
    return float(re.sub(r"[,_ ]", "", digits))


def scale_of(unit: str) -> float:
    """What numbers in a unit are to be multiplied by: a thousand for `thousand homes` and `kEUR`, else 1."""
    found = _UNIT_SCALE.search(unit)
    return _TIMES[found[0].lower()] if found else 1
