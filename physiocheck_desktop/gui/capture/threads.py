"""Runs a worker object in a thread of its own, and ends that thread without ever killing it."""

import logging
from typing import Final, Protocol, cast

from PySide6.QtCore import QObject, QThread, SignalInstance

logger = logging.getLogger(__name__)

_LAST_WAIT_MS: Final = 3000


class Worker(Protocol):
    """What a worker has that is run in a thread of its own."""

    ended: SignalInstance

    def run(self) -> None:
        """Work until done or asked to stop."""

    def request_stop(self) -> None:
        """Ask the worker to end; may be called from any thread."""


class WorkerThread:
    """One worker in one thread."""

    def __init__(self, name: str, worker: Worker, parent: QObject) -> None:
        self._worker = worker
        self._thread = QThread(parent)
        self._thread.setObjectName(name)
        cast("QObject", worker).moveToThread(self._thread)
        self._thread.started.connect(worker.run)

    def start(self) -> None:
        """Start working."""
        self._thread.start()

    def request_stop(self) -> None:
        """Ask worker and thread to end; returns at once."""
        self._worker.request_stop()
        self._thread.quit()

    def wait(self) -> bool:
        """Wait for the thread, which was asked to end, and say whether it did; one that hangs is left behind."""
        ended = self._thread.wait(_LAST_WAIT_MS)
        if not ended:
            logger.error("The thread %s has not ended in time and is left behind.", self._thread.objectName())
            # Qt aborts the program when a thread is destroyed that still runs. The object that stands for the GUI
            # thread itself is the one that nobody ever destroys, so what it owns outlives everything.
            self._thread.setParent(self._thread.thread())
        return ended
