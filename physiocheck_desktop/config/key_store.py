"""Where the keys to the database are kept here: in the system's keyring, or in a file that only its owner reads."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import keyring
from keyring.errors import KeyringError

from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.config.sections import KeyPlace
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.keys import KeyRing, KeyStore

KEYRING_SERVICE: Final = "PhysioCheck"
_FILE_MODE: Final = 0o600


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A ring in a file with mode 0600 that belongs to this account."""

    path: Path

    @property
    def told(self) -> str:
        """Where that is, in words."""
        return f"the key file {self.path}"

    def load(self) -> KeyRing | None:
        """Return the ring, None where there is no file."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(f"cannot be read: {error.strerror or error}") from error
        with os.fdopen(descriptor, "rb") as file:
            # Of the file that was opened, not of one that was put in its place since.
            self._demand_private(os.fstat(descriptor))
            content = file.read()
        try:
            return KeyRing.from_text(content.decode("ascii"))
        except ValueError as error:
            raise self._unusable("is damaged") from error

    def save(self, ring: KeyRing) -> None:
        """Keep a ring in place of the one before."""
        part = self.path.with_name(f"{self.path.name}.part")
        try:
            make_private_folder(self.path.parent)
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "wb") as file:
                file.write(ring.to_text().encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
            _settle(self.path.parent)
        except OSError as error:
            raise StorageError(
                f"The key file {self.path} cannot be written: {error.strerror or error}.",
                kept="The keys that were kept before are unchanged.",
                remedy="Allow your account to write there, and make sure there is space.",
            ) from error

    def _demand_private(self, found: os.stat_result) -> None:
        if os.name == "nt":  # the user profile's own rights see to that
            return
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            raise self._unusable("belongs to another account")
        if found.st_mode & 0o077:
            raise self._unusable(
                "can be read by other accounts of this computer",
                f"Make sure that nobody has copied it, then close it: chmod 600 '{self.path}'.",
            )

    def _unusable(self, how: str, remedy: str = "") -> StorageError:
        return StorageError(
            f"The key file {self.path} {how}, so it is not used.",
            kept="All records are kept.",
            remedy=remedy or "Put it back from your copy of the keys: physiocheck keys import FILE.",
        )


@dataclass(frozen=True, slots=True)
class SystemKeyring:
    """A ring in the keyring of the system, which opens when its user signs in to the computer.

    Attributes:
        name: What tells this ring from those of other databases.
    """

    name: str

    @property
    def told(self) -> str:
        """Where that is, in words."""
        return "the system’s keyring"

    def load(self) -> KeyRing | None:
        """Return the ring, None where the keyring has none."""
        try:
            content = keyring.get_password(KEYRING_SERVICE, self.name)
        except KeyringError as error:
            raise _keyring_refused() from error
        try:
            return None if content is None else KeyRing.from_text(content)
        except ValueError as error:
            raise StorageError(
                "What the system’s keyring keeps for PhysioCheck is damaged.",
                kept="All records are kept.",
                remedy="Put it back from your copy of the keys: physiocheck keys import FILE.",
            ) from error

    def save(self, ring: KeyRing) -> None:
        """Keep a ring in place of the one before."""
        try:
            keyring.set_password(KEYRING_SERVICE, self.name, ring.to_text())
        except KeyringError as error:
            raise _keyring_refused() from error


def key_store(place: KeyPlace, file: Path) -> KeyStore:
    """Return where a database's ring is kept.

    Where it is left to the program: the file where there is one, else the system's keyring, else the file, so that a
    computer without a keyring and without a window works too.

    Args:
        place: As the settings have it.
        file: The key file of this database.
    """
    if place is KeyPlace.FILE or (place is KeyPlace.AUTO and (file.exists() or not has_keyring())):
        return KeyFile(file)
    return SystemKeyring(str(file))


def has_keyring() -> bool:
    """Return whether the system has a keyring that can be used."""
    # A backend that cannot work here has no priority, and says so by raising.
    with contextlib.suppress(RuntimeError):
        return bool(keyring.get_keyring().priority > 0)
    return False


def _keyring_refused() -> StorageError:
    return StorageError(
        "The system’s keyring, which keeps the keys to the records, cannot be used just now.",
        kept="All records are kept.",
        remedy="Unlock the keyring, or set keys.place to file in the settings to keep them in a file instead.",
    )


def _settle(folder: Path) -> None:
    """Make a file's new name survive a power cut; Windows sees to that itself."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
