"""What `physiocheck keys` does and prints."""

from pathlib import Path
from typing import Final

from rich.table import Table

from physiocheck_desktop.bootstrap import build_key_upkeep
from physiocheck_desktop.cli.administering import password_from
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode, InputError, StorageError
from physiocheck_desktop.reports.output_file import check_writable, written_whole
from physiocheck_desktop.services.key_copy import opened_copy, sealed_copy

_LARGEST_COPY: Final = 1_000_000


def print_status() -> ExitCode:
    """Print where the keys are and what is encrypted with them; 6 where one is missing."""
    found = build_key_upkeep(load_settings()).status()
    with output_console() as console:
        console.print(f"Kept in {found.place}.", soft_wrap=True)
        table = Table.grid(padding=(0, 2))
        for key_id, count in found.values.items():
            use = "written with" if key_id == found.current else "read with"
            table.add_row(key_id, f"{count} values", "MISSING HERE" if key_id in found.missing else use)
        console.print(table)
    return ExitCode.STORAGE if found.missing else ExitCode.DONE


def rotate_keys() -> None:
    """Encrypt everything with a new key."""
    done = build_key_upkeep(load_settings()).rotate()
    _say(
        f"Encrypted with the new key: {done} values.",
        "Make a new copy of the keys now (physiocheck keys export FILE), and read it in on the other computers that "
        "use this database. The keys before it are kept, because backups need them.",
    )


def export_keys(file: Path, *, from_input: bool) -> None:
    """Write a copy of the keys.

    Raises:
        InputError: The passphrase is too easy to guess.
        StorageError: There is a file of that name, or it cannot be written.
    """
    upkeep = build_key_upkeep(load_settings())
    if file.exists():
        raise StorageError(
            f"{file} exists already.", kept="It was left as it is.", remedy="Choose another name for the copy."
        )
    check_writable(file)
    ring = upkeep.ring()
    copy = sealed_copy(ring, password_from(from_input=from_input, twice=True, asked="Passphrase"))
    with written_whole(file, owner_only=True) as output:
        output.write(copy)
    _say(f"Keys written to {file}. Keep it apart from the backups, and the passphrase apart from it.")


def import_keys(file: Path, *, from_input: bool) -> None:
    """Read in a copy of the keys.

    Raises:
        AccessError: The passphrase is not right.
        InputError: It is no copy of keys, or of another database's.
    """
    upkeep = build_key_upkeep(load_settings())
    try:
        with file.open(encoding="utf-8") as opened:
            copy = opened.read(_LARGEST_COPY)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file} cannot be read.", kept="Nothing was changed.", remedy="Choose another file."
        ) from error
    ring = opened_copy(copy, password_from(from_input=from_input, asked="Passphrase"))
    upkeep.bring_in(ring)
    _say("The keys are here now.")


def _say(*lines: str) -> None:
    with output_console() as console:
        for line in lines:
            console.print(line, soft_wrap=True)
