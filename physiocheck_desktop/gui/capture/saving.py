"""How safe a session is that runs here, or has just ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from physiocheck_desktop.services.delivery import DeliveryStatus, Safety


@dataclass(frozen=True, slots=True)
class Saving:
    """Where what was recorded of a session is.

    Attributes:
        safety: What is furthest from the database.
        ended: Whether the session's end was recorded too.
        to_server: Whether the database is on another computer.
        error: What keeps it from getting on, None where nothing does.
    """

    safety: Safety
    ended: bool
    to_server: bool
    error: Exception | None = None


def worst_saving(savings: Iterable[Saving]) -> Saving | None:
    """Return the saving of several sessions that is furthest from the database, None where there is none."""
    return max(savings, key=lambda each: (each.safety, not each.ended), default=None)


def saving_of(status: DeliveryStatus, safety: Safety, *, ended: bool, to_server: bool) -> Saving:
    """Return how safe a session is, from how delivery stands."""
    disk_trouble = status.contents.disk_trouble
    error = {
        Safety.IN_MEMORY: disk_trouble or status.trouble,
        Safety.ON_DISK: status.trouble,
    }.get(safety)
    return Saving(safety, ended, to_server, error)
