"""The commands of `physiocheck database`: what they take and what their help says."""

from pathlib import Path
from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

database = typer.Typer(
    name="database",
    help="Look after the database that the settings name: the file on this computer, or the clinic's server.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@database.command()
def status(json: AsJson = False) -> None:
    """Say where the database is and whether its tables are up to date. Changes nothing."""
    from physiocheck_desktop.cli.database_upkeep import print_status

    raise typer.Exit(exit_code_of(lambda: print_status(json=json)))


@database.command()
def check(json: AsJson = False) -> None:
    """Look at all that can be wrong: connection, version, tables, rights, damage. Exit code 6 if any is."""
    from physiocheck_desktop.cli.database_upkeep import print_check

    raise typer.Exit(exit_code_of(lambda: print_check(json=json)))


@database.command()
def create() -> None:
    """Make the tables in an empty database."""
    from physiocheck_desktop.cli.database_upkeep import create_tables

    raise typer.Exit(exit_code_of(create_tables))


@database.command()
def grants(
    account: Annotated[str, typer.Argument(help="Of the server, as name@host; the host may be a pattern.")],
) -> None:
    """Print what a server's administrator runs, so that an account can do the daily work and no more."""
    from physiocheck_desktop.cli.database_upkeep import print_grants

    raise typer.Exit(exit_code_of(lambda: print_grants(account)))


@database.command()
def upgrade() -> None:
    """Bring older tables up to date, after a copy of all records; goes on with an upgrade that was interrupted."""
    from physiocheck_desktop.cli.database_upkeep import upgrade_tables

    raise typer.Exit(exit_code_of(upgrade_tables))


@database.command()
def backup(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="New file; by default in the data folder, under backups.")
    ] = None,
) -> None:
    """Copy all records into one new file, while others may go on working."""
    from physiocheck_desktop.cli.database_upkeep import back_up

    raise typer.Exit(exit_code_of(lambda: back_up(output)))


@database.command()
def restore(
    copy: Annotated[Path, typer.Argument(help="What physiocheck database backup has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the records that are there; a copy of them is made before.")
    ] = False,
) -> None:
    """Put the records of a copy back. Nobody should be working meanwhile."""
    from physiocheck_desktop.cli.database_upkeep import restore_copy

    raise typer.Exit(exit_code_of(lambda: restore_copy(copy, replace=replace)))
