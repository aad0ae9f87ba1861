"""E-mail addresses: the form in which they are compared, and which texts are none."""

import unicodedata
from typing import Final

from physiocheck_desktop.domain.errors import InputError

MAX_EMAIL_LENGTH: Final = 254


def normal_email(email: str) -> str:
    """Return an address as it is compared: in Unicode's form NFKC, without blanks around it, letters small."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def is_email(normal: str) -> bool:
    """Whether a text in that form can be an address; whether it is one, only a mail to it can tell."""
    name, _, domain = normal[-MAX_EMAIL_LENGTH - 1 :].rpartition("@")
    parts = domain.split(".")
    return (
        len(normal) <= MAX_EMAIL_LENGTH
        and bool(name)
        and len(parts) > 1
        and all(parts)
        and normal.isprintable()
        and not any(letter.isspace() for letter in normal)
    )


def demand_email(email: str) -> str:
    """Return an address as it is compared.

    Raises:
        InputError: It is no address.
    """
    normal = normal_email(email)
    if not is_email(normal):
        raise InputError("This is not an e-mail address.", remedy="Write it without blanks, like name@example.org.")
    return normal
