"""The keys to what is encrypted in a database: which there are, where they are kept, and what they come to as text."""

import base64
import hashlib
import hmac
import secrets
from binascii import Error as NotBase64Error
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, Self

_KEY_BYTES: Final = 32
_ID_BYTES: Final = 8
_FORMAT: Final = "1"


@dataclass(frozen=True, slots=True)
class FieldKey:
    """One key; its identifier is made from it, so that the same identifier always means the same key.

    Attributes:
        secret: 32 bytes.
        id: The identifier, 16 hexadecimal digits, which tells nothing of the key.
    """

    secret: bytes = field(repr=False)
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        digest = hmac.digest(self.secret, b"physiocheck field key", hashlib.sha256)
        object.__setattr__(self, "id", digest[:_ID_BYTES].hex())  # once: every value that is read asks for it


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys to one database: the one that is written with, and all before it.

    Attributes:
        keys: Oldest first; the last one is written with, and all are read with.
        index: 32 bytes that fingerprints are made with; a rotation leaves it, or nothing could be looked up any more.
    """

    keys: tuple[FieldKey, ...]
    index: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """Return a ring with one new key."""
        return cls((FieldKey(secrets.token_bytes(_KEY_BYTES)),), secrets.token_bytes(_KEY_BYTES))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the ring that `to_text` has written.

        Raises:
            ValueError: It is something else, or damaged.
        """
        form, *parts = text.split() or [""]
        if form != _FORMAT or len(parts) < 2:
            raise ValueError("This is no key ring.")
        try:
            index, *keys = (base64.b64decode(part, altchars=b"-_", validate=True) for part in parts)
        except NotBase64Error as error:
            raise ValueError("This key ring is damaged.") from error
        if {len(each) for each in (index, *keys)} != {_KEY_BYTES}:
            raise ValueError("This key ring is damaged.")
        return cls(tuple(map(FieldKey, keys)), index)

    @property
    def current(self) -> FieldKey:
        """The key that is written with."""
        return self.keys[-1]

    def find(self, key_id: str) -> FieldKey | None:
        """Return the key with an identifier, None where the ring has none."""
        return next((key for key in self.keys if key.id == key_id), None)

    def with_new_key(self) -> "KeyRing":
        """Return the ring with one more key, which is written with from then on."""
        return KeyRing((*self.keys, FieldKey(secrets.token_bytes(_KEY_BYTES))), self.index)

    def fingerprint(self, purpose: str, content: bytes) -> str:
        """Return 64 hexadecimal digits that are the same for the same content, which takes the ring to make.

        Args:
            purpose: What it is for; the same content has another fingerprint for another purpose.
            content: What to make it of.
        """
        key = hmac.digest(self.index, purpose.encode(), hashlib.sha256)
        return hmac.digest(key, content, hashlib.sha256).hex()

    def to_text(self) -> str:
        """Return the ring as one short line of ASCII."""
        secrets_of_all = (self.index, *(key.secret for key in self.keys))
        return " ".join((_FORMAT, *(base64.urlsafe_b64encode(secret).decode() for secret in secrets_of_all)))


class KeyStore(Protocol):
    """Where one database's ring is kept on this computer."""

    @property
    def told(self) -> str:
        """Where that is, in words."""

    def load(self) -> KeyRing | None:
        """Return the ring, None where there is none.

        Raises:
            StorageError: It cannot be read, others could read it, or it is damaged.
        """

    def save(self, ring: KeyRing) -> None:
        """Keep a ring in place of the one before; when this returns it would survive a power cut.

        Raises:
            StorageError: It cannot be written.
        """


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """Where the keys are, and what is encrypted with them.

    Attributes:
        place: Where this computer keeps them, in words.
        current: Identifier of the key that is written with; None where this computer has none.
        values: How many values are encrypted with each key of the database.
        missing: Keys of the database that this computer does not have.
    """

    place: str
    current: str | None
    values: Mapping[str, int]
    missing: tuple[str, ...]


class KeyUpkeep(Protocol):
    """The upkeep of the keys of the database that the settings name. What goes wrong is raised as a `KnownError`."""

    def status(self) -> KeyStatus:
        """Return where the keys are, and what is encrypted with them; nothing is changed."""

    def rotate(self) -> int:
        """Encrypt everything with a new key, or go on with that; returns how many values were encrypted anew."""

    def ring(self) -> KeyRing:
        """Return the keys, all of which this computer has."""

    def bring_in(self, ring: KeyRing) -> None:
        """Keep keys that were copied on another computer, which have to be those of this database."""
