"""Columns that are encrypted field by field, with AES-256-GCM, and columns by which encrypted ones can be looked up.

A value is `1:<key id>:<base64 of nonce and ciphertext>`. It is bound to its key and its column: in another column, or
changed by one bit, it is refused when it is read. How long it is can be seen; what it says cannot.
"""

import base64
import json
import secrets
from binascii import Error as NotBase64Error
from collections.abc import Collection
from typing import Any, Final
from weakref import WeakKeyDictionary

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, Engine, String, Text
from sqlalchemy.types import TypeDecorator

from physiocheck_desktop.domain.errors import BugError, StorageError
from physiocheck_desktop.services.keys import KeyRing, KeyStore

MAX_BYTES: Final = 48_000
"""Of a text in UTF-8, so that it fits into a TEXT column of MySQL when it is encrypted."""

FORMAT: Final = "1"
_NONCE_BYTES: Final = 12
_KEYS: Final[WeakKeyDictionary[Dialect, "EngineKeys"]] = WeakKeyDictionary()


class EngineKeys:
    """The keys that the statements of one engine use: loaded from their store when first needed, and then kept."""

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._ring: KeyRing | None = None

    def load(self) -> KeyRing | None:
        """Return the ring that the store has now, None where it has none."""
        self._ring = self._store.load()
        return self._ring

    def save(self, ring: KeyRing) -> KeyRing:
        """Keep a ring in the store, and return it."""
        self._store.save(ring)
        self._ring = ring
        return ring

    def demand(self, key_ids: Collection[str]) -> KeyRing:
        """Return the ring, which has some keys; another process may have added them since it was loaded.

        Raises:
            StorageError: The store does not have them.
        """
        for ring in (self._ring, self.load()):
            if ring is not None and all(ring.find(key_id) is not None for key_id in key_ids):
                return ring
        raise key_missing(tuple(sorted(key_ids)))


def use_keys(engine: Engine, store: KeyStore) -> None:
    """Let the encrypted columns of all statements of an engine use the keys of a store."""
    _KEYS[engine.dialect] = EngineKeys(store)


def keys_of(dialect: Dialect) -> EngineKeys:
    """Return the keys that statements of a dialect's engine use."""
    keys = _KEYS.get(dialect)
    if keys is None:
        raise BugError("An encrypted column was used without keys.")
    return keys


def encrypt(ring: KeyRing, column: str, text: str, *, longest: int | None = MAX_BYTES) -> str:
    """Return a text as an encrypted column keeps it.

    Args:
        ring: Its current key is written with.
        column: `table.column`, without which it cannot be read.
        text: In UTF-8, no longer than it may be.
        longest: How many bytes that is; None where its place takes any number.
    """
    content = text.encode()
    if longest is not None and len(content) > longest:
        raise BugError(f"A text of {len(content)} bytes was to be kept in {column}.")
    nonce, key = secrets.token_bytes(_NONCE_BYTES), ring.current
    sealed = AESGCM(key.secret).encrypt(nonce, content, _bound_to(key.id, column))
    return f"{FORMAT}:{key.id}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(ring: KeyRing, column: str, value: str) -> str:
    """Return the text that an encrypted column keeps.

    Raises:
        StorageError: The ring has no such key, or the value was changed or comes from another column.
    """
    form, key_id, content = [*value.split(":", 2), "", ""][:3]
    key = ring.find(key_id)
    if form == FORMAT and key_id and key is None:
        raise key_missing((key_id,))
    if form != FORMAT or key is None:
        raise _was_changed(column)
    try:
        sealed = base64.b64decode(content, validate=True)
        if base64.b64encode(sealed).decode() != content:  # its last letter can be changed without changing a byte
            raise _was_changed(column)
        text = AESGCM(key.secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(key.id, column))
        return text.decode()
    except (InvalidTag, NotBase64Error, ValueError) as error:
        raise _was_changed(column) from error


def key_missing(key_ids: tuple[str, ...]) -> StorageError:
    """Return what to tell where records are encrypted with keys that this computer does not have."""
    return StorageError(
        f"Health data in the database is encrypted with a key that this computer does not have ({', '.join(key_ids)}).",
        kept="All records are kept, but without that key nobody can read them.",
        remedy="Write the keys to a file on a computer that has them (physiocheck keys export FILE), bring it here and "
        "read it in (physiocheck keys import FILE).",
    )


class EncryptedText(TypeDecorator[str]):
    """A text that only the holders of the keys can read; no statement can compare or sort by it.

    Attributes:
        column: `table.column`, to which its values are bound; never changed once there are values.
    """

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        return None if value is None else encrypt(keys_of(dialect).demand(()), self.column, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt."""
        return None if value is None else _opened(dialect, self.column, value)


class EncryptedJson(TypeDecorator[Any]):
    """What JSON can say, encrypted as `EncryptedText` is."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Encrypt."""
        if value is None:
            return None
        return encrypt(
            keys_of(dialect).demand(()), self.column, json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        )

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Decrypt."""
        return None if value is None else json.loads(_opened(dialect, self.column, value))


class Fingerprint(TypeDecorator[str]):
    """What an encrypted column is looked up by: the same text gives the same digits, which tell nothing of it.

    A statement may ask whether it is equal to a text, and it may be unique. What is read is the digits.

    Attributes:
        column: `table.column` of what it is the fingerprint of.
    """

    impl = String(64)
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the fingerprint."""
        return None if value is None else keys_of(dialect).demand(()).fingerprint(self.column, value.encode())


def _opened(dialect: Dialect, column: str, value: str) -> str:
    key_id = key_id_of(value)
    return decrypt(keys_of(dialect).demand({key_id} if key_id else ()), column, value)


def key_id_of(value: str) -> str:
    """Return the identifier of the key that a value says it is encrypted with, empty where it says none."""
    form, _, rest = value.partition(":")
    return rest.partition(":")[0] if form == FORMAT else ""


def _bound_to(key_id: str, column: str) -> bytes:
    return f"physiocheck:{FORMAT}:{key_id}:{column}".encode()


def _was_changed(column: str) -> StorageError:
    return StorageError(
        f"An encrypted value of {column} was changed by something other than PhysioCheck, so it is not shown.",
        kept="It was left as it is.",
        remedy="Put back a backup from before, and find out who else can write to the database.",
    )
