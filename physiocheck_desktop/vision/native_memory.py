"""Memory of native libraries: shared by all threads, and given back once nothing uses it any more."""

import ctypes
import sys
from functools import cache
from typing import Any, Final

_MOST_ARENAS: Final = -8
"""`M_ARENA_MAX` of `mallopt(3)`."""
_ARENAS: Final = 2


def share_native_memory() -> None:
    """Have all threads take their memory from the same two heaps; glibc alone makes one for nearly each thread.

    The pose model has some fifteen threads of its own for as long as a session lasts. In heaps of their own what they
    let go is scattered, and the next session's threads find it in other ones: the program grew by 5 MiB a session.
    """
    set_option = _of_c_library("mallopt")
    if set_option is not None:
        set_option(_MOST_ARENAS, _ARENAS)


def give_memory_back() -> None:
    """Give to the system what nothing uses any more and glibc still holds: some 200 MiB once a pose model has gone."""
    trim = _of_c_library("malloc_trim")
    if trim is not None:
        trim(0)


@cache
def _of_c_library(name: str) -> Any:
    """Return a function of glibc; None where there is another C library, which neither has it nor needs it."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
