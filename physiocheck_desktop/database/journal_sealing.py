"""What a journal tells of sessions, encrypted with the keys to the database that it is on its way to."""

from typing import Final

from physiocheck_desktop.database.encrypted import FORMAT, decrypt, encrypt, key_id_of
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.keys import KeyRing, KeyStore

_SEALED: Final = f"{FORMAT}:"


class UnsealableError(Exception):
    """An entry was changed by something else, or its key is not on this computer."""


class JournalSealing:
    """Encrypts what each entry tells, bound to its place, so that no entry can stand in for another.

    All methods raise `StorageError` where the place of the keys cannot be used just now.
    """

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._ring: KeyRing | None = None

    def sealed(self, told: str, session_id: str, kind: str, number: int) -> str:
        """Return what an entry tells as the journal keeps it.

        The first key is made where there is none, because what has happened does not wait for a server that has one.
        """
        if self._ring is None:
            self._ring = self._store.load()
        if self._ring is None:
            self._store.save(ring := KeyRing.new())
            self._ring = ring
        return encrypt(self._ring, _place(session_id, kind, number), told, longest=None)

    def opened(self, kept: str, session_id: str, kind: str, number: int) -> str:
        """Return what an entry tells; one of a version that did not encrypt is told as it is.

        Raises:
            UnsealableError: Nobody can read it with the keys that are here.
        """
        if not is_sealed(kept):
            return kept
        if self._ring is None or self._ring.find(key_id_of(kept)) is None:
            self._ring = self._store.load()  # another program may have changed the key since
        if self._ring is None:
            raise UnsealableError
        try:
            return decrypt(self._ring, _place(session_id, kind, number), kept)
        except StorageError as error:
            raise UnsealableError from error


def is_sealed(kept: str) -> bool:
    """Whether what a journal keeps is encrypted."""
    return kept.startswith(_SEALED)


def _place(session_id: str, kind: str, number: int) -> str:
    return f"journal {session_id} {kind} {number}"
