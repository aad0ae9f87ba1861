"""What keeps a sign-in on this computer between two starts, where the person has asked for that."""

from typing import Protocol


class SignInKeeper(Protocol):
    """Keeps one sign-in; may ask the system, so it is not called where nothing may wait."""

    @property
    def is_there(self) -> bool:
        """Whether this computer has a safe place for it."""

    def load(self) -> str | None:
        """Return the token that is kept, None where none is or it cannot be read."""

    def keep(self, token: str) -> None:
        """Keep a token in place of the one before.

        Raises:
            StorageError: The place cannot be used just now.
        """

    def forget(self) -> None:
        """Keep none; where that fails, the token ends by itself."""


class NoSignInKeeper:
    """Keeps no sign-in, and asks the system for nothing."""

    @property
    def is_there(self) -> bool:
        """Whether there is a place: none."""
        return False

    def load(self) -> str | None:
        """Return nothing."""
        return None

    def keep(self, token: str) -> None:
        """Keep nothing."""

    def forget(self) -> None:
        """Have nothing to forget."""
