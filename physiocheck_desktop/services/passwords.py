"""Which passwords may be chosen, and how they are kept: as bcrypt hashes, never as they are."""

import base64
import hashlib
import time
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import Final

import bcrypt
from zxcvbn import zxcvbn

from physiocheck_desktop.domain.errors import InputError

SHORTEST: Final = 15
"""Characters, where nothing but the password is asked for (NIST SP 800-63B-4, 3.1.1.2)."""

LONGEST: Final = 1024
"""More than the 64 that must be allowed; beyond it, somebody wants to keep the computer busy."""

LEAST_GUESSES_LOG10: Final = 8.0
"""Below a hundred million guesses it is a common password, or made of few common things."""

JUDGED_LENGTH: Final = 72
LEAST_COST: Final = 11
MOST_COST: Final = 14
HASHING_S: Final = 0.25
"""What checking a password should take this computer: little for a person, much for a list of passwords."""


def measured_cost(clock: Callable[[], float] = time.perf_counter) -> int:
    """Return the bcrypt cost that takes this computer about `HASHING_S`; each step takes twice as long."""
    cost = LEAST_COST
    begun = clock()
    bcrypt.hashpw(b"measure", bcrypt.gensalt(cost))
    taken_s = max(clock() - begun, 1e-6)
    while cost < MOST_COST and taken_s * 2.0 <= HASHING_S:
        cost, taken_s = cost + 1, taken_s * 2.0
    return cost


class PasswordHasher:
    """Hashes passwords and checks them.

    bcrypt reads 72 bytes and stops at a zero. So the password, in Unicode's form NFKC, goes through SHA-384 and base64
    before: 64 letters, whatever its length.
    """

    def __init__(self, cost: int | Callable[[], int]) -> None:
        """Make a hasher.

        Args:
            cost: The bcrypt cost; or what finds it at the first use, for a program in which perhaps nobody signs in.
        """
        self._asked_cost = cost

    @cached_property
    def _cost(self) -> int:
        return self._asked_cost if isinstance(self._asked_cost, int) else self._asked_cost()

    @cached_property
    def _nobodys(self) -> str:
        return self.hashed("nobody has this password")

    def hashed(self, password: str) -> str:
        """Return the hash of a password, with a salt of its own: 60 characters."""
        return bcrypt.hashpw(_prepared(password), bcrypt.gensalt(self._cost)).decode("ascii")

    def matches(self, password: str, kept: str | None, effort: int = 0) -> bool:
        """Return whether a password is the one that is kept.

        What is not takes as long where none is kept, and whichever computer has made the hash, so that the time does
        not tell who has an account.

        Args:
            password: As it was typed.
            kept: Hash of the right one, None where there is none.
            effort: The highest cost at which any password of the clinic is kept.
        """
        nobodys = self._nobodys  # made whether it is needed or not, so that the first try tells nothing by its time
        prepared, kept_or_not = _prepared(password), kept or nobodys
        if bcrypt.checkpw(prepared, kept_or_not.encode("ascii")) and kept is not None:
            return True
        # Each step of the cost takes twice as long, so that all of them together come to the highest.
        for cost in range(_cost_of(kept_or_not), max(self._cost, effort)):
            bcrypt.hashpw(prepared, bcrypt.gensalt(cost))
        return False

    def is_dated(self, kept: str) -> bool:
        """Return whether a hash took less effort than one does today."""
        return _cost_of(kept) < self._cost


def demand_good_password(password: str, *known: str) -> None:
    """Refuse a password that is short, common, or made of what everybody knows of the person; nothing else is asked.

    Args:
        password: As it was typed.
        known: The person's name and address.

    Raises:
        InputError: It may not be used; the sentence says why.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            f"The password has {len(password)} characters.",
            remedy=f"Choose {SHORTEST} to {LONGEST}; a few words that do not belong together are easy to remember.",
        )
    words = [part for each in known for part in (each, *each.replace("@", " ").replace(".", " ").split()) if part]
    judged = zxcvbn(password[:JUDGED_LENGTH], user_inputs=["physiocheck", *words])
    if float(judged["guesses_log10"]) < LEAST_GUESSES_LOG10:
        raise InputError(
            "This password is among those that are tried first.",
            remedy="Choose another one; a few words that do not belong together are easy to remember.",
        )


def _cost_of(kept: str) -> int:
    return int(kept.split("$")[2])


def _prepared(password: str) -> bytes:
    text = unicodedata.normalize("NFKC", password[: LONGEST + 1]).encode("utf-8", "surrogatepass")
    return base64.b64encode(hashlib.sha384(text).digest())
