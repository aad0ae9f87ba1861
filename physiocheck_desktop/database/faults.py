"""What a database driver reports, told as sentences: full disk, lock, damage, refused or lost connection."""

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from physiocheck_desktop.domain.errors import BugError, InputError, KnownError, PassingStorageError, StorageError

KEPT: Final = "Everything that was saved before is kept."

_SQLITE_PRIMARY_CODE: Final = 0xFF

_SQLITE_SENTENCES: Final = {
    sqlite3.SQLITE_FULL: (
        "{place} could not be written, because its disk is full.",
        "Free some space on that disk, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "{place} is on a disk that could not be read or written.",
        "Check that the disk is connected and has free space, then try again.",
    ),
    sqlite3.SQLITE_BUSY: (
        "{place} is held by another program, which did not let go in time.",
        "Close other programs that use PhysioCheck’s data, then try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "{place} is held by another program, which did not let go in time.",
        "Close other programs that use PhysioCheck’s data, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "{place} may be read but not written.",
        "Allow your account to write in that folder, or choose another data folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{place} could not be opened.",
        "Check that the folder exists and that your account may write in it, or choose another data folder.",
    ),
    sqlite3.SQLITE_PERM: (
        "Your account may not use {place}.",
        "Allow your account to read and write in that folder, or choose another data folder.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "{place} is damaged.",
        "Keep a copy of the file, and put back your newest backup: the backups folder beside it may have one.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "{place} is not a PhysioCheck database, or is damaged.",
        "Keep a copy of the file, and put back your newest backup: the backups folder beside it may have one.",
    ),
}

_UNREACHABLE: Final = (
    "{place} cannot be reached.",
    "Check the network and that the server is running, then try again.",
)
_REFUSED: Final = (
    "{place} refused the account.",
    "Check the account, its password and its rights in the database address of the settings.",
)
_HELD: Final = (
    "{place} is busy, because another workstation is holding the same records.",
    "Try again in a moment.",
)
_TOO_MANY: Final = ("{place} has too many connections.", "Try again in a moment.")
_TOO_SLOW: Final = (
    "{place} took too long to answer.",
    "Try again; if it stays so, tell whoever looks after the server.",
)
_SERVER_FULL: Final = (
    "{place} has no space left, or may only be read.",
    "Tell whoever looks after the server, then try again.",
)
_NOT_PROVEN: Final = (
    "{place} could not prove who it is, so nothing was sent to it.",
    "Check the host in the database address, and name the authority that signed its certificate in the setting "
    "database.tls_authority.",
)
_SERVER_SENTENCES: Final = {
    0: _UNREACHABLE,  # what PyMySQL says of a connection that it closed itself
    1021: _SERVER_FULL,
    1040: _TOO_MANY,
    1044: _REFUSED,
    1045: _REFUSED,
    1049: (
        "{place} has no database of that name.",
        "Create it as the documentation tells, or correct the database address in the settings.",
    ),
    1053: _UNREACHABLE,
    1114: _SERVER_FULL,
    1142: (
        "{place} does not let this account do what was needed.",
        "Check the account’s rights; tables are made and upgraded with an account that may change the structure.",
    ),
    1205: _HELD,
    1213: _HELD,
    1203: _TOO_MANY,
    1290: _SERVER_FULL,
    1698: _REFUSED,
    1927: _UNREACHABLE,
    1969: _TOO_SLOW,
    2002: _UNREACHABLE,
    2003: _UNREACHABLE,
    2006: _UNREACHABLE,
    2013: _UNREACHABLE,
    2026: (
        "{place} does not encrypt its connections, so nothing was sent to it.",
        "Ask whoever looks after the server to switch TLS on.",
    ),
    2055: _UNREACHABLE,
    3024: _TOO_SLOW,
    4031: _UNREACHABLE,
}
_NOT_JUST_NOW: Final = ("{place} cannot be used just now.", "Try again; the details are in the log file.")
_PASSING: Final = (_UNREACHABLE, _HELD, _TOO_MANY)

_CHECKS_OF_TABLES: Final = frozenset({3819, 4025})
"""What MySQL and MariaDB say to a row that breaks a rule of its table; PyMySQL takes it for a fault of the server."""


@contextmanager
def told_as_sentences(place: str) -> Iterator[None]:
    """Raise what the database reports as a `StorageError`, or as a `BugError` where our own statement was wrong.

    Args:
        place: The file or the server as the subject of a sentence; never with a password.

    Raises:
        InputError: A text cannot be kept, whatever the database.
    """
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError) as error:
        sentence = _sentence_of(error)
        if sentence is None:
            raise BugError("The database refused a statement of ours.") from error
        raise _storage_error(sentence, place) from error
    except DBAPIError as error:
        if _number_of(error) in _CHECKS_OF_TABLES:
            raise BugError("The database refused a statement of ours.") from error
        raise _storage_error(_sentence_of(error) or _NOT_JUST_NOW, place) from error
    except StatementError as error:
        if isinstance(error.orig, KnownError):  # of one of our own types of columns
            raise error.orig from error
        if isinstance(error.orig, UnicodeEncodeError):
            raise _half_a_character() from error
        raise BugError("A record of ours could not be turned into columns.") from error
    except UnicodeEncodeError as error:
        raise _half_a_character() from error
    except PoolTimeoutError as error:
        raise _storage_error(_HELD, place) from error


@contextmanager
def told_of_file(place: str) -> Iterator[None]:
    """Raise what SQLite itself reports of a file as a `StorageError`.

    Args:
        place: The file as the subject of a sentence.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _storage_error(_sentence_of_sqlite(error) or _NOT_JUST_NOW, place) from error


def _half_a_character() -> InputError:
    return InputError(
        "A text has half of a character in it, which cannot be kept.",
        kept=KEPT,
        remedy="Write it anew, without pasting.",
    )


def _storage_error(sentence: tuple[str, str], place: str) -> StorageError:
    what, remedy = sentence
    kind = PassingStorageError if sentence in _PASSING else StorageError
    return kind(what.format(place=place), kept=KEPT, remedy=remedy)


def _sentence_of(error: DBAPIError) -> tuple[str, str] | None:
    reported = error.orig
    if isinstance(reported, sqlite3.Error):
        return _sentence_of_sqlite(reported)
    if isinstance(getattr(reported, "original_exception", None), ssl.SSLError):
        return _NOT_PROVEN
    number = _number_of(error)
    return None if number is None else _SERVER_SENTENCES.get(number)


def _sentence_of_sqlite(error: sqlite3.Error) -> tuple[str, str] | None:
    # Older paths of the driver raise without a code; then there is nothing to look up.
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE_SENTENCES.get(code & _SQLITE_PRIMARY_CODE)


def _number_of(error: DBAPIError) -> int | None:
    """Return the number that a server or PyMySQL gave its complaint."""
    number = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return number if isinstance(number, int) else None
