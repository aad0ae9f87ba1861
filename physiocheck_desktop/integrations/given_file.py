"""The first look at a file that somebody has chosen: is it one, and how large."""

import os
import stat
from pathlib import Path
from typing import Final

from physiocheck_desktop.domain.errors import InputError

_CHUNK: Final = 1 << 20
_ANOTHER: Final = "Choose another file."


def read_given(path: Path, limit: int) -> bytes:
    """Return what is in a file, of which no more is read than may be.

    The name is used for opening it, and for nothing else.

    Raises:
        InputError: There is no such file, it is empty or has more bytes than `limit`, or cannot be read.
    """
    try:
        # Nobody is kept waiting by a pipe into which nothing is written.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise InputError("This is a folder or a device, not a file.", remedy=_ANOTHER)
        with os.fdopen(descriptor, "rb") as file:
            parts, size = [], 0
            # The size that the system tells is not believed: the file may grow while it is read.
            while size <= limit and (part := file.read(min(_CHUNK, limit + 1 - size))):
                parts.append(part)
                size += len(part)
    except FileNotFoundError as error:
        raise InputError("There is no such file.", remedy="Check the name and the folder.") from error
    except OSError as error:
        raise InputError(f"This file cannot be read: {error.strerror or error}.", remedy=_ANOTHER) from error
    except ValueError as error:
        raise InputError("This is no name of a file.", remedy=_ANOTHER) from error
    if size == 0:
        raise InputError("This file is empty.", remedy=_ANOTHER)
    if size > limit:
        raise InputError(
            f"This file has more than {limit / 1e6:.0f} MB, which is too much here.", remedy="Choose a smaller one."
        )
    return b"".join(parts)
