"""What `physiocheck admin` does and prints."""

import getpass
import sys

from physiocheck_desktop.bootstrap import build_front_door
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import InputError


def create_administrator(email: str, name: str, *, password_stdin: bool) -> None:
    """Make the first administrator.

    Raises:
        AccessError: There is one already.
        InputError: Name, address or password cannot be used.
    """
    with build_front_door(load_settings()) as door:
        password = _from_input() if password_stdin else _asked()
        account = door.first_administrator(name, email, password)
    with output_console() as console:
        console.print(f"{account.display_name} can sign in as administrator now.", markup=False)


def _from_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _asked() -> str:
    if not sys.stdin.isatty():
        raise InputError("There is nobody to ask for a password.", remedy="Use --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise InputError("The two passwords are not the same.", remedy="Try again.")
    return password
