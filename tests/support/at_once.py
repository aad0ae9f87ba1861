"""Several people who do something at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Final

from sqlalchemy import event

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import KnownError

WAIT_S: Final = 0.5
"""Long enough to come to where one waits for the other."""


def at_once(work: Callable[[int], object], people: int = 4) -> list[object]:
    """Return what threads that begin together got, or were refused with.

    Args:
        work: What each does; it is given its number.
        people: How many threads.
    """
    together, got = Barrier(people), []

    def run(number: int) -> None:
        together.wait()
        got.append(_got(lambda: work(number)))

    threads = [Thread(target=run, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(threads)
    return got


def meanwhile(
    database: Database, statement: str, first: Callable[[], object], then: Callable[[], object]
) -> tuple[object, object]:
    """Return what two people got, or were refused with, of whom the second began in the midst of what the first did.

    Args:
        database: Both use it; it is a server's, because a file has one writer at a time.
        statement: How the first one's statement begins before which the second one begins; he waits a moment for her.
        first: What the first one does.
        then: What the second one does.
    """
    got: dict[str, object] = {}
    second = Thread(target=lambda: got.update(second=_got(then)))

    def begin(_connection: object, _cursor: object, text: str, *_others: object) -> None:
        if text.startswith(statement) and second.ident is None:
            second.start()
            second.join(WAIT_S)

    event.listen(database._engine, "before_cursor_execute", begin)
    try:
        got["first"] = _got(first)
        second.join()
    finally:
        event.remove(database._engine, "before_cursor_execute", begin)
    return got["first"], got["second"]


def _got(work: Callable[[], object]) -> object:
    try:
        return work()
    except KnownError as refused:
        return refused
