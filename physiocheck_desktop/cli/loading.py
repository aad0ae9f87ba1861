"""Loading large libraries without looking for garbage, of which loading makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def much_is_loaded() -> Iterator[None]:
    """Let Python's collector rest meanwhile: it would go again and again through what has just come to stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
