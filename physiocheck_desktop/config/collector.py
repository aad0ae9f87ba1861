"""Python's collector of garbage: when it rests, and what it passes by."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
