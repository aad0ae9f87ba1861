"""The commands of `physiocheck keys`: what they take and what their help says."""

from pathlib import Path
from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

keys = typer.Typer(
    name="keys",
    help="Look after the keys that health data in the database is encrypted with.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FromInput = Annotated[
    bool, typer.Option("--passphrase-stdin", help="Read the passphrase from standard input instead of asking for it.")
]


@keys.command()
def status() -> None:
    """Say where the keys are, and how much is encrypted with each. Exit code 6 if one is missing here."""
    from physiocheck_desktop.cli.key_upkeep import print_status

    raise typer.Exit(exit_code_of(print_status))


@keys.command()
def rotate() -> None:
    """Encrypt everything with a new key; goes on with a rotation that was interrupted."""
    from physiocheck_desktop.cli.key_upkeep import rotate_keys

    raise typer.Exit(exit_code_of(rotate_keys))


@keys.command()
def export(
    file: Annotated[Path, typer.Argument(help="New file, which only your account can read.")],
    passphrase_stdin: FromInput = False,
) -> None:
    """Write a copy of the keys that a passphrase opens: for a safe place, and for the clinic's other computers."""
    from physiocheck_desktop.cli.key_upkeep import export_keys

    raise typer.Exit(exit_code_of(lambda: export_keys(file, from_input=passphrase_stdin)))


@keys.command(name="import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="What physiocheck keys export has written.")],
    passphrase_stdin: FromInput = False,
) -> None:
    """Read in the keys that were copied on another computer, or before this one lost them."""
    from physiocheck_desktop.cli.key_upkeep import import_keys

    raise typer.Exit(exit_code_of(lambda: import_keys(file, from_input=passphrase_stdin)))
