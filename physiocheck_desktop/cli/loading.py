"""Loading large libraries without looking for garbage, of which loading makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def much_is_loaded() -> Iterator[None]:
    """Let Python's collector rest meanwhile, and pass by afterwards what has come to stay.

    It would go again and again through all of it, and stop every thread of the program for a tenth of a second each
    time: six frames of a live picture, or more than a page may take to open.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        pass_by_what_is_loaded()
        if was_enabled:
            gc.enable()


def pass_by_what_is_loaded() -> None:
    """Have the collector look no more at anything that is there now; it stays until the program ends."""
    gc.freeze()
