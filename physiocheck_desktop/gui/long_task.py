"""How far a long task in the background is, told in the GUI thread, and that it is to be given up."""

import threading

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.errors import CancelledError


class LongTask(QObject):
    """Goes with one task.

    Signals:
        shared: Which share of it is done, 0 to 1.
    """

    shared = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given_up = threading.Event()

    def give_up(self) -> None:
        """Let the task end at its next step."""
        self._given_up.set()

    def tell(self, share: float) -> None:
        """Tell how far it is; called by the task, in its own thread.

        Raises:
            CancelledError: It was given up.
        """
        if self._given_up.is_set():
            raise CancelledError("It was given up.")
        self.shared.emit(share)
