"""What `physiocheck admin` does and prints."""

import getpass
import sys
from collections.abc import Callable

from physiocheck_desktop.bootstrap import build_front_door
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import CancelledError, InputError


def create_administrator(email: str, name: str, *, password_stdin: bool) -> None:
    """Make the first administrator.

    Raises:
        AccessError: There is one already.
        InputError: Name, address or password cannot be used.
    """
    with build_front_door(load_settings()) as door:
        password = password_from(from_input=password_stdin, twice=True)
        account = door.first_administrator(name, email, password)
    with output_console() as console:
        console.print(f"{account.display_name} can sign in as administrator now.", markup=False)


def password_from(*, from_input: bool, twice: bool = False, asked: str = "Password") -> str:
    """Return the password or passphrase that a person types, or that standard input has.

    Raises:
        CancelledError: The person closed the input instead of answering.
        InputError: There is nobody to ask, or two that should be the same are not.
    """
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InputError("There is nobody to ask for it.", remedy=f"Use --{asked.lower()}-stdin.")
    password = answer_to(lambda: getpass.getpass(f"{asked}: "))
    if twice and answer_to(lambda: getpass.getpass("The same again: ")) != password:
        raise InputError("The two passwords are not the same.", remedy="Try again.")
    return password


def answer_to(ask: Callable[[], str]) -> str:
    """Return what a person answers.

    Raises:
        CancelledError: The person closed the input (Ctrl+D) instead.
    """
    try:
        return ask()
    except EOFError as error:
        sys.stderr.write("\n")  # what was asked stands there still
        raise CancelledError("Nothing was answered, so nothing was done.") from error
