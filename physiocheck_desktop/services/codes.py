"""Codes that people type, and what is kept of them and of other secrets: digests alone."""

import hashlib
import secrets
from typing import Final

CODE_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 16
"""Of 32 letters that are not mistaken for one another: 80 bits."""


def new_code() -> str:
    """Return a code that nobody can guess, in groups of four letters."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def code_digest(code: str) -> str:
    """Return what is kept of a code, however its letters and groups are typed."""
    return digest_of("".join(code.replace("-", " ").split()).upper())


def digest_of(text: str) -> str:
    """Return what is kept of a secret or an address: its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
