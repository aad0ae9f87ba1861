"""Loading large libraries without looking for garbage, of which loading makes none."""

from collections.abc import Iterator
from contextlib import contextmanager

from physiocheck_desktop.config.collector import collector_rests, pass_by_what_is_there


@contextmanager
def much_is_loaded() -> Iterator[None]:
    """Let Python's collector rest meanwhile, and pass by afterwards what has come to stay.

    It would go again and again through all of it, and stop every thread of the program for a tenth of a second each
    time: six frames of a live picture, or more than a page may take to open.
    """
    with collector_rests():
        try:
            yield
        finally:
            pass_by_what_is_there()
