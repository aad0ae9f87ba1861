"""A lock between processes, so that two starts at once do not build the same environment over each other."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from system_packages import SetupError

_LOOK_AGAIN_AFTER_S = 0.2


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the lock of this file; wait while another process holds it. The system frees it when a process dies.

    Raises:
        SetupError: The file cannot be made.
    """
    try:
        handle = path.open("a+b")
    except OSError as error:
        raise SetupError(f"This folder cannot be written to: {path.parent} ({error.strerror}).") from error
    with handle:
        if not _try_lock(handle):
            print("Another start is making the environment; waiting for it.", flush=True)
            while not _try_lock(handle):
                time.sleep(_LOOK_AGAIN_AFTER_S)
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
