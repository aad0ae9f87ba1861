"""Files in a folder of this computer, or one that the clinic's computers share, under names that are made here."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.file_ports import FileMissingError

_FILE: Final = 0o600
_OWN_NAME: Final = "store-id"
_NO_FILE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EMLINK, errno.ENXIO})
"""What systems say where there is nothing, or a link, a folder or a socket in place of a file."""


class LocalFileStore:
    """A file for each identifier, for its owner's eyes alone; see `services.file_ports.FileStore`.

    The folder has a name of its own in it, so that files are looked for in the folder that has them, wherever it is
    mounted. No part of a path is ever taken from what somebody has brought.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = ""

    @property
    def place(self) -> str:
        """What tells this folder from all others; made when it is first asked for."""
        if not self._place:
            with self._told("opened"):
                self._place = f"local:{self._own_name()}"
        return self._place

    @property
    def told(self) -> str:
        """Where that is, in words."""
        return f"the folder {self._folder}"

    def put(self, file_id: UUID, content: bytes) -> None:
        """Keep a file, whole or not at all; when this returns it would survive a power cut."""
        path = self._path(file_id)
        with self._told("written"):
            make_private_folder(path.parent)
            _write_whole(path, content)
            _settle(self._folder)

    def get(self, file_id: UUID, limit: int) -> bytes:
        """Return a file."""
        # A link in place of a file leads nowhere, and a pipe keeps nobody waiting.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with self._told("read"):
            try:
                descriptor = os.open(self._path(file_id), flags)
            except OSError as error:
                if error.errno in _NO_FILE:
                    raise _missing() from error
                raise
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                raise _missing()
            with os.fdopen(descriptor, "rb") as file:
                content = file.read(limit + 1)
        if len(content) > limit:
            raise _missing()
        return content

    def delete(self, file_id: UUID) -> None:
        """Let there be no such file, and nothing of one that was not finished."""
        path = self._path(file_id)
        with self._told("erased"):
            path.unlink(missing_ok=True)
            _unfinished(path).unlink(missing_ok=True)

    def kept(self) -> frozenset[UUID]:
        """Return all files that there are."""
        found = set()
        with self._told("read"):
            for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
                with suppress(ValueError):  # what others have put there is none of ours
                    file_id = UUID(path.name)
                    if path == self._path(file_id):
                        found.add(file_id)
        return frozenset(found)

    def _path(self, file_id: UUID) -> Path:
        return self._folder / file_id.hex[:2] / file_id.hex

    def _own_name(self) -> UUID:
        make_private_folder(self._folder)
        path = self._folder / _OWN_NAME
        if not path.exists():
            made = path.with_name(f".{uuid4().hex}.part")
            _write_whole(made, str(uuid4()).encode())
            _name_once(made, path)
            _settle(self._folder)
        try:
            return UUID(path.read_text(encoding="ascii").strip())
        except ValueError as error:
            raise StorageError(
                f"The file {path}, which names the folder of stored files, holds something else.",
                kept="The files in it are kept.",
                remedy="Put it back from a backup.",
            ) from error

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageError(
                f"The folder of stored files, {self._folder}, cannot be {done}: {error.strerror or error}.",
                kept="Nothing half-written was left, and what is in it is unchanged.",
                remedy="Make sure that your account may read and write there, and that there is space.",
            ) from error


def _write_whole(path: Path, content: bytes) -> None:
    unfinished = _unfinished(path)
    try:
        unfinished.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(unfinished, flags, _FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _settle(path.parent)
    finally:
        with suppress(OSError):  # where even this fails, what went wrong before matters more
            unfinished.unlink(missing_ok=True)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _name_once(made: Path, path: Path) -> None:
    """Give a file its name unless another process was first, whose file is the one then."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass
    except OSError:  # a disk without such links
        made.replace(path)
    made.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make new names in a folder survive a power cut; Windows sees to that itself."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _missing() -> FileMissingError:
    return FileMissingError(
        "This file is not where it was kept any more.",
        kept="All records are kept.",
        remedy="Put it back from a backup, or store it anew.",
    )
