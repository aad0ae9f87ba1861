"""Brings to the window how delivery to the database stands."""

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.services.delivery import Delivery, DeliveryStatus


class DeliveryWatch(QObject):
    """Hears a delivery in whichever thread it speaks and tells it in the GUI thread.

    Signals:
        changed: The `DeliveryStatus` after a change.
    """

    changed = Signal(object)

    def __init__(self, delivery: Delivery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delivery = delivery
        self._leave = delivery.subscribe(self.changed.emit)

    @property
    def status(self) -> DeliveryStatus:
        """How it stands now."""
        return self._delivery.status

    @property
    def to_server(self) -> bool:
        """Whether the database is on another computer."""
        return self._delivery.to_server

    def try_now(self) -> None:
        """Have what waits tried at once."""
        self._delivery.try_now()

    def close(self) -> None:
        """Hear no more; may be called more than once."""
        self._leave()
