"""How safe a session is that runs here, or has just ended, and who tells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

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


class Saver(QObject):
    """What records something of a session, and tells how safe that is.

    Signals:
        saving_changed: The `Saving`: how safe it is what was recorded.
    """

    saving_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saving: Saving | None = None

    @property
    def saving(self) -> Saving | None:
        """How safe it is what was recorded, None as long as nothing was."""
        return self._saving

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        raise NotImplementedError

    def _note_saving(self, saving: Saving) -> None:
        if saving != self._saving:
            self._saving = saving
            self.saving_changed.emit(saving)


class JointSaver(Saver):
    """Several savers as one, as safe as the one that is furthest from the database.

    It keeps them for as long as it is there, and they do not keep it.
    """

    def __init__(self, parts: Iterable[Saver], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        for each in self._parts:
            each.saving_changed.connect(self._look)
        self._look()

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        for each in self._parts:
            each.save_again()

    def _look(self) -> None:
        worst = worst_saving(each.saving for each in self._parts if each.saving is not None)
        if worst is not None:
            self._note_saving(worst)
