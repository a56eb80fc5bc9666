"""A prepared site in the forms of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.publish.render import make_shared
from okrsite.site.data.facts import gather
from okrsite.site.export.limits import TooManyRowsError
from okrsite.site.export.report import report

if TYPE_CHECKING:
    from okrsite.publish.prepare import Ready

__all__ = ["TooManyRowsError", "cycle_report", "workbook_bytes"]


def workbook_bytes(ready: Ready, language: str | None = None) -> bytes:
    """The site's tables as an .xlsx file, in `language` (default: the site's main one) as far as texts have it.

    Raises:
        ModuleNotFoundError: XlsxWriter is not installed.
        TooManyRowsError: a table does not fit a sheet.
    """
    from okrsite.site.export.workbook import workbook  # noqa: PLC0415 - XlsxWriter comes with the extra `excel`

    return workbook(gather(ready.goals, ready.figures), language or ready.goals.site.language)


def cycle_report(ready: Ready, cycle: str, language: str | None = None) -> str:
    """A cycle as a Markdown document, in one of the site's languages (default: the main one).

    Raises:
        KeyError: there is no such cycle.
    """
    shared, _ = make_shared(ready, language or ready.goals.site.language)
    return report(shared, cycle)
