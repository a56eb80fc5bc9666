"""okrsite publishes goals: objectives, key results and KPIs kept as files in git become a static site.

For scripts and notebooks: `okrsite.build("goals")` does what `okrsite build -C goals` does, and `okrsite.load("goals")` gives the
linked goals with their figures. Everything else in the package is internal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.version import __version__

if TYPE_CHECKING:
    import datetime as dt
    from os import PathLike

    from okrsite.door.goals import Goals
    from okrsite.door.read import ContentError
    from okrsite.publish.build import BuildResult
else:
    _HOMES = {
        "BuildResult": "okrsite.publish.build",
        "ContentError": "okrsite.door.read",
        "Goals": "okrsite.door.goals",
    }

    def __getattr__(name: str) -> object:
        """The types, once one is asked for (PEP 562): `okrsite --version` should not pay for them."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415  as above

        return getattr(import_module(_HOMES[name]), name)


__all__ = ["BuildResult", "ContentError", "Goals", "__version__", "build", "load"]


def build(
    site_dir: str | PathLike[str],
    *,
    output: str | PathLike[str] | None = None,
    audience: str | None = None,
    as_of: dt.date | None = None,
    strict: bool = False,
) -> BuildResult:
    """Build the site in the folder `site_dir` and tell what came of it; nothing is printed.

    Args:
        site_dir: the folder with site.yml.
        output: where to write the site; default: what site.yml names.
        audience: for whom, one of the site's; default: the widest.
        as_of: the day that the site shows; default: today in the site's timezone.
        strict: treat warnings as errors.

    Returns:
        Whether the site was published, the problems found, and how much there is. Errors in the content are problems, not exceptions.

    Raises:
        ValueError: `audience` is none of the site's.
    """
    from pathlib import Path  # noqa: PLC0415  as above

    from okrsite.publish import build as publish  # noqa: PLC0415  as above

    target = None if output is None else Path(output)
    return publish.build(Path(site_dir), output=target, audience=audience, as_of=as_of, strict=strict)


def load(site_dir: str | PathLike[str], as_of: dt.date | None = None, audience: str | None = None) -> Goals:
    """The goals of the site in the folder `site_dir`, linked, with every figure; nothing is written or printed.

    Args:
        site_dir: the folder with site.yml.
        as_of: the day of the figures; default: today in the site's timezone.
        audience: for whom, one of the site's; default: the widest. What is not for it is not there and in no figure.

    Raises:
        ContentError: the content has errors; its `problems` say which.
        ValueError: `audience` is none of the site's.
    """
    from pathlib import Path  # noqa: PLC0415  as above

    from okrsite.door import read  # noqa: PLC0415  as above

    return read.load(Path(site_dir), as_of, audience)
