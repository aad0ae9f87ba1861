"""The commands of `physiocheck files`: what they take and what their help says."""

from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

files = typer.Typer(
    name="files",
    help="Look after the pictures, documents and clips that people have brought.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@files.command()
def check(
    each: Annotated[
        bool, typer.Option("--each", help="Read every kept file too, and compare it with what is known of it.")
    ] = False,
) -> None:
    """Say whether files can be kept, read and erased where the settings say. Exit code 6 if not, or if one is amiss."""
    from physiocheck_desktop.cli.file_upkeep import check_files

    raise typer.Exit(exit_code_of(lambda: check_files(each=each)))


@files.command()
def tidy() -> None:
    """Erase what is left over of files that were removed, or that never arrived."""
    from physiocheck_desktop.cli.file_upkeep import tidy_files

    raise typer.Exit(exit_code_of(tidy_files))
