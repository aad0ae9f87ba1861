"""The commands of `physiocheck mail`: what they take and what their help says."""

from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

mail = typer.Typer(
    name="mail",
    help="Make sure that the clinic's mail works, and send what waits.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@mail.command()
def check(
    to: Annotated[str, typer.Option("--to", help="Send a test mail to this address, too.")] = "",
) -> None:
    """Reach the mail server that the settings name, make sure who it is, sign in, and say what is wrong."""
    from physiocheck_desktop.cli.mailing import check_mail

    raise typer.Exit(exit_code_of(lambda: check_mail(to)))


@mail.command()
def send() -> None:
    """Send the mails that are due, once; the window does so by itself while it is open."""
    from physiocheck_desktop.cli.mailing import send_mail

    raise typer.Exit(exit_code_of(send_mail))


@mail.command()
def password(
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
    ] = False,
) -> None:
    """Keep the password of the mail account in the system's keyring."""
    from physiocheck_desktop.cli.mailing import keep_password

    raise typer.Exit(exit_code_of(lambda: keep_password(from_input=password_stdin)))
