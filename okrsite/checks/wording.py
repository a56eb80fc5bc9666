"""Words that the rules of method look for, by language; a site adds its own with `words:`."""

from __future__ import annotations

import re
from functools import lru_cache

from okrsite.source.numbers import number
from okrsite.source.values import Text
from okrsite.source.wrong import Wrong

__all__ = ["begins_with_task", "has_number", "quantities", "texts", "vague_word", "written"]

TASK_VERBS = {
    "en": "add, build, carry out, complete, conduct, create, deliver, deploy, design, develop, document, draft, finalise, "
    "finalize, finish, hold, host, implement, install, introduce, kick off, launch, migrate, organise, organize, perform, "
    "plan, prepare, produce, publish, put together, redesign, refactor, release, research, review, rewrite, roll out, run, "
    "set up, ship, start, write",
    "zh": "上線, 上线, 推出, 建立, 建置, 完成, 舉辦, 举办, 撰寫, 撰写, 製作, 制作, 開發, 开发, 設計, 设计, 規劃, 规划, 導入, 导入, "
    "發布, 发布, 發佈, 啟動, 启动, 召開, 召开, 籌備, 筹备, 準備, 准备, 編寫, 编写, 架設, 架设, 部署, 辦理, 办理",
}
VAGUE_WORDS = {
    "en": "as appropriate, as needed, as possible, best practice, better, enhance, enhanced, if possible, improve, improved, "
    "optimise, optimize, robust, significantly, strengthen, various, where possible, world-class",
    "zh": "改善, 改進, 改进, 提升, 優化, 优化, 加強, 加强, 強化, 强化, 更好, 適當, 适当, 適時, 适时, 視需要, 视需要, 儘量, 尽量, "
    "盡可能, 尽可能",
}
_NUMBER_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|twenty|thirty|forty|fifty|hundred|thousand|million"
    r"|half|quarter|all|every|each|none|zero|no|double|twice|triple)\b|[一二兩两三四五六七八九十百千萬万零全每無无倍]",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"(?<![A-Za-z0-9_./#-])(\d+(?:[,_ ]\d{3})*(?:\.\d+)?)\s?(%|k\b|K\b|M\b)?(?![A-Za-z0-9_/-]|\.\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMING = re.compile(
    r"(?:\b(?:article|chapter|covid|goal|grade|iso|level|no\.?|number|part|phase|release|sdg|stage|step|tier|top|version|year|q|h|w)"
    r"|第)\s?$",
    re.IGNORECASE,
)
_AFTER_NAMING = re.compile(r"\s?[年季期屆届]")


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
    """The output verb that a title begins with; `more`: verbs that the site adds."""
    found = _pattern(_all(TASK_VERBS, more), first=True).match(text)
    return found[0].strip() if found else None


def vague_word(text: str, more: tuple[str, ...] = ()) -> str | None:
    """The first word that anything satisfies."""
    found = _pattern(_all(VAGUE_WORDS, more), first=False).search(text)
    return found[0] if found else None


def has_number(text: str) -> bool:
    """Whether a text names a number, in figures or in words."""
    return any(character.isdigit() for character in text) or bool(_NUMBER_WORDS.search(text))


def quantities(text: str) -> list[tuple[str, float, str]]:
    """The numbers in a text that count something: as written, their values, and what follows.

    Years, and numbers that only name something (`phase 2`, `Q4`, `ISO 27001`), are none.
    """
    found = []
    for match in _QUANTITY.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _YEAR.fullmatch(match[0].strip()) or _NAMING.search(before) or _AFTER_NAMING.match(after):
            continue
        value = number(match[1].replace(",", "").replace(" ", "") + (match[2] or "").replace("K", "k"))
        if not isinstance(value, Wrong):
            found.append((match[0].strip(), float(value), after))
    return found


def written(value: float) -> str:
    """A number as people write it: 10, not 10.0."""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:,.10g}"
