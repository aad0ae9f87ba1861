"""The password of a clinic's database in the system's keyring, and settings on another database."""

from pathlib import Path
from typing import Final

import keyring
from keyring.errors import KeyringError
from pydantic import SecretStr

from physiocheck_desktop.config.key_store import has_keyring
from physiocheck_desktop.config.sections import DatabaseSettings
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.errors import SettingsError

_SERVICE: Final = "PhysioCheck database"


def kept_database_password(account: str) -> str | None:
    """Return the password of an account, given as account@host/database; None where none is kept.

    Raises:
        SettingsError: The keyring cannot be read.
    """
    if not has_keyring():
        return None
    try:
        return keyring.get_password(_SERVICE, account)
    except KeyringError as error:
        raise SettingsError(
            "The system’s keyring, which keeps the password of the database, cannot be used just now.",
            remedy="Unlock the keyring, or write the password into the database address of the settings.",
        ) from error


def keep_database_password(account: str, password: str) -> bool:
    """Keep the password of an account, and say whether there is a keyring that took it."""
    if not has_keyring():
        return False
    try:
        keyring.set_password(_SERVICE, account, password)
    except KeyringError:
        return False
    return True


def settings_on(settings: Settings, url: str | None, authority: Path | None) -> Settings:
    """Return the same settings on another database: at an address, or on this computer where None."""
    chosen = DatabaseSettings(
        url=None if url is None else SecretStr(url),
        tls_authority=authority,
        busy_timeout_s=settings.database.busy_timeout_s,
    )
    return settings.model_copy(update={"database": chosen})
