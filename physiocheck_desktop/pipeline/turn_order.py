"""Which of the threads that all want to compute goes first: the window before the pose, that before looks aside."""

import os
import sys
import threading
from contextlib import suppress
from typing import Final

_STEP: Final = 5
"""How much later the next in order has its turn, as Linux counts it: there 0 is usual, and 19 comes last of all."""
_LAST: Final = 19


def stand_back() -> None:
    """Let this thread, and those that it starts from now on, wait for the one that started it.

    On two processors the pose model alone would keep both busy. Whoever else wants one for a few milliseconds, above
    all the window, would wait for its turn as long as the system likes. Only Linux lets a single thread wait instead;
    where a program is shut in, it may be refused, and all works as it does elsewhere.
    """
    if sys.platform == "linux":
        own = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, own, min(_LAST, os.getpriority(os.PRIO_PROCESS, own) + _STEP))
