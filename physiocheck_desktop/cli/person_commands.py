"""The commands of `physiocheck person`: what they take and what their help says."""

from pathlib import Path
from typing import Annotated

import typer

from physiocheck_desktop.cli.outcome import exit_code_of

person = typer.Typer(
    name="person",
    help="All that is kept about a person: given to the person, and erased. Without --sign-in it is about whoever uses "
    "this computer without an account.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

SignIn = Annotated[str, typer.Option("--sign-in", help="Address of the account to sign in with.")]
Code = Annotated[str, typer.Option("--code", help="Code of the authenticator app, where the account asks for one.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
]
Of = Annotated[str, typer.Option("--of", help="For administrators: whose data, as mail address or identifier.")]
Reason = Annotated[str, typer.Option("--reason", help="For administrators: why; it is kept, and told to the person.")]


@person.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="ZIP file to write; an older one is replaced.")],
    sign_in: SignIn = "",
    code: Code = "",
    password_stdin: FromInput = False,
    of: Of = "",
    reason: Reason = "",
) -> None:
    """Write all that is kept about a person, and nothing about others, into one archive."""
    from physiocheck_desktop.cli.person_data import Caller, export_person

    caller = Caller(sign_in, code, password_stdin, of, reason)
    raise typer.Exit(exit_code_of(lambda: export_person(caller, output)))


@person.command()
def erase(
    sign_in: SignIn = "",
    code: Code = "",
    password_stdin: FromInput = False,
    of: Of = "",
    reason: Reason = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Let nothing be erased, while there is time.")] = False,
) -> None:
    """Ask that a person is erased, when the days to take it back (privacy.grace_days) are over."""
    from physiocheck_desktop.cli.person_data import Caller, erase_person, keep_person

    caller = Caller(sign_in, code, password_stdin, of, reason)
    raise typer.Exit(exit_code_of(lambda: keep_person(caller) if take_back else erase_person(caller, sure=yes)))


@person.command(name="carry-out")
def carry_out() -> None:
    """Carry out all erasures that are due, as each start of the program does. Exit code 6 if something is left."""
    from physiocheck_desktop.cli.person_data import carry_out_due

    raise typer.Exit(exit_code_of(carry_out_due))
