"""The words that head a column, in English, German and Chinese, and what each can mean."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

__all__ = ["ROLES", "Role", "language_of", "meanings", "numbered", "unit_of", "whole_meanings"]

Role = Literal[
    "team", "cycle", "objective", "objective_owner", "objective_weight", "key_result", "start", "begins", "target", "current",
    "unit", "owner", "due", "weight", "status", "confidence", "notes", "why", "date", "progress", "metric", "number",
    "type", "name", "name_and_type", "parent", "total",
]  # fmt: skip

ROLES: dict[Role, str] = {
    "team": "team", "cycle": "cycle", "objective": "objective", "objective_owner": "the objective's owner",
    "objective_weight": "the objective's weight", "key_result": "key result", "start": "start value",
    "begins": "first day", "target": "target", "current": "current value", "unit": "unit", "owner": "owner",
    "due": "due day", "weight": "weight", "status": "reported status", "confidence": "confidence", "notes": "note",
    "why": "why", "date": "day of the check-in", "progress": "progress", "metric": "metric", "number": "a number of the row",
    "type": "whether it is an objective or a key result", "name": "objective or key result",
    "name_and_type": "objective or key result, by its number",
    "parent": "the objective of a key result", "total": "what the values over time add up to",
}  # fmt: skip

_ENGLISH: dict[Role, str] = {
    "team": "team | teams | team person | team or person | team name | department | dept | unit name | group"
    " | squad | area | division | business unit",
    "cycle": "cycle | session | period | quarter | timeframe | time frame | time period | okr cycle | year | month",
    "objective": "objective | objectives | objective title | objective name | goal | goals | o | company objective",
    "objective_owner": "objective owner | goal owner | o owner",
    "objective_weight": "objective weight | o weight",
    "key_result": "key result | key results | kr | krs | key result title | key result name | result | key result description",
    "start": "start | start value | starting value | starting point | baseline | base line | base | from | initial | initial value",
    "begins": "start date | start day | timeframe start date | begin | begins | begin date | start",
    "target": "target | target value | goal value | to | end value | target metric | planned | plan | goal",
    "current": "current | current value | ytd | ytd actual | year to date"
    " | actual | actuals | actual value | value | now | latest | latest value | as is | result",
    "unit": "unit | units | unit of measure | uom | measurement unit",
    "owner": "owner | owners | metric owner | kr owner | key result owner | responsible"
    " | dri | lead | assignee | accountable | person | who",
    "due": "due | due date | timeframe end date | due by | deadline | end date | finish date | target date | by when | end",
    "weight": "weight | weighting | kr weight | key result weight | importance",
    "status": "status | state | key result status | kr status | health | rag | rag status | traffic light",
    "confidence": "confidence | confidence level | confidence score | likelihood",
    "notes": "note | notes | comment | comments | remark | remarks | update | latest update | last comment | latest comment",
    "why": "why | rationale | description | reason | motivation | context",
    "date": "date | status as of | report date | as at | check in date | checkin date | last check in | last checkin | as of | updated"
    " | last updated | last update | update date",
    "progress": "progress | done | percent done | percent complete | complete | completion | achieved | achievement | attainment | score",
    "metric": "metric | metric name | measure | how measured | measured by | kpi | kpis | kpi name | indicator | indicator name",
    "number": "no | nr | number | id | objective id | goal id | okr id | row | # | key",
    "type": "type | object type | level | item type | kind | okr type | goal type | issue type",
    "total": "total | ytd | ytd actual | year to date | sum | cumulative | running total",
    "name": "name | title | item | item name | summary | okr | okrs | okr title | objectives key results | objective key result"
    " | objectives and key results | objective or key result",
    "parent": "parent | aligned to | aligned with | contributes to | parent id | parent objective"
    " | parent name | parent title | parent goal | parent key",
}
_GERMAN: dict[Role, str] = {
    "team": "abteilung | bereich | gruppe | teamname",
    "cycle": "zyklus | zeitraum | quartal | periode | jahr | monat",
    "objective": "objective | ziel | ziele | oberziel | zielsetzung",
    "objective_owner": "ziel verantwortlich | objective verantwortlich | zielverantwortlicher | zielverantwortliche",
    "objective_weight": "zielgewicht",
    "key_result": "schlüsselergebnis | schlüsselergebnisse | schluesselergebnis | ergebnis | kernergebnis | messbares ergebnis",
    "start": "start | startwert | ausgangswert | ausgangslage | basis | basiswert | von",
    "begins": "startdatum | beginn | anfang | beginnt am",
    "target": "ziel | zielwert | soll | sollwert | soll wert | bis | plan | planwert",
    "current": "ist | istwert | ist wert | aktuell | aktueller wert | aktueller stand | wert | stand | ergebnis",
    "unit": "einheit | maßeinheit | masseinheit",
    "owner": "verantwortlich | verantwortliche | verantwortlicher | verantwortliche person | zuständig | besitzer | wer",
    "due": "fällig | fällig am | fälligkeit | faellig | frist | enddatum | termin | bis wann | ende | fälligkeitsdatum",
    "weight": "gewicht | gewichtung",
    "status": "status | ampel | ampelstatus | zustand",
    "confidence": "zuversicht | konfidenz | vertrauen | sicherheit",
    "notes": "notiz | notizen | kommentar | kommentare | bemerkung | bemerkungen | anmerkung | anmerkungen",
    "why": "warum | begründung | beschreibung | grund",
    "date": "datum | stand vom | stand am | stand | aktualisiert | aktualisiert am | datum check in",
    "progress": "fortschritt | erreicht | erfüllung | erfüllungsgrad | zielerreichung",
    "metric": "metrik | messgröße | messgroesse | kennzahl | kennzahlen | indikator | messung",
    "number": "nr | nummer | lfd nr",
    "type": "typ | art | ebene",
    "total": "summe | gesamt | kumuliert | insgesamt",
    "name": "bezeichnung | titel | ziele und schlüsselergebnisse | objectives und key results",
    "parent": "übergeordnet | übergeordnetes ziel | gehört zu",
}
_CHINESE: dict[Role, str] = {
    "team": "團隊 | 单位 | 單位 | 团队 | 部門 | 部门 | 小組 | 小组 | 單位名稱 | 单位名称 | 團隊名稱 | 团队名称",
    "cycle": "週期 | 周期 | 季度 | 月份 | 季別 | 期間 | 期间 | 年度 | 季",
    "objective": "目標 | 目标 | 目標名稱 | 目标名称 | 目標 o | 目标 o",
    "objective_owner": "目標負責人 | 目标负责人",
    "objective_weight": "目標權重 | 目标权重",
    "key_result": "關鍵結果 | 关键结果 | 關鍵成果 | 关键成果 | 主要成果 | 主要結果 | 關鍵結果 kr | 关键结果 kr",
    "start": "起始值 | 起點 | 起点 | 基準值 | 基准值 | 基線 | 基线 | 初始值 | 起始 | 期初值 | 基準 | 基准",
    "begins": "開始日期 | 开始日期 | 起始日期 | 開始日 | 开始日 | 開始 | 开始 | 起始日",
    "target": "目標值 | 目标值 | 目標 | 目标 | 指標值 | 指标值 | 預期值 | 预期值 | 目標數值 | 目标数值",
    "current": "目前值 | 当前值 | 當前值 | 現況 | 现况 | 現值 | 现值"
    " | 實際值 | 实际值 | 目前 | 当前 | 實際 | 实际 | 目前數值 | 目前进展值 | 現狀 | 现状",
    "unit": "單位 | 单位 | 計量單位 | 计量单位",
    "owner": "負責人 | 负责人 | 責任人 | 责任人 | 擁有者 | 负责 | 執行人 | 执行人",
    "due": "截止日期 | 完成期限 | 預定完成日 | 完成時間"
    " | 到期日 | 到期日期 | 期限 | 截止日 | 結束日期 | 结束日期 | 完成日期 | 截止 | 截止时间 | 截止時間",
    "weight": "權重 | 权重 | 比重",
    "status": "狀態 | 状态 | 燈號 | 灯号 | 狀況 | 状况",
    "confidence": "信心 | 信心指數 | 信心指数 | 信心度 | 信心值",
    "notes": "備註 | 完成情況 | 完成情况 | 進展 | 进展 | 备注 | 備注 | 註記 | 說明 | 说明 | 備考 | 更新說明 | 更新说明 | 評語",
    "why": "原因 | 為什麼 | 为什么 | 理由 | 描述",
    "date": "日期 | 製表日期 | 填表日期 | 填報日期 | 填报日期 | 制表日期 | 資料日期 | 截至 | 更新日期"
    " | 更新時間 | 更新时间 | 更新日 | 檢視日期 | 检视日期",
    "progress": "進度 | 自評分 | 自评分 | 評分 | 评分 | 得分 | 进度 | 完成度 | 達成率 | 达成率 | 完成率",
    "metric": "指標 | 指标 | 衡量標準 | 衡量标准 | 關鍵指標 | 关键指标 | 指標名稱 | 指标名称 | 衡量方式 | 衡量指標 | 衡量指标",
    "number": "編號 | 编号 | 序號 | 序号 | 項次 | 项次",
    "type": "類型 | 类型 | 類別 | 类别 | 層級 | 层级",
    "total": "累計 | 累计 | 合計 | 合计 | 總計 | 总计",
    "name": "名稱 | 名称 | 標題 | 标题 | 目標與關鍵結果 | 目标与关键结果 | 目標及關鍵結果 | 目标和关键结果",
    "parent": "上層目標 | 上级目标 | 所屬目標 | 所属目标",
}
_LANGUAGES = {"en": _ENGLISH, "de": _GERMAN, "zh": _CHINESE}


def _words(language: str) -> dict[str, set[Role]]:
    found: dict[str, set[Role]] = {}
    for role, words in _LANGUAGES[language].items():
        for word in words.split(" | "):
            found.setdefault(word, set()).add(role)
    return found


_KNOWN = {language: _words(language) for language in _LANGUAGES}
_BRACKETS = re.compile(r"[(\[（【](.*?)[)\]）】]")
_NO_WORD = re.compile(r"[^\w#]+|_+")
_BETWEEN_SCRIPTS = re.compile(r"(?<=[\u3400-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u3400-\u9fff])")
_MAX_HEADER = 60
_TIME = re.compile(r"\b(?:FY|GJ)?\s*(?:20\d\d|[QH][1-4]|FY\d\d)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:KR|key results?|schlüsselergebnis|關鍵結果|关键结果|關鍵成果|关键成果)\s*[#.:_-]?\s*([1-9])(?!\d)[\s:：_-]*(.*)",
    re.IGNORECASE,
)


def meanings(header: str) -> frozenset[Role]:
    """What a header can mean; nothing for one that is not known. A unit or a translation may stand beside it."""
    if len(header) > _MAX_HEADER:
        return frozenset()
    text = unicodedata.normalize("NFKC", header)
    bare = _BRACKETS.sub(" ", text)
    found = (
        whole_meanings(text)
        or whole_meanings(bare)
        or (whole_meanings(_TIME.sub(" ", bare)) if _TIME.search(bare) else None)
    )
    if found:
        return found
    parts = [part for part in re.split(r"[/|\n()\[\]]|\s[-–]\s", text) if part.strip()]
    if len(parts) < 2:
        parts = _BETWEEN_SCRIPTS.split(text)
    known = [roles for part in parts if (roles := whole_meanings(part))]
    if not known or len(parts) < 2:
        return frozenset()
    return frozenset.intersection(*known)


def numbered(header: str) -> tuple[int, frozenset[Role]] | None:
    """Of which key result of its row a column is, and what it can mean: `KR1` or `KR 2 target`; None for other headers."""
    match = _NUMBERED.fullmatch(" ".join(unicodedata.normalize("NFKC", header).split()))
    if match is None or len(header) > _MAX_HEADER:
        return None
    roles = meanings(match[2]) if match[2] else frozenset[Role](("key_result",))
    return (int(match[1]), roles - {"objective", "key_result"} if match[2] else roles) if roles else None


def language_of(headers: list[str]) -> str:
    """The language of most headers: `en`, `de` or `zh`; of those that are in several the first."""
    counts = {
        language: sum(1 for header in headers if _word(_BRACKETS.sub(" ", header)) in words)
        for language, words in _KNOWN.items()
    }
    return max(counts, key=lambda language: counts[language])


def unit_of(header: str) -> str:
    """What stands in brackets behind a header: `Target (%)`."""
    match = _BRACKETS.search(header)
    return match[1].strip() if match and len(match[1]) <= 20 else ""


def whole_meanings(text: str) -> frozenset[Role]:
    """What a whole header means, without anything beside it."""
    word = _word(text)
    return frozenset(role for words in _KNOWN.values() for role in words.get(word, ()))


def _word(text: str) -> str:
    return " ".join(_NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).split())
