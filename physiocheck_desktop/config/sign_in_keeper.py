"""Keeps a sign-in in the system's keyring, and nowhere else: a file would be read by whoever copies it."""

import contextlib
from dataclasses import dataclass

import keyring
from keyring.errors import KeyringError

from physiocheck_desktop.config.key_store import KEYRING_SERVICE, has_keyring
from physiocheck_desktop.domain.errors import StorageError


@dataclass(frozen=True, slots=True)
class KeyringSignInKeeper:
    """One sign-in in the keyring that opens when its user signs in to the computer.

    Attributes:
        name: What tells this sign-in from those to other databases.
    """

    name: str

    @property
    def is_there(self) -> bool:
        """Whether there is a keyring."""
        return has_keyring()

    def load(self) -> str | None:
        """Return the token that is kept, None where none is or it cannot be read."""
        with contextlib.suppress(KeyringError):
            return keyring.get_password(KEYRING_SERVICE, self.name)
        return None

    def keep(self, token: str) -> None:
        """Keep a token in place of the one before."""
        try:
            keyring.set_password(KEYRING_SERVICE, self.name, token)
        except KeyringError as error:
            raise StorageError(
                "The system’s keyring cannot be used just now, so this computer will not stay signed in.",
                kept="You are signed in until you close the window.",
                remedy="Unlock the keyring and sign in again.",
            ) from error

    def forget(self) -> None:
        """Keep none; where that fails, the token ends by itself."""
        with contextlib.suppress(KeyringError):
            if keyring.get_password(KEYRING_SERVICE, self.name) is not None:
                keyring.delete_password(KEYRING_SERVICE, self.name)
