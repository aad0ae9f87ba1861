"""Writes settings into the settings file of this user: comments stay, and it is written whole or not at all."""

import os
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.domain.errors import SettingsError

Value = str | int | float | bool

_OWNER_ONLY: Final = 0o600


class _NoSectionError(Exception):
    """What should be a section is something else; says what."""


def change_settings_file(file: Path, changes: Mapping[str, Mapping[str, Value | None]]) -> None:
    """Set some settings; all others, and what people have written beside them, stay as they are.

    The file is readable by its owner alone afterwards, because it may hold a password.

    Args:
        file: The settings file, which need not exist.
        changes: New values by section and name; None takes a setting out, so that the one as shipped holds.

    Raises:
        SettingsError: The file cannot be read or written; it is as it was before.
    """
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
        for section, values in changes.items():
            _change(document, section, values)
        _write(file, tomlkit.dumps(document))
    except (OSError, UnicodeDecodeError, TOMLKitError, _NoSectionError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SettingsError(
            f"The settings file {file} cannot be written: {reason}.",
            kept="It is as it was before.",
            remedy="Correct it, or allow your account to write there, then try again.",
        ) from error


def _change(document: TOMLDocument, section: str, values: Mapping[str, Value | None]) -> None:
    table = document.get(section)
    if table is None:
        if all(value is None for value in values.values()):
            return
        document[section] = table = tomlkit.table()
    if not isinstance(table, MutableMapping):
        raise _NoSectionError(f"{section} is no section")
    for name, value in values.items():
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value


def _write(file: Path, text: str) -> None:
    """Put a new file in place of the one before, which a power cut leaves whole."""
    make_private_folder(file.parent)
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
