"""The commands of `physiocheck suggestions`: what they take and what their help says."""

from pathlib import Path
from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

suggestions = typer.Typer(
    name="suggestions",
    help="Changes of exercises that your own sessions speak for: see them with their evidence, accept or reject them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Which = Annotated[str, typer.Argument(help="The suggestion's number, as list prints it.")]


@suggestions.command(name="list")
def list_all(
    decided: Annotated[bool, typer.Option("--all", help="Show those that were accepted or rejected, too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print them as JSON, with all evidence.")] = False,
) -> None:
    """Look through the newest sessions and print what they speak for changing."""
    from physiocheck_desktop.cli.suggesting import print_suggestions

    raise typer.Exit(exit_code_of(lambda: print_suggestions(decided=decided, json=json)))


@suggestions.command()
def show(which: Which) -> None:
    """Print one suggestion with its evidence and what it would have done to the stored repetitions."""
    from physiocheck_desktop.cli.suggesting import print_suggestion

    raise typer.Exit(exit_code_of(lambda: print_suggestion(which)))


@suggestions.command()
def accept(which: Which) -> None:
    """Change the exercise as suggested, from the next session on."""
    from physiocheck_desktop.cli.suggesting import decide

    raise typer.Exit(exit_code_of(lambda: decide(which, accept=True)))


@suggestions.command()
def reject(which: Which) -> None:
    """Leave the exercise as it is; it is suggested again only where later sessions speak for it."""
    from physiocheck_desktop.cli.suggesting import decide

    raise typer.Exit(exit_code_of(lambda: decide(which, accept=False)))


@suggestions.command()
def exercise(
    key: Annotated[str, typer.Argument(help="Name of an exercise.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where it goes, as .toml or .json.")],
) -> None:
    """Write an exercise as it is for you now, with all changes that were accepted."""
    from physiocheck_desktop.cli.suggesting import write_exercise

    raise typer.Exit(exit_code_of(lambda: write_exercise(key, output)))
