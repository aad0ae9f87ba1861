"""Work that a database dropped half-way, done again: for use cases that come to the same however often they are run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, ParamSpec, TypeVar

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random_exponential

from physiocheck_desktop.domain.errors import PassingStorageError

P = ParamSpec("P")
R = TypeVar("R")

MAX_SECONDS: Final = 5.0
"""As long as a server that was started again needs to answer; after that the person is told."""

_asks_once: ContextVar[bool] = ContextVar("asks_once", default=False)


@contextmanager
def asking_once(*, once: bool = True) -> Iterator[None]:
    """Let what this thread does meanwhile fail at the first try, as where the database is known to be away.

    Args:
        once: False changes nothing.
    """
    before = _asks_once.set(once or _asks_once.get())
    try:
        yield
    finally:
        _asks_once.reset(before)


def repeatable(use_case: Callable[P, R]) -> Callable[P, R]:
    """Run a use case again after a deadlock, a lock that was held too long, or a lost connection.

    The pauses grow and differ, so that two workstations that stopped each other do not do so again. The last error is
    raised as it is. Within `asking_once` it is raised at once.

    Args:
        use_case: Comes to the same if it is run again after it was kept, because a connection can be lost in the moment
            in which the database has kept everything and not yet said so.
    """
    patience = stop_after_delay(MAX_SECONDS)
    return retry(
        retry=retry_if_exception_type(PassingStorageError),
        stop=lambda state: _asks_once.get() or patience(state),
        wait=wait_random_exponential(multiplier=0.1, max=1.0),
        reraise=True,
    )(use_case)
