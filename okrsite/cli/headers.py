"""`okrsite headers`: what a web server should send with the site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from okrsite.cli.options import SITE, print_problems
from okrsite.site.headers import FORMATS, server_headers
from okrsite.source.config import read_config

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite headers --for nginx > okr-headers.conf
  okrsite headers --for _headers > static/_headers      for hosts that read such a file
"""


@click.command("headers", epilog=_EXAMPLES)
@click.option(
    "--for", "server", type=click.Choice(list(FORMATS)), default="nginx", show_default=True, help="The server."
)
@SITE
def command(server: str, site: Path) -> None:
    """Print the headers that a web server should send with the site.

    The strictest content security policy, and who may show the cards of /embed/ in a frame (`embed_hosts:` in site.yml). Ends with
    0, with 1 on errors in site.yml, with 2 on wrong usage.
    """
    config = read_config(site)
    if config.site is None:
        print_problems(config.problems)
        sys.exit(1)
    click.echo(server_headers(config.site, server), nl=False)
