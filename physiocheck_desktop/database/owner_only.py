"""Files and folders that only their owner may read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.domain.errors import StorageError

_FILE: Final = 0o600


def make_owner_only_folder(folder: Path) -> None:
    """Make a folder, with its parents, that only the owner may enter; one that exists is left as it is.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        make_private_folder(folder)
    except OSError as error:
        raise StorageError(
            f"The data folder {folder} cannot be made: {error.strerror or error}.",
            remedy="Allow your account to write there, or choose another data folder in the settings.",
        ) from error


def make_owner_only_file(path: Path) -> None:
    """Make an empty file that only the owner may read, or take other people's rights from the one that is there.

    SQLite gives its journal files the same rights as the database file.

    Raises:
        StorageError: It cannot be made or opened for writing.
    """
    make_owner_only_folder(path.parent)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _FILE))
        path.chmod(_FILE)
    except OSError as error:
        raise StorageError(
            f"The data folder {path.parent} cannot be written: {error.strerror or error}.",
            remedy="Allow your account to write there, or choose another data folder in the settings.",
        ) from error


def is_owner_only(path: Path) -> bool:
    """Whether nobody else may read a file; on Windows the user profile's own rights see to that."""
    return os.name == "nt" or path.stat().st_mode & 0o077 == 0


@contextmanager
def whole_copy(target: Path) -> Iterator[Path]:
    """Give a file to write a copy of records into, which gets the target's name only when it is whole and on the disk.

    Raises:
        StorageError: There is a file of that name already, or it cannot be written; an unfinished one is removed.
    """
    if target.exists():
        raise StorageError(
            f"{target} exists already.",
            kept="It was left as it is.",
            remedy="Choose another name for the copy.",
        )
    part = target.with_name(f"{target.name}.part")
    make_owner_only_file(part)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise StorageError(
            f"The copy {target} cannot be written: {error.strerror or error}.",
            kept="The database is unchanged.",
            remedy=f"Make sure there is space in {target.parent} and that your account may write there.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
