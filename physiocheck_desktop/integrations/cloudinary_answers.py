"""What Cloudinary answers where it does not do what it was asked to, told as sentences of our own.

Nothing of an answer's text reaches a person or a log: it may repeat what was sent.
"""

import json
from http import HTTPStatus
from typing import Any, Final

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.file_ports import FileMissingError

_PASSING: Final = frozenset({408, 409, 420, 423, 425, 429})
"""Statuses after which the same call may go through a moment later; 420 says that an account asks too much."""

_SETTINGS: Final = "Compare the settings under files with the API keys that Cloudinary shows for the account."
_LATER: Final = "Try it again in a moment; make sure that this computer has a connection."


class PassingFileStoreError(StorageError):
    """The store did not do it, and the same call may go through a moment later."""


def demand_done(status: int, body: bytes) -> None:
    """Refuse every answer but a good one.

    Raises:
        FileMissingError: What was asked for is not there.
        PassingFileStoreError: It may go through a moment later.
        StorageError: It will not.
    """
    if status == HTTPStatus.OK:
        return
    if status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise passing("has too much to do just now, or is disturbed")
    message = _message_in(body)
    if message.startswith("Stale request"):
        raise fault("finds the clock of this computer wrong by more than an hour", "Set the clock, and try again.")
    if message.startswith("File size too large"):
        raise fault(
            "does not take a file of this size with the plan that the account has",
            "Choose a smaller file, or ask whoever looks after the account for a plan that takes larger ones.",
        )
    if status == HTTPStatus.NOT_FOUND:
        raise missing()
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise fault("does not accept the account in the settings", _SETTINGS)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise fault("sent this computer to another address, which is never followed", _SETTINGS)
    raise fault(f"refused what it was asked for (status {status})", _SETTINGS)


def read_answer(body: bytes) -> dict[str, Any]:
    """Return what a good answer says.

    Raises:
        StorageError: It is something else.
    """
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise not_understood()
    return content


def fault(what: str, remedy: str) -> StorageError:
    """Return what to tell about something that trying again does not mend."""
    return StorageError(f"Cloudinary, where files are kept, {what}.", kept=_KEPT, remedy=remedy)


def passing(what: str) -> PassingFileStoreError:
    """Return what to tell about something that may be over a moment later."""
    return PassingFileStoreError(f"Cloudinary, where files are kept, {what}.", kept=_KEPT, remedy=_LATER)


def not_trusted() -> StorageError:
    """Return what to tell about a server that is not who it says to be."""
    return fault(
        "does not prove who it is: its certificate is not trusted, and nothing was sent",
        "Ask whoever looks after the network whether something stands between this computer and the internet.",
    )


def not_understood() -> StorageError:
    """Return what to tell about an answer that says nothing known."""
    return fault("gave an answer that cannot be understood", _SETTINGS)


def missing() -> FileMissingError:
    """Return what to tell about a file that is not there."""
    return FileMissingError(
        "This file is not where it was kept any more.", kept="All records are kept.", remedy="Store it anew."
    )


_KEPT: Final = "Files that were kept before are unchanged."


def _message_in(body: bytes) -> str:
    try:
        return str(json.loads(body)["error"]["message"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
