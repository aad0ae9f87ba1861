"""Python's collector of garbage: when it rests, and what it passes by."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_USUAL: Final = gc.get_threshold()
_NEVER: Final = 1_000_000_000


@contextmanager
def collector_rests() -> Iterator[None]:
    """Have nothing collected meanwhile; afterwards it is as it was before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def pass_by_what_is_there() -> None:
    """Have the collector look no more at anything that is there now; it stays until the program ends."""
    gc.freeze()


def leave_old_alone(*, alone: bool) -> None:
    """Have only what was made lately looked through, as long as a live picture is shown; or all again.

    To look through all that is there stops every thread for some frames. It is done once the picture has gone: what a
    session leaves has pictures in it, of whose size the collector knows nothing.
    """
    young, middle, old = _USUAL
    was_alone = gc.get_threshold()[2] == _NEVER
    gc.set_threshold(young, middle, _NEVER if alone else old)
    if was_alone and not alone:
        gc.collect()
