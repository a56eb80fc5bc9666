"""`okrsite rules`: list what the check looks for."""

from __future__ import annotations

import json
from pathlib import Path

import click

from okrsite.checks.catalogue import RULES
from okrsite.checks.method import limits_of, severity_of
from okrsite.source.config import SITE_FILE, read_config
from okrsite.source.method import METHOD

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite rules                    as they are set for the site in this folder
  okrsite rules -C goals
  okrsite rules --format json      for a program
  okrsite explain no-owner         what one of them is about
"""


@click.command("rules", epilog=_EXAMPLES)
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="A site's folder, whose settings are shown.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(folder: Path, form: str) -> None:
    """List what the check looks for: name, severity, and one sentence.

    In a site severities and limits are those of its site.yml. Rules of method can be set there; what else is listed is about
    broken content, themes and the output folder, and can't.
    """
    listed = _listed(folder)
    if form == "json":
        click.echo(json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=2))
        return
    for title, of_method in (("Rules of method", True), ("Broken content, themes and output", False)):
        click.echo(f"{title}:\n")
        for rule in listed:
            if (rule["group"] == "method") is of_method:
                said = f"  {rule['name']:<31}{rule['severity'] or '':<9}" if of_method else f"  {rule['name']:<31}"
                click.echo(f"{said}{rule['sentence']}")
        click.echo()


def _listed(folder: Path) -> list[dict[str, object]]:
    site = read_config(folder).site if (folder / SITE_FILE).is_file() else None
    listed: list[dict[str, object]] = []
    for name, sentence in RULES.items():
        rule = METHOD.get(name)
        severity, limits = None, {}
        if rule is not None:
            severity, limits = rule.severity, dict(rule.limits)
            if site is not None:
                found = severity_of(site, name)
                severity, limits = (found.value if found else "off"), limits_of(site, name)
        group = "method" if rule else "content"
        listed.append({"name": name, "group": group, "severity": severity, "limits": limits, "sentence": sentence})
    return listed
