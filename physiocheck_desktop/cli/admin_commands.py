"""The commands of `physiocheck admin`: what they take and what their help says."""

from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

admin = typer.Typer(
    name="admin",
    help="Set up who looks after a clinic's accounts.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@admin.callback()
def _group() -> None:
    """Keep `create` a command of its own, although it is the only one."""


@admin.command()
def create(
    email: Annotated[str, typer.Option("--email", help="The address to sign in with.")],
    name: Annotated[str, typer.Option("--name", help="The name that others read.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
    ] = False,
) -> None:
    """Make the first administrator of the database that the settings name. The password is asked for, twice."""
    from physiocheck_desktop.cli.administering import create_administrator

    raise typer.Exit(exit_code_of(lambda: create_administrator(email, name, password_stdin=password_stdin)))
