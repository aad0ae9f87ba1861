"""A disk that takes nothing more: the system refuses every byte that makes a file larger, as a full one does."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow; not to be had on Windows."""
    resource = import_module("resource")

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
