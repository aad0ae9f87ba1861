"""Files sealed before a store gets them, so that whoever keeps them for a clinic cannot look at them.

A sealed file is `PCF1`, the identifier of a key of the database's ring, a nonce, and the file encrypted with AES-256 in
GCM. It is bound to its key and its identifier: under another name, or changed by one bit, it is refused when it is
read. How long it is can be seen; what it is cannot.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Collection
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from physiocheck_desktop.services.file_ports import FileMissingError, FileStore
from physiocheck_desktop.services.keys import FieldKey, KeyRing

_MARK: Final = b"PCF1"
_KEY_ID_BYTES: Final = 8
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_HEAD: Final = len(_MARK) + _KEY_ID_BYTES + _NONCE_BYTES

OVERHEAD: Final = _HEAD + _TAG_BYTES
"""Bytes that a sealed file is larger than the file in it."""


class SealedFileStore:
    """A store of which every file is sealed; see `services.file_ports.FileStore`."""

    def __init__(self, store: FileStore, keys: Callable[[Collection[str]], KeyRing]) -> None:
        """Make one.

        Args:
            store: Gets sealed files alone.
            keys: Returns the ring, which has the keys with some identifiers, or raises a `StorageError`.
        """
        self._store = store
        self._keys = keys

    @property
    def place(self) -> str:
        """What tells the store from all others."""
        return self._store.place

    @property
    def told(self) -> str:
        """Where that is, in words."""
        return f"{self._store.told}, sealed with the keys of the database"

    def put(self, file_id: UUID, content: bytes) -> None:
        """Seal a file and keep it."""
        key = self._keys(()).current
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = _cipher(key).encrypt(nonce, content, _bound_to(key.id, file_id))
        self._store.put(file_id, b"".join((_MARK, bytes.fromhex(key.id), nonce, sealed)))

    def get(self, file_id: UUID, limit: int) -> bytes:
        """Return a file as it was before it was sealed."""
        sealed = self._store.get(file_id, limit + OVERHEAD)
        if len(sealed) < OVERHEAD or not sealed.startswith(_MARK):
            raise _was_changed()
        key_id = sealed[len(_MARK) : len(_MARK) + _KEY_ID_BYTES].hex()
        key = self._keys({key_id}).find(key_id)
        if key is None:
            raise _was_changed()
        nonce = sealed[_HEAD - _NONCE_BYTES : _HEAD]
        try:
            return _cipher(key).decrypt(nonce, memoryview(sealed)[_HEAD:], _bound_to(key_id, file_id))
        except InvalidTag as error:
            raise _was_changed() from error

    def delete(self, file_id: UUID) -> None:
        """Let there be no such file."""
        self._store.delete(file_id)

    def kept(self) -> frozenset[UUID] | None:
        """Return all files that there are, None where the store cannot tell."""
        return self._store.kept()


def _cipher(key: FieldKey) -> AESGCM:
    # A key of its own: what is encrypted field by field shares none with files.
    return AESGCM(hmac.digest(key.secret, b"physiocheck files", hashlib.sha256))


def _bound_to(key_id: str, file_id: UUID) -> bytes:
    return f"physiocheck:file:1:{key_id}:{file_id.hex}".encode()


def _was_changed() -> FileMissingError:
    return FileMissingError(
        "What is kept in place of this file was not sealed by PhysioCheck, or was changed, so it is not shown.",
        kept="It was left as it is.",
        remedy="Put it back from a backup, or store it anew.",
    )
