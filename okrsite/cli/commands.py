"""A group of commands that helps whoever mistypes one."""

from __future__ import annotations

import click

__all__ = ["Commands"]


class Commands(click.Group):
    """A group that says which command a mistyped one is near to, and where `-C` stands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name in the error."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(error.message + self._did_you_mean(args[0], ctx), ctx) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; for `-C` with where it stands."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name != "-C":
                raise
            raise click.UsageError("-C stands behind the command: okrsite check -C DIR.", ctx) from error

    def _did_you_mean(self, name: str, ctx: click.Context) -> str:
        import difflib  # noqa: PLC0415  only for a mistyped command

        close = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
        return f" Did you mean '{close[0]}'?" if close else ""
