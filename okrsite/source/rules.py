"""The names of what can be wrong with a file, for good, each with the sentence that documents it."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["OF_ANY_FILE", "RULES"]

OF_ANY_FILE = frozenset(
    {
        *(
            "unreadable-file",
            "yaml-syntax",
            "duplicate-key",
            "front-matter",
            "too-deep",
            "too-large",
            "too-many-errors",
        ),
        *("csv-syntax", "csv-header", "csv-row", "unknown-column", "duplicate-column"),
    }
)
"""Those that do not depend on what site.yml says."""

RULES = MappingProxyType(
    {
        # the file
        "unreadable-file": "The file is not UTF-8 text, or cannot be opened.",
        "merge-conflict": "A merge left two versions of some lines in a file.",
        "yaml-syntax": "The text is not YAML, or uses what has no meaning here: tags, tabs, several documents.",
        "duplicate-key": "A map has the same key twice.",
        "front-matter": "Front matter does not end, or is no list of fields.",
        "csv-syntax": "A CSV file's quotes do not close.",
        "csv-header": "A CSV file lacks the columns that it must have.",
        "csv-row": "A row has more cells than the header has columns.",
        "unknown-column": "A column is none that is read.",
        "duplicate-column": "A column stands twice.",
        "bad-file-name": "A file's or folder's name can't be an address or a name on every system.",
        "missing-file": "A file that is named is not there.",
        "unknown-file": "A file in a content folder is of no known kind.",
        "file-runs-script": "A file that is copied as it is could run script on the site, and site.yml has no `trust_files: true`.",
        "unused-file": "A file is read by nothing.",
        "no-site": "There is no site.yml.",
        "no-content": "The folder of the content is not there.",
        "no-team-file": "A folder holds goals and has no team file.",
        "two-team-files": "A folder has both a team.yml and a team.md.",
        "bad-path": "A folder that site.yml names can't be used.",
        "too-deep": "Lists and maps are nested more than 50 levels deep.",
        "too-large": "A file, a text or what its aliases stand for is over its limit.",
        "too-many-errors": "A file has more than 1,000 errors, and was read no further.",
        "cut-by-hash": "A comment follows an unquoted text so closely that it looks like a part of it.",
        # fields
        "unknown-field": "A field is not one of the record's.",
        "missing-field": "A required field is absent or blank.",
        "translation": "A translation beside a Markdown file does not fit it.",
        "written-twice": "The same thing is said in two places.",
        "wrong-type": "A value is not of the form that its field takes.",
        "unknown-language": "A text is given in a language that the site does not have.",
        "unknown-message": "A catalogue of the site translates what the interface never says, or asks for values that it has not.",
        "untranslated": "Texts, or words of the interface, are not there in a language of the site; its readers see another.",
        "unknown-rule": "A rule or a limit that is set or ignored is none, or can't find anything there.",
        "ignore-without-reason": "A rule is ignored, and no reason is given.",
        "duplicate-id": "Two things that stand side by side have the same id.",
        "bad-id": "A name is no id.",
        "reserved-id": "An id is taken by a page of the site.",
        "same-address": "Two things would have the same address.",
        # values
        "bad-link": "An address has a scheme that a link can't have, or is no address.",
        "dead-link": "A link of this site leads to nothing.",
        "path-outside": "A path leads out of its folder.",
        "bad-target": "A target can't be understood.",
        "tolerance-side": "A KPI's tolerance is no looser than its target, so nothing is ever amber.",
        "bad-metric": "A metric can't be understood.",
        "bare-at-least": "A key result's metric can be read as reaching or as keeping a value.",
        "from-equals-to": "A metric or a target goes from a number to the same number.",
        "bad-weight": "A weight is negative, or all weights of a group are 0.",
        "bad-period": "A period's name is none, or its ends are in the wrong order.",
        "period-twice": "A period stands twice in one list or file.",
        "period-not-every": "A period is not of the length that the KPI's `every` asks for.",
        # fields taken together
        "grade-without-note": "A grade that differs from the computed one has no note.",
        "two-measures": "A key result has more than one of metric, milestones and done.",
        "kpi-without-metric": "A key result takes a KPI's value and has no metric to hold it against.",
        "value-without-metric": "A check-in has a value, and its key result no metric.",
        "two-sources": "A value has two sources.",
        "ends-before-start": "Something ends before it starts.",
        # what is named elsewhere
        "unknown-reference": "A reference matches nothing.",
        "unknown-cycle": "A cycle is neither listed nor does its name say when it is.",
        "circular-support": "Goals support each other in a circle.",
        "circular-parent": "Teams or cycles lie in each other in a circle.",
        "narrower-reference": "A wider thing refers to a narrower one; it is dropped from wider builds.",
        "withheld-shown": "A value that is withheld from some can be read off, or worked out from, what they are shown.",
        "plan-outside-time": "A plan names a day outside the key result's time.",
    }
)
