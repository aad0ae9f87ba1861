"""The commands of `physiocheck audit`: what they take and what their help says."""

from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

audit = typer.Typer(
    name="audit",
    help="Look after the audit trail of the database that the settings name.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@audit.callback()
def _group() -> None:
    """Keep `verify` a command of its own, although it is the only one."""


@audit.command()
def verify(
    expect: Annotated[
        str | None,
        typer.Option(help="POSITION:DIGEST, as an earlier run has printed it: that this entry is there unchanged."),
    ] = None,
) -> None:
    """Find entries that were changed, removed or put elsewhere. Exit code 6 if there are any."""
    from physiocheck_desktop.cli.audit_trail import verify_audit_trail

    raise typer.Exit(exit_code_of(lambda: verify_audit_trail(expect)))
