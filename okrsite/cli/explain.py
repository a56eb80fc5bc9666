"""`okrsite explain`: what one rule is about."""

from __future__ import annotations

import click

from okrsite.checks.catalogue import RULES
from okrsite.checks.lessons import help_of
from okrsite.source.method import METHOD
from okrsite.source.nearest import did_you_mean

__all__ = ["command"]


@click.command("explain", epilog="Examples: okrsite explain no-owner, okrsite explain yaml-syntax")
@click.argument("rule")
def command(rule: str) -> None:
    """Teach one rule: what it finds, why, an example and its remedy, and how to change or ignore it."""
    name = rule.strip().lower().replace("_", "-").replace(" ", "-")
    if name not in RULES:
        raise click.UsageError(f"There is no rule '{rule}'. {did_you_mean(name, RULES)}`okrsite rules` lists them.")
    click.echo(f"{name}\n\n{help_of(name)}")
    if name not in METHOD:
        click.echo("\nThis is no rule of method: no setting turns it off.")
