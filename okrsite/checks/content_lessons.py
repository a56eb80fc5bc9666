"""What each rule of broken content, of themes and of the output teaches: why, an example that it finds, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["CONTENT_LESSONS", "Lesson"]


class Lesson(NamedTuple):
    """Why a rule is one, an example that it finds (YAML, or what happened), and what to do."""

    why: str
    example: str
    remedy: str


_FILES: Mapping[str, Lesson] = {
    "unreadable-file": Lesson(
        "Content is UTF-8, so that every script and every sign comes out as it was typed.",
        "A file that a spreadsheet saved as Latin-1.",
        "Save it as UTF-8; with or without a byte order mark.",
    ),
    "merge-conflict": Lesson(
        "Where two branches changed the same lines, git writes both into the file and leaves the choice to you.",
        "<<<<<<< HEAD",
        "Keep one version, or both as it should read, and remove the three lines of marks; then `git add` the file.",
    ),
    "yaml-syntax": Lesson(
        "A few signs have a meaning in YAML where a text begins or a colon follows; quotes take it from them.",
        "title: Grow: more students",
        'title: "Grow: more students"',
    ),
    "duplicate-key": Lesson(
        "Of two values one would be lost without a word.",
        "owner: mei\n  owner: tom",
        "owner: mei\n  with: [tom]",
    ),
    "front-matter": Lesson(
        "The fields of a Markdown file stand between two lines `---`, before its text.",
        "---\n  title: Week 8",
        "---\n  title: Week 8\n  ---",
    ),
    "csv-syntax": Lesson(
        "A quote that is opened takes in everything up to the next one.",
        '2026-10,98,"Half term',
        '2026-10,98,"Half term"',
    ),
    "csv-header": Lesson(
        "The first line names the columns; without those that must be there no row can be read.",
        "month;number",
        "period;value",
    ),
    "csv-row": Lesson(
        "A cell without a column is most often a comma inside of a text, or in a number.",
        "2026-10,1,200",
        "2026-10,1200",
    ),
    "unknown-column": Lesson("What is not read would be lost silently.", "period,value,comment", "period,value,note"),
    "duplicate-column": Lesson("Of two cells one would be lost.", "period,value,value", "period,value"),
    "bad-file-name": Lesson(
        "Names become addresses, and the folder is checked out on every system.",
        "static/plan?.pdf",
        "static/plan.pdf",
    ),
    "missing-file": Lesson(
        "A page would show a gap, or a KPI have no values.",
        "values: kpis/enrolment.csv     # and the file is kpis/enrolments.csv",
        "values: kpis/enrolments.csv",
    ),
    "unknown-file": Lesson(
        "A file that nothing reads is most often one with a slip in its name.",
        "content/academy/2026-q4.yaml",
        "content/academy/2026-q4.yml; what is only yours begins with `_`.",
    ),
    "file-runs-script": Lesson(
        "Files in static/ and attachments are published as they are; a page or a drawing can run script for whoever opens it, and so can "
        "what a server runs. [Which files](publishing.md#what-may-run-script).",
        "static/tool.html",
        "Take it away; or, if everybody who may write here may also run script on the site, `trust_files: true` in site.yml.",
    ),
    "unused-file": Lesson(
        "It goes nowhere.", "kpis/old.csv, which no KPI names", "values: kpis/old.csv, or remove it."
    ),
    "no-site": Lesson("site.yml makes a folder a site.", "okrsite check, in another folder", "okrsite check -C goals"),
    "no-content": Lesson(
        "Teams lie in the folder `content`, or where `content:` in site.yml says.",
        "content: goals     # and there is no such folder",
        "content: content",
    ),
    "no-team-file": Lesson(
        "A folder with goals is a team, and its name stands in its team file.",
        "content/sales/2026-q4.yml, and no content/sales/team.yml",
        "name: Sales     # in content/sales/team.yml",
    ),
    "two-team-files": Lesson(
        "Of two names one would be lost.",
        "team.yml beside team.md",
        "One of them: team.md where there is a text to read.",
    ),
    "bad-path": Lesson(
        "okrsite writes the output alone, and reads the content; the two must not lie in each other.",
        "output: content/public",
        "output: public",
    ),
    "too-deep": Lesson(
        "No content is nested so deep; a file that is would stall a reader.", "[[[[…", "Fewer brackets."
    ),
    "too-large": Lesson(
        "A limit keeps one file from stopping everybody's build: 5 MB a file, 100 KB a text.",
        "A note into which a whole report was pasted.",
        "Put the report beside the team file and link to it.",
    ),
    "too-many-errors": Lesson(
        "A file with a thousand errors is hardly the one that was meant; telling them all would stall the check.",
        "An export of another tool, saved as kpis.yml.",
        "okrsite import goals.csv",
    ),
    "cut-by-hash": Lesson(
        "In YAML a `#` behind a space begins a comment, so the text ends before it.",
        "note: See #42",
        'note: "See #42"',
    ),
}
_FIELDS: Mapping[str, Lesson] = {
    "unknown-field": Lesson(
        "A field that is not known is never ignored: a slip would change figures unseen.", "onwer: mei", "owner: mei"
    ),
    "missing-field": Lesson("Without it the rest has no meaning.", "- owner: mei", "- title: Grow\n    owner: mei"),
    "translation": Lesson(
        "A file beside another one, `about.de.md`, holds translated texts and nothing else.",
        "order: 3     # in about.de.md",
        "title: Über uns",
    ),
    "written-twice": Lesson(
        "Of two values one would be lost.", "why: …     # in front matter, and a text below it", "The text below alone."
    ),
    "wrong-type": Lesson(
        "Each field takes values of one form; the message says which.", "value: 2 students", "value: 2"
    ),
    "unknown-language": Lesson(
        "`languages:` in site.yml lists those that pages are made in.",
        "title: {en: Grow, de: Wachsen}",
        "languages: [en, de]",
    ),
    "unknown-rule": Lesson(
        "A slip in a rule's name would leave the rule as it is, unseen.", "rules: {no-wy: off}", "rules: {no-why: off}"
    ),
    "ignore-without-reason": Lesson(
        "What is left out of a check is shown with its reason on the method page.",
        "ignore: {no-why: }",
        "ignore: {no-why: The board asked for it.}",
    ),
    "duplicate-id": Lesson("Both would be the same page.", "Two objectives of the same title.", "id: grow-again"),
    "bad-id": Lesson(
        "Ids become addresses: letters of any script, digits and `-`.",
        "mei lin: {name: Mei Lin}",
        "mei-lin: {name: Mei Lin}",
    ),
    "reserved-id": Lesson(
        "The site has a page of its own there.", "content/pages/kpis.md", "content/pages/our-kpis.md"
    ),
    "same-address": Lesson(
        "One of the two would write over the other.", "static/teams/index.html", "static/teams-old/index.html"
    ),
}
_WORDS: Mapping[str, Lesson] = {
    "untranslated": Lesson(
        "A reader of that language sees the text in another one.",
        "title: {en: Grow}     # in a site with languages: [en, de]",
        "title: {en: Grow, de: Wachsen}",
    ),
    "unknown-message": Lesson(
        "A translation of what is never said is most often one of an older version, or of a slip.",
        'msgid "Chek in"     # in theme/locales/de.po',
        'msgid "Check in"',
    ),
}
_VALUES: Mapping[str, Lesson] = {
    "bad-link": Lesson(
        "A link leads to a page or a mailbox; every other scheme could run something.",
        "url: www.example.org/plan",
        "url: https://www.example.org/plan",
    ),
    "dead-link": Lesson(
        "Whoever follows it finds nothing.",
        "[the plan](plan.pdf)     # and no file plan.pdf lies in the team's folder",
        "Put the file there, or correct the link: in texts of a team it begins in the team's folder.",
    ),
    "path-outside": Lesson(
        "Content is read from its own folder and from nowhere else.",
        "values: ../../numbers.csv",
        "values: kpis/numbers.csv",
    ),
    "bad-target": Lesson(
        "A target says from where on a value is good.",
        "target: 120     # in a row, of a KPI without a target",
        "target: at least 120",
    ),
    "tolerance-side": Lesson(
        "Amber lies between target and tolerance. A tolerance that is no looser leaves nothing between them.",
        "target: at least 120\n  tolerance: at least 140",
        "target: at least 120\n  tolerance: at least 100",
    ),
    "bad-metric": Lesson(
        "A number is never guessed out of prose.", "metric: twice as many students", "metric: from 12 to 24 students"
    ),
    "bare-at-least": Lesson(
        "It can be read in two ways: as a number to reach, or as one to hold all the time.",
        "metric: at least 10 students",
        "metric: reach 10 students, or metric: keep at least 10 students",
    ),
    "from-equals-to": Lesson(
        "There is no way between them, so no progress.", "metric: from 10 to 10", "metric: keep at least 10"
    ),
    "bad-weight": Lesson(
        "A mean needs something that counts.", "weight: -1", "weight: 0     # leaves it out of every figure"
    ),
    "bad-period": Lesson(
        "A period names its time in one of six forms; spreadsheets like to turn it into something else.",
        "Oct-26,98",
        "2026-10,98     # with the column set to text",
    ),
    "period-twice": Lesson("Of two values one would be lost.", "2026-09,104\n  2026-09,105", "2026-09,105"),
    "period-not-every": Lesson(
        "All values of a KPI are of the same length, or no trend is one.",
        "every: month\n  values: {2026-Q3: 310}",
        "every: quarter\n  values: {2026-Q3: 310}",
    ),
    "grade-without-note": Lesson(
        "A grade that differs from the computed one overrides a figure: the site says why.",
        "outcome: {grade: 0.7}",
        "outcome: {grade: 0.7, note: The last two came a week late.}",
    ),
    "two-measures": Lesson(
        "Progress comes from one of them; the other would never be seen.",
        "metric: from 0 to 5\n  milestones: [{title: Agreed}]",
        "milestones: [{title: Agreed}]",
    ),
    "kpi-without-metric": Lesson(
        "The KPI brings the value, the metric says from where to where it should go.",
        "kpi: enrolments",
        "kpi: enrolments\n  metric: from 98 to 120",
    ),
    "value-without-metric": Lesson(
        "A number means nothing without a way to go.",
        "value: 2     # of a key result with milestones",
        "metric: from 0 to 10",
    ),
    "two-sources": Lesson(
        "A value has one source, or nobody knows which one counts.",
        "A check-in with a value on a key result with `kpi:`.",
        "okrsite checkin academy/enrolments 104",
    ),
    "ends-before-start": Lesson(
        "Most often a year that was not changed.",
        "{start: 2026-10-01, end: 2025-12-31}",
        "{start: 2026-10-01, end: 2026-12-31}",
    ),
}
_NAMES: Mapping[str, Lesson] = {
    "unknown-reference": Lesson(
        "A goal, a KPI, a team that is named must be there; old names stay valid with `aliases:`.",
        "supports: academy/recrut",
        "supports: academy/recruit",
    ),
    "unknown-cycle": Lesson(
        "A name like `2026-q4` says when it is; any other is listed with its days.",
        "content/academy/spring.yml",
        "cycles: [{id: spring, start: 2026-03-01, end: 2026-05-31}]     # in site.yml",
    ),
    "circular-support": Lesson(
        "Alignment leads upwards; in a circle nothing is on top.",
        "grow supports recruit, and recruit supports grow",
        "Take one of the two away.",
    ),
    "circular-parent": Lesson(
        "A team can't lie in itself.",
        "parent: teaching     # and teaching lies in this one",
        "Take one of the two away.",
    ),
    "narrower-reference": Lesson(
        "A build for the wider audience must not name the narrower thing, so the tie is dropped from it.",
        "A public objective with `supports: board/merge`, which is for the board.",
        "Nothing, if that is meant; else give one of the two the audience of the other.",
    ),
    "withheld-shown": Lesson(
        "`values_audience` keeps values out of wider builds. Where people wrote the same number, or a sum with it, for a wider audience, "
        "nothing is kept: a KPI that feeds the key result, another KPI on the same file, a grade of the objective, a metric that begins "
        "where the last one stopped.",
        "A key result with `values_audience: staff` and `kpi: enrolments`, and that KPI has none.",
        "The same `values_audience` on the KPI.",
    ),
    "plan-outside-time": Lesson(
        "A plan says how far it should be on days between start and end.",
        "plan: {2027-02-01: 6}     # in 2026-q4",
        "plan: {2026-12-01: 6}",
    ),
}
_REST: Mapping[str, Lesson] = {
    "accent-contrast": Lesson(
        "Text in that colour would be too faint to read (WCAG 2.2 asks for 4.5 to 1).",
        'theme_options: {accent: "#ffee88"}',
        'theme_options: {accent: "#7a5b00"}',
    ),
    "broken-template": Lesson(
        "A page can't be made with it, so nothing is published.", "{{ objective.titel }}", "{{ objective.title }}"
    ),
    "missing-asset": Lesson(
        "The page would ask for a file that is not there.", 'url("logo.png")', "Put it into the theme's assets/."
    ),
    "missing-template": Lesson("The page can't be made.", '{% include "heder.html" %}', '{% include "header.html" %}'),
    "theme-circular": Lesson(
        "No theme is the first then.", "extends: mine     # in the theme `mine`", "extends: default"
    ),
    "unknown-option": Lesson(
        "A slip would leave the theme as it is, unseen.",
        'theme_options: {acent: "#0b6e4f"}',
        'theme_options: {accent: "#0b6e4f"}',
    ),
    "unknown-theme": Lesson("There is nothing to make pages with.", "theme: defalt", "theme: default"),
    "no-history": Lesson(
        "A site in a git repository takes from there when its targets were moved. Here git is not installed, does not trust the "
        "folder since someone else owns it, lacks part of the repository, or has more to tell than can be read each time.",
        "detected dubious ownership in repository at '/work/goals'",
        "git config --global --add safe.directory /work/goals",
    ),
    "no-url": Lesson(
        "Feeds, the sitemap and canonical addresses need to know where the site is served.",
        "title: Goals     # in site.yml, without url",
        "url: https://goals.example.org/, or portable: true for a site that opens from files.",
    ),
    "unknown-forge": Lesson(
        "“Edit this page”, “source” and “Check in” lead to pages of the forge, and each forge calls them otherwise.",
        "repository: https://git.example.org/goals",
        "repository: {url: https://git.example.org/goals, forge: gitlab}",
    ),
    "shallow-history": Lesson(
        "Workflows fetch the latest commit alone unless they are told otherwise, and then nobody knows what moved before it.",
        "git clone --depth 1",
        "fetch-depth: 0     # in a workflow; else git fetch --unshallow",
    ),
    "not-written": Lesson(
        "The disk is full, or the folder belongs to someone else.",
        "public/ belongs to root.",
        "Give it to whoever builds, or name another `--output`.",
    ),
    "output-not-ours": Lesson(
        "okrsite takes away what an earlier build left. It never touches a file that no build made.",
        "--output ~/Documents",
        "An empty folder, or one that okrsite made.",
    ),
    "preview-stumbled": Lesson(
        "The preview met what it can't work with, and goes on from the next save.",
        "A file that was taken away while it was read.",
        "Save again; if it stays, run okrsite check.",
    ),
}

CONTENT_LESSONS: Mapping[str, Lesson] = MappingProxyType({**_FILES, **_FIELDS, **_WORDS, **_VALUES, **_NAMES, **_REST})
"""Rule → lesson."""
