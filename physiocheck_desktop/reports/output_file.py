"""Files that are either written whole or not at all, with a sentence where that fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from physiocheck_desktop.domain.errors import StorageError


def check_writable(path: Path) -> None:
    """Make sure that a file can be written here, before a long task begins.

    An older file is opened for it, because it may be write-protected, or locked by the program that shows it.

    Raises:
        StorageError: It cannot; the sentence says why.
    """
    probe = unfinished_file(path)
    try:
        if path.is_dir():
            raise StorageError(f"{path} is a folder, not a file.", remedy="Add a file name.")
        if path.exists():
            if not path.is_file():  # a finished file would take the place of the device itself
                raise StorageError(f"{path} is a device or a pipe, not a file.", remedy="Choose another name.")
            path.open("r+b").close()
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise _told(path, error) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file at once, or not at all; an older one of that name is replaced.

    Raises:
        StorageError: The file cannot be written.
    """
    with written_whole(path) as file:
        file.buffer.write(content)


@contextmanager
def written_whole(path: Path, *, owner_only: bool = False) -> Iterator[TextIO]:
    """Open a text file to write; it takes its name only when the block ends well, and nothing is left when it does not.

    An older file of that name is replaced; where the name is a link, the file that it leads to. The text is UTF-8, with
    the line ends that are written.

    Args:
        path: The file.
        owner_only: Whether nobody else may read it, from the first byte on.

    Raises:
        StorageError: The file cannot be written.
    """
    unfinished = unfinished_file(path)
    try:
        try:
            if owner_only:
                os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(os.path.realpath(path))
        except OSError as error:
            raise _told(path, error) from error
    finally:
        with suppress(OSError):  # where even this fails, the sentence about the file itself matters more
            unfinished.unlink(missing_ok=True)


def unfinished_file(path: Path) -> Path:
    """Return where a file is written until it is finished: beside its place, short even where its name is long."""
    return Path(os.path.realpath(path)).with_name(f".physiocheck-{uuid4().hex[:8]}.part")


def _told(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{path} cannot be written: {error.strerror or error}.",
        kept="Nothing half-written was left, and an older file of that name is unchanged.",
        remedy="Choose another place, or make room there.",
    )
