"""For each rule of broken content what it must find (a `^` before the very value) and what looks like it and is fine."""

from __future__ import annotations

from typing import NamedTuple

from tests.checks.broken import CHECKINS, CYCLE, KPIS, SITE, TEAM, VALUES, WHOLE

__all__ = ["RULE_CASES", "RuleCase"]

PAGE = "content/pages/about.md"
MORE = "content/academy/2026.yml"
BOARD = "audiences: [public, board]\n"
OPENED, CLOSED = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
CONFLICT = "<<<<<<< HEAD\nlead: mei\n=======\nlead: tom\n>>>>>>> f\n"
LONG = "x" * 5_100_000


class RuleCase(NamedTuple):
    """`rule` must be told at every `^` and of every file in `of_files` as a whole, and nowhere else.

    `files` are written over the whole site (None: the file is taken away). Without `^` and `of_files` nothing may be told.
    """

    rule: str
    name: str
    files: dict[str, str | bytes | None]
    of_files: tuple[str, ...] = ()


def put(path: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """The file with one thing written differently; without `old` with more behind it."""
    text = WHOLE[path]
    assert old in text, old
    return {path: text.replace(old, new, 1) if old else text + new}


def key_result(fields: str) -> dict[str, str | bytes | None]:
    """The cycle's file with one more key result."""
    return put(CYCLE, "", f"      - {{id: more, title: More, {fields}}}\n")


def kpi(fields: str) -> dict[str, str | bytes | None]:
    """The KPIs' file with one more KPI."""
    return put(KPIS, "", f"  - {{id: more, name: More, {fields}}}\n")


def objective(fields: str) -> dict[str, str | bytes | None]:
    """The cycle's file with one more objective."""
    return put(CYCLE, "", f"  - {{id: more, title: More, {fields}}}\n")


def site(fields: str) -> dict[str, str | bytes | None]:
    """site.yml with more in it."""
    return put(SITE, "", fields)


RULE_CASES = (
    # the file
    RuleCase("unreadable-file", "not UTF-8", {CYCLE: b"objectives:\n  - title: caf\xe9\n"}, (CYCLE + ":2:15",)),
    RuleCase("merge-conflict", "in YAML", {TEAM: "name: A\n^" + CONFLICT}),
    RuleCase("merge-conflict", "in Markdown", {PAGE: ("---\ntitle: A\n---\n\n^" + CONFLICT).replace("\n", "\r\n")}),
    RuleCase(
        "merge-conflict",
        "with what both came from",
        {VALUES: "period,value\n^" + CONFLICT.replace("===", "||||||| a\n===", 1)},
    ),
    RuleCase(
        "merge-conflict",
        "as an example",
        {PAGE: "---\ntitle: A\n---\n\nA\n=======\n\n    " + CONFLICT.replace("\n", "\n    ")},
    ),
    RuleCase("unreadable-file", "UTF-8 with a mark", {TEAM: b"\xef\xbb\xbfname: Caf\xc3\xa9\r\n"}),
    RuleCase("yaml-syntax", "a tag", put(CYCLE, "owner: mei", "owner: ^!who mei")),
    RuleCase("yaml-syntax", "an exclamation in a text", put(CYCLE, "owner: mei", "owner: mei!")),
    RuleCase("duplicate-key", "twice", put(CYCLE, "    owner: mei\n", "    owner: mei\n    ^owner: tom\n")),
    RuleCase(
        "duplicate-key", "in two maps", put(CYCLE, "        title: Ten", "        owner: mei\n        title: Ten")
    ),
    RuleCase("front-matter", "no end", {PAGE: "^---\ntitle: About\n"}),
    RuleCase("front-matter", "none", {PAGE: "---\ntitle: About\n---\n---\nA rule above.\n"}),
    RuleCase("csv-syntax", "an open quote", {VALUES: 'period,value,note\n2026-09,104,^"open\n'}),
    RuleCase("csv-syntax", "a quote in quotes", {VALUES: 'period,value,note\n2026-09,104,"a ""b"", c"\n'}),
    RuleCase("csv-header", "no value", {VALUES: "^period\n2026-09\n"}),
    RuleCase("csv-header", "in another order", {VALUES: "value;period\n104;2026-09\n"}),
    RuleCase("csv-row", "a cell too many", {VALUES: "period,value\n2026-09,104,^5\n"}),
    RuleCase("csv-row", "a cell too few", {VALUES: "period,value,note\n2026-09,104\n"}),
    RuleCase("unknown-column", "a typo", {VALUES: "period,value,^nota\n2026-09,104,x\n"}),
    RuleCase("unknown-column", "a known one", {VALUES: "period,value,note\n2026-09,104,x\n"}),
    RuleCase("duplicate-column", "twice", {VALUES: "period,value,^value\n2026-09,104,5\n"}),
    RuleCase("duplicate-column", "once", {VALUES: "Period,Value\n2026-09,104\n"}),
    RuleCase("bad-file-name", "a sign that no address has", {"static/a?.txt": "x"}, ("static/a?.txt",)),
    RuleCase("bad-file-name", "another script", {"static/明燈.txt": "x"}),
    RuleCase("missing-file", "values", put(KPIS, "kpis/enrolments.csv", "^kpis/enrolment.csv") | {VALUES: None}),
    RuleCase("missing-file", "there", put(KPIS, "kpis/enrolments.csv", "./kpis/enrolments.csv")),
    RuleCase(
        "unknown-file", "of no kind", {"content/academy/2026-q4.yaml": "a: b\n"}, ("content/academy/2026-q4.yaml",)
    ),
    RuleCase("unknown-file", "a draft", {"content/academy/_2026.yaml": "a: b\n"}),
    RuleCase("file-runs-script", "a page", {"static/x.html": "<script>1</script>"}, ("static/x.html",)),
    RuleCase(
        "file-runs-script",
        "a page that the site trusts",
        {**site("trust_files: true\n"), "static/x.html": "<script>1</script>"},
    ),
    RuleCase("file-runs-script", "a text", {"static/x.txt": "<script>1</script>"}),
    RuleCase("unused-file", "values of no KPI", {"content/academy/kpis/x.csv": "a\n"}, ("content/academy/kpis/x.csv",)),
    RuleCase("unused-file", "a document", {"content/academy/plan.pdf": "x"}),
    RuleCase("no-site", "none", {SITE: None}, (SITE,)),
    RuleCase("no-site", "a short one", {SITE: "title: x\nurl: https://x.org/\n"}),
    RuleCase("no-content", "none", {path: None for path in WHOLE if path != SITE}, (SITE + ":1:1",)),
    RuleCase(
        "no-content", "an empty one", {**{path: None for path in WHOLE if path != SITE}, "content/index.md": "Hi.\n"}
    ),
    RuleCase("no-team-file", "none", {TEAM: None}, ("content/academy",)),
    RuleCase("no-team-file", "a group", {"content/schools/x/team.yml": "name: X\n"}),
    RuleCase(
        "two-team-files", "both", {"content/academy/team.md": "---\nname: A\n---\n"}, ("content/academy/team.md",)
    ),
    RuleCase("two-team-files", "one", {TEAM: None, "content/academy/team.md": "---\nname: A\n---\nWho we are.\n"}),
    RuleCase("bad-path", "the output in the content", site("output: ^content/public\n")),
    RuleCase("bad-path", "the output beside it", site("output: dist/public\n")),
    RuleCase("too-deep", "51 levels", {CYCLE: "objectives: " + "[" * 49 + "^[1" + "]" * 50 + "\n"}),
    RuleCase("too-large", "a file", {TEAM: f"name: A\n# {LONG}\n"}, (TEAM + ":1:1",)),
    RuleCase("too-large", "a text", put(CYCLE, "Because.", "^" + "word " * 25_000)),
    RuleCase("too-large", "a long text", put(CYCLE, "Because.", "word " * 15_000)),
    RuleCase("too-many-errors", "of fields", {TEAM: "name: A\n" + "".join(f"k{n}: 1\n" for n in range(1001))}, (TEAM,)),
    RuleCase("cut-by-hash", "right behind", put(CYCLE, "Because.", "^See #42")),
    RuleCase("cut-by-hash", "a comment with a space", put(CYCLE, "Because.", "Because.  # see 42")),
    RuleCase("cut-by-hash", "in quotes", put(CYCLE, "Because.", '"See #42"')),
    # fields
    RuleCase("unknown-field", "a typo", put(CYCLE, "    owner: mei", "    ^onwer: mei")),
    RuleCase("unknown-field", "a unit's form", site("units: {points: {^ones: point}}\n")),
    RuleCase("unknown-field", "one of one's own", objective("fields: {^budget: 5}")),
    RuleCase(
        "unknown-field",
        "one of one's own that is declared",
        {**site("fields: {objective: {budget: {type: number}}}\n"), **objective("fields: {budget: 5}")},
    ),
    RuleCase("missing-field", "a title", put(CYCLE, "    title: Recruit more students\n", ""), (CYCLE + ":2:5",)),
    RuleCase("missing-field", "a blank one", put(CYCLE, "title: Recruit more students", "^title:")),
    RuleCase("missing-field", "a blank optional one", put(CYCLE, "why: Because.", "why:")),
    RuleCase(
        "translation",
        "a field that is no text",
        {PAGE: "---\ntitle: About\n---\n", "content/pages/about.zh-Hant.md": "---\ntitle: 關於\n^order: 3\n---\n"},
    ),
    RuleCase(
        "translation",
        "texts",
        {PAGE: "---\ntitle: About\n---\n", "content/pages/about.zh-Hant.md": "---\ntitle: 關於\n---\n你好\n"},
    ),
    RuleCase(
        "written-twice",
        "in front matter and body",
        {"content/academy/2026-q4/give.md": "---\ntitle: Give\n^why: x\n---\nBecause.\n"},
    ),
    RuleCase("written-twice", "once", {"content/academy/2026-q4/give.md": "---\ntitle: Give\n---\nBecause.\n"}),
    RuleCase("wrong-type", "a list for a word", put(CYCLE, "owner: mei", "owner: ^[mei, tom]")),
    RuleCase("wrong-type", "a date for a word", put(CYCLE, "owner: mei", "owner: 2026-11-20")),
    RuleCase("wrong-type", "curly quotes around a number", put(CHECKINS, "value: 2", f"value: ^{OPENED}2{CLOSED}")),
    RuleCase("wrong-type", "a share of the wrong size", put(CHECKINS, "value: 2", "confidence: ^1.4")),
    RuleCase("wrong-type", "a share", put(CHECKINS, "value: 2", "confidence: 100%")),
    RuleCase(
        "unknown-language",
        "not the site's",
        put(CYCLE, "title: Recruit more students", "title: {en: Recruit, ^de: Werben}"),
    ),
    RuleCase(
        "unknown-language",
        "the site's",
        put(CYCLE, "title: Recruit more students", "title: {en: Recruit, zh-hant: 招生}"),
    ),
    RuleCase("unknown-rule", "a typo", site("rules: {^no-wy: off}\n")),
    RuleCase("unknown-rule", "a limit", site("rules: {no-why: {^days: 3}}\n")),
    RuleCase("unknown-rule", "one that can be set", site("rules: {no-why: off, sandbagging: {time: 0.3}}\n")),
    RuleCase("ignore-without-reason", "blank", objective("ignore: {^no-why: }")),
    RuleCase("ignore-without-reason", "with one", objective("ignore: {no-why: everybody knows}")),
    RuleCase("duplicate-id", "in one list", put(CYCLE, "", "  - {id: ^recruit, title: Again}\n")),
    RuleCase("duplicate-id", "in two cycles", {MORE: "objectives: [{id: recruit, title: Again}]\n"}),
    RuleCase("bad-id", "a person's with a space", {"content/people.yml": "^mei lin: {name: Mei Lin}\n"}),
    RuleCase("bad-id", "in another script", {"content/people.yml": "梅: {name: Mei Lin}\n"}),
    RuleCase(
        "reserved-id", "a page's name", {"content/pages/kpis.md": "---\ntitle: K\n---\n"}, ("content/pages/kpis.md",)
    ),
    RuleCase("reserved-id", "like one", {"content/pages/kpis-2.md": "---\ntitle: K\n---\n"}),
    RuleCase("same-address", "a file on a page", {"static/teams/index.html": "x"}, ("static/teams/index.html",)),
    RuleCase("same-address", "beside it", {"static/teams/index.txt": "x"}),
    # values
    RuleCase("bad-link", "a script", objective("links: [^'javascript:alert(1)']")),
    RuleCase("bad-link", "in Markdown", put(CYCLE, "Because.", "See [this](^javascript:x).")),
    RuleCase("bad-link", "to the web", objective("links: ['https://example.org/a?b=c#d', 'mailto:a@b.org']")),
    RuleCase("dead-link", "in Markdown", put(CYCLE, "Because.", "See [it](^plan.pdf), [it](^plan.pdf) and `[it](x)`.")),
    RuleCase("dead-link", "in links", objective("links: [^maps/, {title: x, url: ^mapp}]")),
    RuleCase(
        "dead-link",
        "in the menu",
        site("menu: [{title: A, page: ^abuot}, {title: B, items: [{title: C, page: ^nope}]}]\n"),
    ),
    RuleCase(
        "dead-link",
        "to what is there",
        {
            **put(
                CYCLE,
                "Because.",
                "See [it](plan.pdf), [us](2026-q4/recruit/#count), [up](../../method/) and [there](https://example.org/x).",
            ),
            **put(TEAM, "", "links: [method/, data/site.json, '/elsewhere/', '#part']\n"),
            **site("menu: [{title: A, page: about}, {title: U, page: updates}, {title: W, url: 'https://x.org/'}]\n"),
            PAGE: "---\ntitle: About\n---\n![a](a.png) [b](about/) [c](teams/academy/)\n",
            "content/academy/plan.pdf": "x",
            "static/a.png": "x",
        },
    ),
    RuleCase("path-outside", "up", put(KPIS, "kpis/enrolments.csv", "^../../x.csv") | {VALUES: None}),
    RuleCase("path-outside", "not up", put(KPIS, "kpis/enrolments.csv", "./kpis/enrolments.csv")),
    RuleCase(
        "bad-target",
        "a row's of no form",
        {
            KPIS: WHOLE[KPIS].replace("    target: at least 120\n", ""),
            VALUES: "period,value,target\n2026-09,104,^120\n",
        },
    ),
    RuleCase("bad-target", "a row's in the KPI's form", {VALUES: "period,value,target\n2026-09,104,120\n"}),
    RuleCase("tolerance-side", "tighter", kpi("target: at most 60, tolerance: ^at most 40")),
    RuleCase("tolerance-side", "another way round", kpi("target: at most 60, tolerance: ^at least 90")),
    RuleCase("tolerance-side", "looser", kpi("target: at most 60, tolerance: at most 90")),
    RuleCase("bad-metric", "prose", key_result("metric: ^twice as many")),
    RuleCase("bad-metric", "words", key_result("metric: keep <= 200 ms")),
    RuleCase("bare-at-least", "bare", key_result("metric: ^at least 10 students")),
    RuleCase("bare-at-least", "keep", key_result("metric: keep at least 10 students")),
    RuleCase("from-equals-to", "a metric", key_result("metric: ^from 5 to 5.0 h")),
    RuleCase("from-equals-to", "nearly", key_result("metric: from 5 to 5.1 h")),
    RuleCase("bad-weight", "negative", objective("weight: ^-1")),
    RuleCase(
        "bad-weight",
        "all 0",
        put(CYCLE, "        title: Ten students", "        weight: ^0\n        title: Ten students"),
    ),
    RuleCase("bad-weight", "one 0", key_result("done: , weight: 0")),
    RuleCase("bad-period", "a month as a name", {VALUES: "period,value\n^Oct-26,104\n"}),
    RuleCase("bad-period", "small letters", kpi("every: quarter, values: {2026-q3: 5}")),
    RuleCase("period-twice", "in one file", {VALUES: "period,value\n2026-09,104\n^2026-09,105\n"}),
    RuleCase(
        "period-twice",
        "in a file and a check-in",
        put(CHECKINS, "", "- {kpi: enrolments, period: 2026-09, date: 2026-10-02, value: 105}\n"),
    ),
    RuleCase("period-not-every", "a quarter", {VALUES: "period,value\n^2026-Q3,104\n"}),
    RuleCase(
        "period-not-every",
        "in a check-in",
        put(CHECKINS, "", "- {kpi: enrolments, period: ^2026, date: 2026-10-02, value: 105}\n"),
    ),
    RuleCase("period-not-every", "a month", {VALUES: "period,value\n2026-08,104\n"}),
    # fields taken together
    RuleCase("grade-without-note", "none", objective("outcome: {grade: ^0.7}")),
    RuleCase("grade-without-note", "with one", objective("outcome: {grade: 0.7, note: So.}")),
    RuleCase("two-measures", "two", key_result("metric: from 0 to 5, milestones: ^[{title: A}]")),
    RuleCase("two-measures", "one", key_result("milestones: [{title: A}]")),
    RuleCase("kpi-without-metric", "none", key_result("kpi: ^enrolments")),
    RuleCase("kpi-without-metric", "with one", key_result("kpi: enrolments, metric: from 98 to 120")),
    RuleCase("value-without-metric", "none", key_result("checkins: [{date: 2026-10-14, value: ^2}]")),
    RuleCase("value-without-metric", "a share", key_result("checkins: [{date: 2026-10-14, progress: 20%}]")),
    RuleCase(
        "two-sources",
        "a KPI's value and a check-in's",
        key_result("kpi: enrolments, metric: from 98 to 120, checkins: [{date: 2026-10-14, value: ^2}]"),
    ),
    RuleCase(
        "two-sources",
        "a KPI's value and a note",
        key_result("kpi: enrolments, metric: from 98 to 120, checkins: [{date: 2026-10-14, note: So.}]"),
    ),
    RuleCase("ends-before-start", "a cycle", site("cycles: [{id: term, start: 2026-09-01, end: ^2026-08-01}]\n")),
    RuleCase("ends-before-start", "a day", site("cycles: [{id: term, start: 2026-09-01, end: 2026-09-01}]\n")),
    # what is named elsewhere
    RuleCase("unknown-reference", "a goal", objective("supports: ^recrut")),
    RuleCase("unknown-reference", "a KPI", objective("drivers: [enrolments, ^enrolment]")),
    RuleCase(
        "unknown-reference",
        "an old id",
        {**objective("supports: hire"), **put(CYCLE, "id: recruit", "id: recruit\n    aliases: [hire]")},
    ),
    RuleCase(
        "unknown-cycle",
        "a name of one's own",
        {"content/academy/spring.yml": "objectives: []\n"},
        ("content/academy/spring.yml",),
    ),
    RuleCase(
        "unknown-cycle",
        "one that is listed",
        {
            **site("cycles: [{id: spring, start: 2026-03-01, end: 2026-05-31}]\n"),
            "content/academy/spring.yml": "objectives: []\n",
        },
    ),
    RuleCase(
        "circular-support",
        "two",
        {
            CYCLE: "objectives:\n  - {id: a, title: A, supports: b}\n  - {id: b, title: B, supports: ^a}\n",
            KPIS: None,
            VALUES: None,
            CHECKINS: None,
        },
    ),
    RuleCase(
        "circular-support",
        "a chain",
        {
            CYCLE: "objectives:\n  - {id: a, title: A, supports: b}\n  - {id: b, title: B}\n",
            KPIS: None,
            VALUES: None,
            CHECKINS: None,
        },
    ),
    RuleCase(
        "circular-parent",
        "two teams",
        {TEAM: "name: A\nparent: ^b\n", "content/b/team.yml": "name: B\nparent: academy\n"},
    ),
    RuleCase("circular-parent", "a chain", {TEAM: "name: A\nparent: b\n", "content/b/team.yml": "name: B\n"}),
    RuleCase(
        "narrower-reference",
        "wider to narrower",
        {
            **site(BOARD),
            **put(
                CYCLE, "", "  - {id: secret, title: S, audience: board}\n  - {id: open, title: O, supports: ^secret}\n"
            ),
        },
    ),
    RuleCase(
        "narrower-reference",
        "narrower to wider",
        {**site(BOARD), **put(CYCLE, "", "  - {id: secret, title: S, audience: board, supports: recruit}\n")},
    ),
    RuleCase(
        "withheld-shown",
        "by the KPI that feeds it",
        {
            **site(BOARD),
            **kpi("every: month, values: {2026-10: 4}"),
            **key_result("metric: reach 9, kpi: more, values_audience: ^board"),
        },
    ),
    RuleCase(
        "withheld-shown",
        "by a KPI that keeps them too",
        {
            **site(BOARD),
            **kpi("every: month, values: {2026-10: 4}, values_audience: board"),
            **key_result("metric: reach 9, kpi: more, values_audience: board"),
        },
    ),
    RuleCase(
        "withheld-shown",
        "by another KPI on the same file",
        {**site(BOARD), **kpi("every: month, values: ^kpis/enrolments.csv, values_audience: board")},
    ),
    RuleCase(
        "withheld-shown",
        "by a grade",
        {
            **site(BOARD),
            **objective(
                "outcome: {grade: ^0.7, note: N}, key_results: [{id: kr, title: K, metric: reach 9, values_audience: board}]"
            ),
        },
    ),
    RuleCase(
        "withheld-shown",
        "by a grade that all may know",
        {
            **site(BOARD),
            **objective(
                "outcome: {grade: 0.7, note: N}, key_results: "
                "[{id: kr, title: K, metric: reach 9, values_audience: board, weight: 0}, {id: all, title: A, metric: reach 9}]"
            ),
        },
    ),
    RuleCase(
        "withheld-shown",
        "by where the next one begins",
        {
            **site(BOARD),
            **key_result("metric: reach 9, values_audience: board, checkins: [{date: 2026-11-01, value: 6}]"),
            "content/academy/2027-q1.yml": "objectives:\n  - id: recruit\n    title: R\n    key_results:\n"
            "      - {id: more, title: M, metric: ^from 6 to 9, values_audience: board}\n",
        },
    ),
    RuleCase(
        "plan-outside-time", "after it", key_result("metric: {from: 0, to: 9, plan: {2026-11-01: 3, 2027-02-01: ^6}}")
    ),
    RuleCase(
        "plan-outside-time", "inside", key_result("metric: {from: 0, to: 9, plan: {2026-11-01: 3, 2026-12-31: 9}}")
    ),
)
