"""A copy of a key ring as a text that a passphrase opens: to keep apart from the records, and to carry elsewhere."""

import base64
import json
import secrets
from binascii import Error as NotBase64Error
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.services.keys import KeyRing
from physiocheck_desktop.services.passwords import demand_good_password

_KIND: Final = "PhysioCheck keys"
_FORMAT: Final = 1
_COST: Final = {"n": 2**17, "r": 8, "p": 1}
"""Of scrypt, as OWASP's Password Storage Cheat Sheet has it: 128 MiB and some tenths of a second for each guess."""
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12


def sealed_copy(ring: KeyRing, passphrase: str) -> str:
    """Return a ring as a text that the passphrase opens.

    Raises:
        InputError: The passphrase is too easy to guess.
    """
    demand_good_password(passphrase)
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_key_from(passphrase, salt)).encrypt(nonce, ring.to_text().encode("ascii"), _KIND.encode())
    content = {"kind": _KIND, "format": _FORMAT, "salt": _text(salt), "sealed": _text(nonce + sealed)}
    return json.dumps(content, indent=2) + "\n"


def opened_copy(text: str, passphrase: str) -> KeyRing:
    """Return the ring that `sealed_copy` has written.

    Raises:
        InputError: It is something else, damaged, or of a newer version of the program.
        AccessError: The passphrase is not right.
    """
    try:
        content = json.loads(text)
        kind = (content["kind"], content["format"])
        salt, sealed = (base64.b64decode(content[each], validate=True) for each in ("salt", "sealed"))
    except (ValueError, TypeError, KeyError, NotBase64Error) as error:
        raise _unusable() from error
    if kind != (_KIND, _FORMAT):
        raise _unusable()
    try:
        plain = AESGCM(_key_from(passphrase, salt)).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _KIND.encode()
        )
        return KeyRing.from_text(plain.decode("ascii"))
    except InvalidTag as error:
        raise AccessError(
            "The passphrase is not right, or the file was changed.", kept="Nothing was changed.", remedy="Try again."
        ) from error
    except ValueError as error:
        raise _unusable() from error


def _key_from(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, **_COST).derive(passphrase.encode("utf-8", "surrogatepass"))


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _unusable() -> InputError:
    return InputError(
        "The file is no copy of keys that this version of PhysioCheck can read.",
        kept="Nothing was changed.",
        remedy="Choose the file that physiocheck keys export has written.",
    )
