"""A small working site to begin with: files that teach by comments, about the quarter that is running."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path
from string import Template

__all__ = ["GITIGNORE", "STARTER_FILES", "write_starter"]

GITIGNORE = ".gitignore"
_DAYS_AGO = 9  # of the check-in before: recent enough for nothing to be stale

# Where each of the starter's files goes; `$cycle` and the like are filled in for the day.
STARTER_FILES = {
    "site.yml": "site.yml",
    "index.md": "content/index.md",
    "people.yml": "content/people.yml",
    "team.yml": "content/company/team.yml",
    "year.yml": "content/company/$year.yml",
    "quarter.yml": "content/company/$cycle.yml",
    "kpis.yml": "content/company/kpis.yml",
    "checkins.yml": "content/company/checkins/$today-kim.yml",
    "gitignore": GITIGNORE,
}


def write_starter(folder: Path, today: dt.date) -> list[str]:
    """Write the starter site into `folder` and return the paths written, in order. A .gitignore that is there stays as it is.

    Raises:
        FileExistsError: one of the files is there already; its path is the argument, and nothing was written.
    """
    facts = _facts(today)
    planned = {Template(path).substitute(facts): _text(name, facts) for name, path in STARTER_FILES.items()}
    if (folder / GITIGNORE).exists():
        del planned[GITIGNORE]
    for path in planned:
        if (folder / path).exists():
            raise FileExistsError(path)
    for path, text in planned.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return list(planned)


def _text(name: str, facts: dict[str, str]) -> str:
    source = files("okrsite.edit").joinpath("starter", name).read_text(encoding="utf-8")
    return Template(source).substitute(facts)


def _facts(today: dt.date) -> dict[str, str]:
    """What the texts name: the running year and quarter, days in it, the months before, and values that fit the day."""
    quarter = (today.month - 1) // 3
    first = dt.date(today.year, quarter * 3 + 1, 1)
    last = dt.date(today.year + quarter // 3, (quarter * 3 + 3) % 12 + 1, 1) - dt.timedelta(1)
    earlier = max(first, today - dt.timedelta(_DAYS_AGO))
    days = {
        "today": today,
        "earlier": earlier,
        "first_day": first,
        "first_due": first + dt.timedelta(20),
        "second_due": first + dt.timedelta(60),
        "last_day": last,
    }
    return {
        "year": str(today.year),
        "cycle": f"{today.year}-q{quarter + 1}",
        "quarter": f"Q{quarter + 1} {today.year}",
        **{name: day.isoformat() for name, day in days.items()},
        **{f"month_{back}": _month(today, back) for back in range(1, 7)},
        "solved": _on_the_way(40, 60, (today - first) / (last - first)),
        "solved_earlier": _on_the_way(40, 60, (earlier - first) / (last - first)),
        "recommended": _on_the_way(30, 45, quarter / 4),
    }


def _on_the_way(start: int, end: int, share: float) -> str:
    """A value a little behind the straight line from `start` to `end`."""
    return str(start + int((end - start) * share))


def _month(today: dt.date, back: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return f"{year}-{month + 1:02}"
