"""The password of the clinic's mail account: from the settings, or from the system's keyring."""

from typing import Final

import keyring
from keyring.errors import KeyringError

from physiocheck_desktop.config.sections import MailSettings
from physiocheck_desktop.domain.errors import SettingsError

_SERVICE: Final = "PhysioCheck mail"


def mail_password(settings: MailSettings) -> str:
    """Return the password; empty where the server asks for no account.

    Raises:
        SettingsError: There is an account, and neither the settings nor the keyring has its password.
    """
    if settings.password is not None:
        return settings.password.get_secret_value()
    if not settings.account:
        return ""
    try:
        kept = keyring.get_password(_SERVICE, _name(settings))
    except KeyringError:
        kept = None
    if kept is None:
        raise SettingsError(
            "There is no password for the mail account.",
            remedy="Keep it in the system’s keyring by physiocheck mail password, or set mail.password.",
        )
    return kept


def keep_mail_password(settings: MailSettings, password: str) -> None:
    """Keep the password in the system's keyring.

    Raises:
        SettingsError: No account is set, or this computer has no keyring that can be used.
    """
    if not settings.account:
        raise SettingsError("No mail account is set.", remedy="Set mail.account first.")
    try:
        keyring.set_password(_SERVICE, _name(settings), password)
    except KeyringError as error:
        raise SettingsError(
            "The system’s keyring cannot be used, so the password was not kept.",
            remedy="Unlock the keyring, or set mail.password in the settings file or PHYSIOCHECK_MAIL__PASSWORD.",
        ) from error


def _name(settings: MailSettings) -> str:
    return f"{settings.account}@{settings.host}"
